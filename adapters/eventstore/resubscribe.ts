import { setTimeout as sleep } from 'node:timers/promises';
import { LogUnavailable } from '../../ports/event-log.ts';
import type { LogMessage, Position, SubscribeAllOptions } from '../../ports/event-log.ts';

/** Milliseconds before try number `attempt` (1, 2, …): doubling from 100 ms to 5 s, shortened at random by up to a half. */
export const backOffMs = (attempt: number, random: () => number = Math.random): number =>
  Math.min(5000, 100 * 2 ** (attempt - 1)) * (1 - random() / 2);

/**
 * Strings connections together into one subscription: each goes on after the last position that was yielded, so that
 * nothing is lost or repeated. `open` yields until its connection ends and throws `LogUnavailable` when it breaks.
 */
export async function* resubscribing(
  open: (after: Position) => AsyncIterable<LogMessage>,
  { after: start, signal, onInterruption }: Pick<SubscribeAllOptions, 'after' | 'signal' | 'onInterruption'>,
  pause: (attempt: number) => number = backOffMs,
): AsyncGenerator<LogMessage, void, undefined> {
  let after = start;
  let attempt = 0;
  while (!signal.aborted) {
    let interruption: unknown;
    try {
      for await (const message of open(after)) {
        attempt = 0;
        if (message.kind === 'event') after = message.event.position;
        else if (message.kind === 'checkpoint') after = message.position;
        yield message;
        if (signal.aborted) return;
      }
      interruption = new LogUnavailable('The event store ended the subscription. It is resumed.');
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      interruption = error;
    }
    if (signal.aborted) return;
    attempt += 1;
    onInterruption?.(interruption, attempt);
    await sleep(pause(attempt), undefined, { signal }).catch(() => undefined);
  }
}
