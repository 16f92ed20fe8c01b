import { LogUnavailable } from '../../ports/event-log.ts';
import type { LogMessage, Position, SubscribeAllOptions } from '../../ports/event-log.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';

/**
 * Strings connections together into one subscription: each goes on after the last position that was yielded, so that
 * nothing is lost or repeated. `open` yields until its connection ends and throws `LogUnavailable` when it breaks.
 */
export async function* resubscribing(
  open: (after: Position) => AsyncIterable<LogMessage>,
  { after: start, signal, onInterruption }: Pick<SubscribeAllOptions, 'after' | 'signal' | 'onInterruption'>,
  pauseMs: (attempt: number) => number = backoffMs,
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
    await pause(pauseMs(attempt), signal);
  }
}
