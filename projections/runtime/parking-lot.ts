import type { Holder, ParkingLot } from '../../ports/parking-lot.ts';
import type { Signals } from '../../ports/signals.ts';
import type { Database, Session } from '../../ports/database.ts';
import { parkEvents, parseParked } from './parked.ts';

const subject = (consumer: string): string => `retry.${consumer.replaceAll(/[^\w-]/g, '_')}`;

/**
 * What followers of the log (processes, command execution, the dispatcher) have parked, in `runtime.parked_events` beside
 * what read models have.
 */
export function createParkingLot(db: Pick<Database, 'query' | 'transaction'>, signals: Signals): ParkingLot {
  return {
    park: (lease, { event: recorded, key, reason }) =>
      asHolder(db, lease, (session) =>
        parkEvents(session, lease.consumer, [
          { entry: { recorded, fact: undefined, reason }, key, blocks: true, error: reason },
        ]),
      ),
    async parked(consumer, page) {
      const { rows } = await db.query<{ event: string; key: string; error: string; marked: boolean }>(
        `select event, key, error, retry_requested_at is not null as marked
         from runtime.parked_events where projection = $1 and position > $2 order by position limit $3`,
        [consumer, page?.after ?? -1n, page?.limit ?? null],
      );
      return rows.map(({ event, key, error, marked }) => ({
        event: parseParked(event),
        key,
        reason: error,
        retryRequested: marked,
      }));
    },
    remove: (lease, position) =>
      asHolder(db, lease, (session) =>
        session.query('delete from runtime.parked_events where projection = $1 and position = $2', [
          lease.consumer,
          position,
        ]),
      ),
    unmark: (lease, positions) =>
      asHolder(db, lease, (session) =>
        session.query(
          `update runtime.parked_events set retry_requested_at = null
           where projection = $1 and position = any($2::bigint[]) and retry_requested_at is not null`,
          [lease.consumer, positions],
        ),
      ),
    async requestRetry(consumer, key) {
      const { count } = await db.query(
        `update runtime.parked_events set retry_requested_at = now()
         where projection = $1 and ($2::text is null or key = $2)`,
        [consumer, key ?? null],
      );
      signals.publish(subject(consumer), { consumer });
      return count;
    },
    async isRetryRequested(consumer) {
      const { rows } = await db.query<{ requested: boolean }>(
        `select exists (select from runtime.parked_events
           where projection = $1 and retry_requested_at is not null) as requested`,
        [consumer],
      );
      return rows[0]?.requested === true;
    },
    onRetryRequested: (consumer, listener) => signals.subscribe(subject(consumer), () => listener()),
  };
}

/** Does the work while nobody can take the lease away. @returns false when somebody has, and nothing was done */
const asHolder = (
  db: Pick<Database, 'transaction'>,
  { consumer, epoch }: Holder,
  work: (session: Session) => Promise<unknown>,
): Promise<boolean> =>
  db.transaction(async (session) => {
    const held = await session.query('select 1 from runtime.checkpoints where consumer = $1 and epoch = $2 for share', [
      consumer,
      epoch,
    ]);
    if (held.count === 0) return false;
    await work(session);
    return true;
  });
