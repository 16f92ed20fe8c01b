import type { KnownLog } from '../../ports/log-memory.ts';
import { isOutage } from '../../ports/outage.ts';
import { pause } from '../../runtime/backoff.ts';
import { newestOf } from '../../runtime/log-recognition.ts';
import { checkLog, LogMismatch, noteIn } from './claim.ts';
import type { LogDeps } from './claim.ts';

/** Between two looks at the log and the database. */
const LOOK_MS = 2_000;
/** So often what was seen of the log is noted while it grows. */
const NOTE_MS = 10_000;
/** Looks that must agree before a log counts as another one: a member of a cluster may lag behind what was seen. */
const LOOKS_THAT_AGREE = 3;

export interface Keeping extends LogDeps {
  /** As the places remember it. */
  readonly known: KnownLog & { readonly logId: string };
  /** Brings lost tables back. Called at every look. */
  readonly restoreTables: () => Promise<void>;
  /** The log or what comes from it was exchanged: roles must stop. */
  readonly onMismatch: (mismatch: LogMismatch) => void;
  readonly lookMs?: number;
}

/**
 * Watches, while roles work, that the log stays the one that it was and that the database keeps its tables, and notes how
 * far the log has gone. Outages are waited out.
 * @returns how to stop it; notes once more
 */
export function keepLog(keeping: Keeping): () => Promise<void> {
  const { log, language, places, logger, lookMs = LOOK_MS } = keeping;
  const stopping = new AbortController();
  let known = keeping.known;
  let notedAt = performance.now();
  let strange = 0;

  const note = async (): Promise<void> => {
    const newest = await newestOf(log, language);
    if (newest !== undefined && newest.position > known.position) {
      // Telemetry ages, so what stands at the end may be no witness; the one of before still is.
      known = { ...known, position: newest.position, witness: newest.witness ?? known.witness };
    }
    for (const place of places) await noteIn(place, known, keeping);
    notedAt = performance.now();
  };
  const look = async (): Promise<void> => {
    await keeping.restoreTables();
    const { fitting } = await checkLog(keeping);
    strange = 0;
    // A place that was emptied remembers nothing: it is told at once.
    if (fitting.length < places.length || performance.now() - notedAt > NOTE_MS) await note();
  };
  const run = async (): Promise<void> => {
    for (;;) {
      await pause(lookMs, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        await look();
      } catch (error) {
        if (error instanceof LogMismatch && (strange += 1) >= LOOKS_THAT_AGREE) return keeping.onMismatch(error);
        if (!isOutage(error))
          logger.warn({ err: error }, 'the log and what comes from it do not fit, or could not be compared');
      }
    }
  };
  const running = run();
  return async () => {
    stopping.abort();
    await running;
    try {
      // What stops may be stopped because the log was exchanged: that one's end is not to be remembered as ours.
      await checkLog(keeping);
      await note();
    } catch (error) {
      logger.debug({ err: error }, 'the last place in the log was not noted');
    }
  };
}
