import type pg from 'pg';
import type { ParkingLot } from '../../ports/parking-lot.ts';
import { parkEvents, parseParked } from './parked.ts';

/** Keeps what other consumers of the log (a process, a dispatcher) have parked, where it is shown with the rest. */
export const createParkingLot = (pool: pg.Pool): ParkingLot => ({
  async park(consumer, recorded, error) {
    const client = await pool.connect();
    try {
      await parkEvents(client, consumer, [
        { entry: { recorded, fact: undefined, reason: error }, key: recorded.stream, blocks: false, error },
      ]);
    } finally {
      client.release();
    }
  },
  async parked(consumer) {
    const { rows } = await pool.query<{ event: string }>(
      'select event from runtime.parked_events where projection = $1 order by position',
      [consumer],
    );
    return rows.map(({ event }) => parseParked(event));
  },
  async remove(consumer, position) {
    await pool.query('delete from runtime.parked_events where projection = $1 and position = $2', [consumer, position]);
  },
});
