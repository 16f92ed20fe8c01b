import { LRUCache } from 'lru-cache';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';

/** Where an event stands, as the index knows it: numbers in decimal text. */
export interface EventPlace {
  readonly position: string;
  readonly stream: string;
  readonly revision: string;
}

/** Names one event by where it stands. */
export const eventKey = ({ position, stream, revision }: EventPlace): string => `${position}/${revision}@${stream}`;

interface Wanted {
  readonly key: string;
  readonly position: bigint;
  readonly stream: string;
  readonly revision: bigint;
}

type Log = Pick<EventLog, 'readStream' | 'readAll'>;
type Found = Map<string, RecordedEvent>;

const READ_AT_ONCE = 100;
/** Events that are worth a look at the whole log: fewer are read from their streams. */
const WORTH_A_LOOK = 4;
/** Events of the log that one look takes; it is followed by another while at least a quarter was wanted. */
const LOOK = 64;
/** Characters of JSON that are remembered: some ten thousand events. */
const REMEMBERED = 16 * 1024 ** 2;

/**
 * Reads events by `eventKey`. Events never change, so those that were read are remembered. What a page of the log wants mostly
 * stands close together in it and is read together, whatever streams it is of; the rest is read by streams, neighbours at once.
 */
export function createEventReader(log: Log): (keys: readonly string[]) => Promise<ReadonlyMap<string, RecordedEvent>> {
  const remembered = new LRUCache<string, RecordedEvent>({
    maxSize: REMEMBERED,
    sizeCalculation: ({ data }) => 500 + (JSON.stringify(data) ?? '').length,
  });
  return async (keys) => {
    const found: Found = new Map();
    const unknown = keys.filter((key) => {
      const event = remembered.get(key);
      if (event !== undefined) found.set(key, event);
      return event === undefined;
    });
    const wanted = new Map(unknown.map((key) => [key, wantedOf(key)]));
    const read: Found = new Map();
    await readTogether(log, wanted, read);
    await readByStreams(
      log,
      [...wanted.values()].filter(({ key }) => !read.has(key)),
      read,
    );
    for (const [key, event] of read) {
      found.set(key, event);
      remembered.set(key, event);
    }
    return found;
  };
}

/** Looks at the log backwards from the newest of the wanted events, as long as that finds what is wanted. */
async function readTogether(log: Log, wanted: ReadonlyMap<string, Wanted>, read: Found): Promise<void> {
  const positions = [...wanted.values()].map(({ position }) => position).toSorted((a, b) => (a < b ? -1 : 1));
  const [oldest, newest] = [positions[0], positions.at(-1)];
  if (oldest === undefined || newest === undefined || positions.length < WORTH_A_LOOK) return;
  // The newest itself is left to its stream: a look begins before an event.
  let before = newest;
  for (;;) {
    let [looked, useful] = [0, 0];
    for await (const event of log.readAll({ direction: 'backwards', after: before, limit: LOOK })) {
      looked += 1;
      before = event.position;
      const key = keyOf(event);
      if (!wanted.has(key)) continue;
      useful += 1;
      read.set(key, event);
    }
    if (looked < LOOK || useful < LOOK / 4 || before <= oldest) return;
  }
}

async function readByStreams(log: Log, wanted: readonly Wanted[], read: Found): Promise<void> {
  const keys = new Set(wanted.map(({ key }) => key));
  const reads = [...Map.groupBy(wanted, ({ stream }) => stream)].flatMap(([stream, places]) =>
    runsOf(places.map(({ revision }) => revision)).map((run) => ({ stream, ...run })),
  );
  await Promise.all(
    reads.map(async ({ stream, from, count }) => {
      for await (const event of log.readStream(stream, { from, limit: count }))
        if (keys.has(keyOf(event))) read.set(keyOf(event), event);
    }),
  );
}

const keyOf = ({ position, stream, revision }: RecordedEvent): string =>
  eventKey({ position: String(position), stream, revision: String(revision) });

function wantedOf(key: string): Wanted {
  const [slash, at] = [key.indexOf('/'), key.indexOf('@')];
  return {
    key,
    position: BigInt(key.slice(0, slash)),
    revision: BigInt(key.slice(slash + 1, at)),
    stream: key.slice(at + 1),
  };
}

/** Covers the revisions with as few reads as possible, each at most `READ_AT_ONCE` events long. */
export function runsOf(revisions: readonly bigint[]): readonly { readonly from: bigint; readonly count: number }[] {
  const runs: { from: bigint; count: number }[] = [];
  for (const revision of [...revisions].sort((a, b) => (a < b ? -1 : 1))) {
    const last = runs.at(-1);
    const count = last === undefined ? 0 : Number(revision - last.from) + 1;
    if (last !== undefined && count <= READ_AT_ONCE) last.count = count;
    else runs.push({ from: revision, count: 1 });
  }
  return runs;
}
