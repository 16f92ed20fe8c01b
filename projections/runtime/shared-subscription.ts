import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { messageOf } from '../db/failures.ts';
import { decodeEntry, isForeign, typeFilterOf } from './language.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { ForeignEvents, TypeFilter } from './language.ts';
import { createMailbox } from './mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import type { Projection } from './projection.ts';

/** A projection's share of the subscription: everything after `from` that it accepts arrives in `mailbox`, until that is full. */
export interface Feed {
  readonly mailbox: Mailbox;
  readonly from: bigint;
  leave(): void;
}

/** The one live subscription to the log, decoded once and fanned out. Nobody on it waits for anybody. */
export interface SharedSubscription {
  /** Waits until the subscription runs; undefined when everything stops. */
  join(projection: Projection): Promise<Feed | undefined>;
  run(): Promise<void>;
}

interface Deps {
  readonly log: EventLog;
  readonly language: Language;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly foreign: ForeignEvents;
  /** Events that a projection may lag behind before it must catch up by itself. */
  readonly capacity: number;
}

export function createSharedSubscription({
  log,
  language,
  logger,
  signal,
  foreign,
  capacity,
}: Deps): SharedSubscription {
  const feeds = new Map<Mailbox, TypeFilter>();
  let position: bigint | undefined;
  let running = Promise.withResolvers<void>();
  const drop = (): void => {
    for (const mailbox of feeds.keys()) mailbox.end();
    feeds.clear();
  };
  const stop = (): void => {
    running.resolve();
    drop();
  };
  signal.addEventListener('abort', stop, { once: true });

  async function follow(): Promise<void> {
    const head = await log.head();
    position = head;
    running.resolve();
    const onInterruption = (error: unknown, attempt: number): void =>
      logger.warn(
        { error: messageOf(error), attempt },
        'the subscription to the log was interrupted; it resumes by itself',
      );
    for await (const message of log.subscribeAll({ after: head, signal, onInterruption })) {
      if (message.kind === 'caught-up') continue;
      position = message.kind === 'event' ? message.event.position : message.position;
      if (message.kind === 'checkpoint') {
        for (const mailbox of feeds.keys()) mailbox.advance(position);
        continue;
      }
      const { event } = message;
      const isWanted = [...feeds.values()].some((filter) => filter.accepts(event.type));
      const decoded = isWanted ? decodeEntry(language, event) : undefined;
      const isOthers = decoded !== undefined && isForeign(decoded, language);
      if (isOthers) foreign.passOver(position);
      const entry = isOthers ? undefined : decoded;
      for (const [mailbox, filter] of feeds) {
        if (entry === undefined || !filter.accepts(event.type)) mailbox.advance(position);
        else if (!mailbox.offer(entry)) feeds.delete(mailbox);
      }
    }
  }

  return {
    async join(projection) {
      while (position === undefined && !signal.aborted) await running.promise;
      if (position === undefined || signal.aborted) return undefined;
      const mailbox = createMailbox(capacity);
      feeds.set(mailbox, typeFilterOf(projection, language));
      return { mailbox, from: position, leave: () => void feeds.delete(mailbox) };
    },
    async run() {
      for (let attempt = 1; !signal.aborted; attempt += 1) {
        try {
          await follow();
          attempt = 0;
        } catch (error) {
          if (!signal.aborted)
            logger.warn({ error: messageOf(error), attempt }, 'the log cannot be followed; trying again');
        }
        position = undefined;
        const before = running;
        running = Promise.withResolvers<void>();
        // Whoever waits for a subscription that never came to be looks again, and waits for the next one.
        before.resolve();
        drop();
        if (!signal.aborted) await pause(backoffMs(attempt), signal);
      }
    },
  };
}
