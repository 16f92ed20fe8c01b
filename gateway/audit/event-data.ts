import { z } from 'zod';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import type { EventIndexRow } from '../../projections/audit/event-index.rows.ts';

/** Names one event: its revision and its stream. */
export const positionKey = (stream: string, revision: string): string => `${revision}@${stream}`;

/** A recorded event as the API shows it. Like rows of the index, its numbers are texts. */
export interface LogEventView extends Omit<EventIndexRow, 'eventId' | 'commandId'> {
  readonly id: string;
  readonly data: unknown;
}

/** Shows an event of the log, whatever stands in its metadata. */
export function logEventView(event: RecordedEvent): LogEventView {
  const metadata = LooseMetadata.safeParse(event.metadata).data;
  return {
    position: String(event.position),
    id: event.id,
    stream: event.stream,
    revision: String(event.revision),
    type: event.type,
    recordedAt: event.recordedAt.toISOString(),
    actorKind: metadata?.actor?.kind ?? null,
    actorId: metadata?.actor?.id ?? null,
    correlationId: metadata?.$correlationId ?? null,
    causationId: metadata?.$causationId ?? null,
    data: event.data,
  };
}

const text = z.string().optional().catch(undefined);
const LooseMetadata = z.object({
  actor: z.object({ kind: text, id: text }).optional().catch(undefined),
  $correlationId: text,
  $causationId: text,
});

const READ_AT_ONCE = 100;

/** Reads events by `{revision}@{stream}`; neighbours in one stream cost one read. */
export async function loadEvents(
  log: EventLog,
  positions: readonly string[],
): Promise<ReadonlyMap<string, RecordedEvent>> {
  const byStream = new Map<string, bigint[]>();
  for (const position of positions) {
    const at = position.indexOf('@');
    const stream = position.slice(at + 1);
    byStream.set(stream, [...(byStream.get(stream) ?? []), BigInt(position.slice(0, at))]);
  }
  const found = new Map<string, RecordedEvent>();
  const reads = [...byStream].flatMap(([stream, revisions]) => runsOf(revisions).map((run) => ({ stream, ...run })));
  await Promise.all(
    reads.map(async ({ stream, from, count }) => {
      for await (const event of log.readStream(stream, { from, limit: count }))
        found.set(positionKey(stream, String(event.revision)), event);
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
