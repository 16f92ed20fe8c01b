import type { RecordedEvent } from '../../ports/event-log.ts';
import type { Row } from '../db/table.ts';
import type { Projection } from '../runtime/projection.ts';
import type { Addressed } from './history.ts';
import { makeEvent } from './history.ts';
import { plainFold } from './plain-fold.ts';
import { createChance } from './random.ts';

const chance = createChance(1);

/** The events as a log would hold them: positions 10, 20, 30 …, one second apart. */
export function recordedFrom(events: readonly Addressed[]): readonly RecordedEvent[] {
  return events.map(({ stream, event }, index) => ({
    ...event,
    stream,
    revision: BigInt(index),
    position: BigInt(index + 1) * 10n,
    recordedAt: new Date(Date.UTC(2026, 0, 1) + index * 1000),
  }));
}

type GivenFact = readonly [type: string, data: unknown];

/** Given these facts, the rows of a projection's first table. Every event must be valid. */
export const rowsAfter = (projection: Projection, ...facts: readonly GivenFact[]): readonly Row[] =>
  rowsOfTable(projection, projection.tables[0]?.name ?? '', ...facts);

/** The same of one of its tables, by name. */
export function rowsOfTable(projection: Projection, table: string, ...facts: readonly GivenFact[]): readonly Row[] {
  const events = recordedFrom(
    facts.map(([type, data]) => ({ stream: 'any-stream', event: makeEvent(chance, type, data) })),
  );
  return plainFold(projection, events)[table] ?? [];
}
