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
  passOver(position: bigint): void;
  /** Since the start of this process. */
  readonly count: number;
}

/** Positions in a generation: read models are rarely further apart. */
const REMEMBERED = 25_000;

export function countForeignEvents(): ForeignEvents {
  // Read models take different events and are at different places, and the subscription may be ahead of all: no order says
  // what was counted before. Two generations, so that forgetting costs the same at any size.
  let young = new Set<bigint>();
  let old = new Set<bigint>();
  let count = 0;
  return {
    passOver(position) {
      if (young.has(position) || old.has(position)) return;
      if (young.size >= REMEMBERED) [old, young] = [young, new Set()];
      young.add(position);
      count += 1;
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
