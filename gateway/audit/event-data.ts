import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';

/** Names one event: its revision and its stream. */
export const placeOf = (stream: string, revision: string): string => `${revision}@${stream}`;

const READ_AT_ONCE = 100;

/** Reads events by `{revision}@{stream}`; neighbours in one stream cost one read. */
export async function loadEvents(
  log: EventLog,
  places: readonly string[],
): Promise<ReadonlyMap<string, RecordedEvent>> {
  const byStream = new Map<string, bigint[]>();
  for (const place of places) {
    const at = place.indexOf('@');
    const stream = place.slice(at + 1);
    byStream.set(stream, [...(byStream.get(stream) ?? []), BigInt(place.slice(0, at))]);
  }
  const found = new Map<string, RecordedEvent>();
  const reads = [...byStream].flatMap(([stream, revisions]) => runsOf(revisions).map((run) => ({ stream, ...run })));
  await Promise.all(
    reads.map(async ({ stream, from, count }) => {
      for await (const event of log.readStream(stream, { from, limit: count }))
        found.set(placeOf(stream, String(event.revision)), event);
    }),
  );
  return found;
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
