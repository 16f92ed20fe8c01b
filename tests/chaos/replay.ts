import assert from 'node:assert/strict';
import type { Database } from '../../ports/database.ts';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import { createConsistency } from '../../projections/runtime/consistency.queries.ts';
import { plainFold } from '../../projections/testing/plain-fold.ts';
import { standardProjections as projections } from '../../projections/testing/standard.ts';
import { storedRows } from '../../projections/testing/tables.ts';

/** Waits until nothing is written any more, and compares each read model with a fold of the whole log. @returns the log */
export async function checkAgainstReplay({
  log,
  db,
}: {
  readonly log: EventLog;
  readonly db: Database;
}): Promise<readonly RecordedEvent[]> {
  const names = projections.map(({ name }) => name);
  for (;;) {
    const head = await log.head();
    assert.equal(await createConsistency(db, projections).waitFor(String(head), names, 60_000), true);
    const events: RecordedEvent[] = [];
    for await (const event of log.readAll()) events.push(event);
    try {
      for (const projection of projections)
        assert.deepEqual(await storedRows(db, projection), plainFold(projection, events), projection.name);
    } catch (error) {
      // A message that was still to be sent, say: what is compared moved meanwhile.
      if ((await log.head()) !== head) continue;
      throw error;
    }
    if ((await log.head()) !== head) continue;
    assert.deepEqual((await db.query('select * from runtime.parked_events')).rows, [], 'nothing is parked');
    return events;
  }
}
