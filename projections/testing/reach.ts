import assert from 'node:assert/strict';
import type { Database } from '../../ports/database.ts';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import { createQueries } from '../queries.ts';
import { projectionContexts, standardProjections } from './standard.ts';

const names = standardProjections.map(({ name }) => name);

/** Waits until projections, by default all, have handled `position`; a deadline against hanging, not a wait. */
export const reach = async (db: Database, position: bigint, which: readonly string[] = names): Promise<void> =>
  assert.equal(
    await createQueries(db, projectionContexts).consistency.waitFor(String(position), which, 20_000),
    true,
    `position ${position} was never reached`,
  );

/** The whole log, in order. */
export async function readAll(log: EventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of log.readAll()) events.push(event);
  return events;
}
