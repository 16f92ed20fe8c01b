import type pg from 'pg';
import type { RecordedEvent } from '../../commands/ports/event-log.ts';
import { parkEvents } from './parked.ts';

/** Parks an event on behalf of another consumer of the log (a process, a dispatcher), so that it is shown with the rest. */
export async function parkForeign(pool: pg.Pool, consumer: string, recorded: RecordedEvent, error: string): Promise<void> {
  const client = await pool.connect();
  try {
    await parkEvents(client, consumer, [{ entry: { recorded, fact: undefined, reason: error }, key: recorded.stream, blocks: false, error }]);
  } finally {
    client.release();
  }
}
