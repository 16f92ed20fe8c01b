import { setImmediate } from 'node:timers/promises';
import type { EventLog } from '../../ports/event-log.ts';
import { decodeEntry, isForeign, typeFilterOf } from './language.ts';
import type { ForeignEvents } from './language.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { createMailbox } from './mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import type { Projection } from './projection.ts';

/** Events decoded in a row, about a millisecond. */
const TURN = 256;

/** The part of the log's port that reading the past needs. */
export type PastLog = Pick<EventLog, 'readAll'>;

/**
 * Reads what a projection takes after a position up to the present end of the log, while the consumer works on what came
 * before. The mailbox ends when the log does, or with the reader's error.
 */
export function readAhead(
  {
    log,
    language,
    foreign,
  }: { readonly log: PastLog; readonly language: Language; readonly foreign?: ForeignEvents | undefined },
  projection: Projection,
  { after, capacity, signal }: { readonly after: bigint; readonly capacity: number; readonly signal: AbortSignal },
): { readonly mailbox: Mailbox; readonly stop: () => void } {
  const mailbox = createMailbox(capacity);
  const { filter, accepts } = typeFilterOf(projection, language);
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    mailbox.end();
  };
  signal.addEventListener('abort', stop, { once: true });
  void read();

  async function read(): Promise<void> {
    let decoded = 0;
    try {
      for await (const recorded of log.readAll({ after, ...filter })) {
        if (stopped) return;
        // The server filters by prefix, so it may send a little more than was asked for.
        if (!accepts(recorded.type)) continue;
        const entry = decodeEntry(language, recorded);
        if (isForeign(entry, language)) {
          foreign?.passOver(recorded.position);
          mailbox.advance(recorded.position);
          continue;
        }
        const waiting = mailbox.put(entry);
        if (waiting !== undefined) await waiting;
        decoded += 1;
        // Whoever writes what was taken must receive its answers meanwhile: decoding fills the time that the database needs.
        if (decoded % TURN === 0) await setImmediate();
      }
      mailbox.end();
    } catch (error) {
      mailbox.end(error);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
  return { mailbox, stop };
}
