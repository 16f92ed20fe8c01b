import { DatabaseUnavailable } from '../../ports/database.ts';
import type { Database, Sql } from '../../ports/database.ts';
import type { Projection } from '../runtime/projection.ts';
import { previousOf, shadowOf } from '../runtime/swap.ts';
import { migrate } from './migrate.ts';

/** Consumers of the log whose lease somebody holds now. */
export async function consumersAtWork(db: Sql): Promise<readonly string[]> {
  const { rows } = await db.query<{ consumer: string }>(
    'select consumer from runtime.checkpoints where holder is not null and expires_at > now() order by consumer',
  );
  return rows.map(({ consumer }) => consumer);
}

/**
 * Empties the database of everything that comes from a log: read models, those kept from before a rebuild, checkpoints,
 * parked events, and the memory of the log. What follows begins at the start of whatever log there is.
 * @throws DatabaseUnavailable when roles took up work in the meantime
 */
export async function forgetLog(db: Database, projections: readonly Projection[]): Promise<void> {
  await migrate(db, projections);
  await db.transaction(async (session) => {
    await session.query('lock table runtime.checkpoints in access exclusive mode');
    if ((await consumersAtWork(session)).length > 0)
      throw new DatabaseUnavailable('Roles have begun to work. Stop them and try again.');
    const { rows } = await session.query<{ name: string }>('select name from runtime.projections');
    for (const { name } of rows)
      for (const schema of [name, previousOf(name), shadowOf(name)])
        await session.query(`drop schema if exists "${schema}" cascade`);
    await session.query('truncate runtime.projections, runtime.checkpoints, runtime.parked_events, runtime.log_memory');
  });
  await migrate(db, projections);
}
