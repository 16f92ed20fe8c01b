import { ensureLogId } from '../../commands/pipeline/log-identity.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { KnownLog } from '../../ports/log-memory.ts';
import type { Logger } from '../../ports/logger.ts';
import { pause } from '../../runtime/backoff.ts';
import { newestOf } from '../../runtime/log-recognition.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { CommandFailed } from '../cli/print.ts';
import { describeMismatches } from './describe.ts';
import type { EventStoreAt } from './describe.ts';
import { lookAtLog } from './look.ts';
import type { LogLook, Place } from './look.ts';

export interface LogDeps {
  readonly log: EventLog;
  readonly language: Language;
  readonly places: readonly Place[];
  readonly at: EventStoreAt;
  readonly logger: Logger;
  /** Seconds in which a mismatch at the start may pass: a member of a cluster may lag behind what was seen. Default 0. */
  readonly patienceSeconds?: number;
}

/** The installation and the log do not belong together; the message names both and the ways out. */
export class LogMismatch extends CommandFailed {}

/**
 * Looks whether everything here comes from this log. Changes nothing.
 * @throws LogMismatch, Outage
 */
export async function checkLog({ log, language, places, at }: LogDeps): Promise<LogLook> {
  const look = await lookAtLog(log, language, places);
  if (look.mismatches.length > 0) throw new LogMismatch(describeMismatches(look, at));
  return look;
}

/**
 * Checks, gives the log an identity where it has none, and lets every place remember it.
 * @throws LogMismatch, Outage
 */
export async function claimLog(deps: LogDeps): Promise<KnownLog & { readonly logId: string }> {
  await checkPatiently(deps);
  await ensureLogId(deps, new Date().toISOString());
  // Whoever else starts now may have decided between the two.
  const { present } = await checkLog(deps);
  const newest = await newestOf(deps.log, deps.language);
  if (present.logId === undefined || newest === undefined) throw new LogMismatch('The log lost its first event.');
  const known = { logId: present.logId, ...newest };
  for (const place of deps.places) await noteIn(place, known, deps);
  return known;
}

/** As `checkLog`, waiting for a member of a cluster that lags behind. @throws LogMismatch, Outage */
export async function checkPatiently(deps: LogDeps): Promise<void> {
  for (let left = deps.patienceSeconds ?? 0; ; left -= 1) {
    try {
      return void (await checkLog(deps));
    } catch (error) {
      if (!(error instanceof LogMismatch) || left <= 0) throw error;
      await pause(1_000);
    }
  }
}

/** Lets a place remember the log; one that cannot be written to (a full disk) is reported and passed over. @throws LogMismatch */
export async function noteIn(place: Place, known: KnownLog & { readonly logId: string }, deps: LogDeps): Promise<void> {
  const noted = await place.memory.note(known).catch((error: unknown) => {
    deps.logger.warn({ err: error, what: place.what }, 'how far the log has gone could not be noted');
    return true;
  });
  // Another process of another log was faster.
  if (!noted) await checkLog(deps);
}
