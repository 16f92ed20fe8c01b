import { readLogId } from '../../commands/pipeline/log-identity.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { KnownLog, LogMemory } from '../../ports/log-memory.ts';
import { differenceOf } from '../../runtime/log-recognition.ts';
import type { Difference, PresentLog } from '../../runtime/log-recognition.ts';
import type { Language } from '../../schemas/kernel/language.ts';

/** Something that is derived from the log, as people know it. */
export interface Place {
  /** Plural, e.g. `the films in /data/media`. */
  readonly what: string;
  /** Where it is named, for whoever pointed to the wrong one. */
  readonly setting: string;
  readonly memory: LogMemory;
}

export interface Mismatch {
  readonly place: Place;
  readonly known: KnownLog;
  readonly difference: Difference;
}

/** What the log says, and what of the installation does not come from it. */
export interface LogLook {
  readonly present: PresentLog;
  readonly mismatches: readonly Mismatch[];
  /** Places that come from it, with what they remember. */
  readonly fitting: readonly { readonly place: Place; readonly known: KnownLog }[];
}

/**
 * Compares the log with what each place remembers. Changes nothing.
 * @throws Outage when the log or a place does not answer
 */
export async function lookAtLog(log: EventLog, language: Language, places: readonly Place[]): Promise<LogLook> {
  const known = await Promise.all(places.map(({ memory }) => memory.recall()));
  // Asked after the places: the log only grows, so that it has what they have seen.
  const logId = await readLogId({ log, language });
  const present = { logId, end: await log.end(), isEmpty: logId === undefined && (await log.head()) === 0n };
  const mismatches: Mismatch[] = [];
  const fitting: { place: Place; known: KnownLog }[] = [];
  for (const [index, place] of places.entries()) {
    const remembered = known[index];
    if (remembered === undefined) continue;
    const difference = await differenceOf(log, present, remembered);
    if (difference === undefined) fitting.push({ place, known: remembered });
    else mismatches.push({ place, known: remembered, difference });
  }
  return { present, mismatches, fitting };
}
