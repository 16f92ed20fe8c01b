import type { KnownLog } from '../../ports/log-memory.ts';
import type { PresentLog } from '../../runtime/log-recognition.ts';
import type { LogLook, Mismatch } from './look.ts';

/** Where the event store is, and how one sets that. */
export interface EventStoreAt {
  /** Without a password. */
  readonly url: string;
  /** What to correct when it is the wrong one: a variable, or the directory of the local node. */
  readonly setting: string;
}

/** Why an installation does not fit its log, and the ways out: one text for the start, `doctor` and the commands. */
export function describeMismatches({ present, mismatches }: LogLook, at: EventStoreAt): string {
  const settings = [...new Set([at.setting, ...mismatches.map(({ place }) => place.setting)])];
  return [
    `The event store (${at.url}) holds ${presentName(present)}, but ${mismatches.map(nameOf).join(', and ')}.`,
    `${reasonFor(mismatches)} Nothing was changed.`,
    `If one of them is the wrong one, correct ${settings.join(' or ')}; if the log was lost or is an old copy, restore its newest backup.`,
    'If this log is right as it is, run `reprise adopt-log --rebuild`: everything is then filled from it again.',
  ].join(' ');
}

const presentName = ({ logId, end, isEmpty }: PresentLog): string => {
  if (logId !== undefined) return `the log ${logId} up to position ${end}`;
  return isEmpty ? 'nothing' : `a log without an identity up to position ${end}`;
};

const nameOf = ({ place, known }: Mismatch): string => `${place.what} come from ${knownName(known)}`;

const knownName = ({ logId, position }: KnownLog): string =>
  logId === undefined ? `a log that went up to position ${position}` : `the log ${logId} up to position ${position}`;

function reasonFor(mismatches: readonly Mismatch[]): string {
  const differences = new Set(mismatches.map(({ difference }) => difference));
  if (differences.has('identity')) return 'These do not belong together.';
  if (differences.has('length'))
    return 'The log lacks events that were seen in it: it is another one or an older copy.';
  return 'The log holds other events than were seen in it: it is an older copy that was written to since.';
}
