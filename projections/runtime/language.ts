import type { RecordedEvent } from '../../ports/event-log.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { messageOf } from '../db/failures.ts';
import type { Entry, Projection } from './projection.ts';

/** Decodes an event of the log once for all projections. Never throws: what cannot be decoded is an entry without a fact. */
export function decodeEntry(language: Pick<Language, 'decode'>, recorded: RecordedEvent): Entry {
  try {
    const decoded = language.decode(recorded);
    return decoded.kind === 'known'
      ? { recorded, fact: decoded.event, reason: undefined }
      : { recorded, fact: undefined, reason: decoded.reason };
  } catch (error) {
    return { recorded, fact: undefined, reason: messageOf(error) };
  }
}

/** Whether an entry is of somebody else who uses the same event store: nobody here understands it, and it is in no stream of ours. */
export const isForeign = ({ fact, recorded }: Entry, language: Pick<Language, 'isOwnStream'>): boolean =>
  fact === undefined && !language.isOwnStream(recorded.stream);

/** Counts events of others, which several read models pass over, each once. */
export interface ForeignEvents {
  /** @param isLive whether it came by the subscription that all share, and not from a read of the past */
  passOver(position: bigint, isLive?: boolean): void;
  /** Since the start of this process. */
  readonly count: number;
}

export function countForeignEvents(): ForeignEvents {
  let past = 0n;
  let live: { readonly from: bigint; readonly to: bigint } | undefined;
  let count = 0;
  return {
    passOver(position, isLive = false) {
      // Several read the past at once, while what is new is read once for all: who comes second to an event does not count it.
      const seen = position <= past || (live !== undefined && position >= live.from && position <= live.to);
      if (isLive) live = { from: live?.from ?? position, to: position };
      else if (position > past) past = position;
      if (!seen) count += 1;
    },
    get count() {
      return count;
    },
  };
}

/** What a projection takes from the log. */
export interface TypeFilter {
  /** For the server, which selects by prefix and so may send a little more. */
  readonly filter: { readonly types?: readonly string[] };
  /** Whether the projection has anything to do with events that stand in the log under this name. */
  accepts(recordedType: string): boolean;
}

/** Finds out which events a projection takes. */
export function typeFilterOf({ types, ignores }: Projection, language: Pick<Language, 'recordedNames'>): TypeFilter {
  if (types === undefined) {
    const passedOver = new Set(language.recordedNames(ignores ?? []));
    return { filter: {}, accepts: (type) => !passedOver.has(type) };
  }
  const names = new Set(language.recordedNames(types));
  return { filter: { types: [...names] }, accepts: (type) => names.has(type) };
}
