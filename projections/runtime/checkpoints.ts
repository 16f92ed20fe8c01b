import type { Checkpoints, Lease } from '../../ports/checkpoints.ts';
import type { Database } from '../../ports/database.ts';
import { FIRST_EPOCH } from '../db/read-model-schema.ts';

const ACQUIRE = `
  insert into runtime.checkpoints as c (consumer, epoch, holder, expires_at)
  values ($1, ${FIRST_EPOCH}, $2, now() + $3 * interval '1 millisecond')
  on conflict (consumer) do update
    set epoch = c.epoch + 1, holder = excluded.holder, expires_at = excluded.expires_at
    where c.holder is null or c.holder = excluded.holder or c.expires_at < now()
  returning position, epoch`;

/**
 * Leases and checkpoints in `runtime.checkpoints`. The epoch fences: whoever lost the lease can move nothing, however
 * late it wakes up. Expiry is judged by the database's clock alone. A holder that asks again gets a new lease.
 */
export function createCheckpoints(db: Pick<Database, 'query'>): Checkpoints {
  const changed = async (sql: string, values: readonly unknown[]): Promise<boolean> =>
    (await db.query(sql, values)).count === 1;
  return {
    async acquire(consumer, holder, ttlMs): Promise<Lease | undefined> {
      const { rows } = await db.query<{ position: bigint; epoch: bigint }>(ACQUIRE, [consumer, holder, ttlMs]);
      const row = rows[0];
      return row === undefined ? undefined : { consumer, holder, epoch: row.epoch, position: row.position };
    },
    renew: (lease, ttlMs) =>
      changed(
        `update runtime.checkpoints set expires_at = now() + $3 * interval '1 millisecond' where consumer = $1 and epoch = $2`,
        [lease.consumer, lease.epoch, ttlMs],
      ),
    save: (lease, position) =>
      changed('update runtime.checkpoints set position = $3, updated_at = now() where consumer = $1 and epoch = $2', [
        lease.consumer,
        lease.epoch,
        position,
      ]),
    async release(lease) {
      await changed(
        'update runtime.checkpoints set holder = null, expires_at = now() where consumer = $1 and epoch = $2',
        [lease.consumer, lease.epoch],
      );
    },
  };
}
