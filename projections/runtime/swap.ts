import type { Database, Session, Sql } from '../../ports/database.ts';
import { consumerOf } from '../db/read-model-schema.ts';
import { compareTables } from './compare.ts';
import type { Comparison } from './compare.ts';
import { fillWithin } from './fill.ts';
import type { Filling, Shadow } from './fill.ts';
import { parkEvents } from './parked.ts';

export const shadowOf = (projection: string): string => `${projection}_next`;
export const previousOf = (projection: string): string => `${projection}_old`;

/**
 * Makes the shadow the live read model. All in one transaction that holds the checkpoint's row, so the live runner waits:
 * the shadow is brought exactly to the live position, compared on demand, and the schemas are renamed. The epoch moves on,
 * so the live runner's next write fails and it takes a new lease, with the new tables and position.
 */
export async function swap(
  how: Omit<Filling, 'until' | 'onProgress'> & { readonly compare: boolean },
  shadow: Shadow,
): Promise<Comparison> {
  return how.session.transaction(() => swapWithin(how, shadow));
}

async function swapWithin(how: Parameters<typeof swap>[0], shadow: Shadow): Promise<Comparison> {
  const { session } = how;
  const { name, version } = shadow.projection;
  await session.query('set local synchronous_commit = on');
  const live = await lockCheckpoint(session, name);
  await fillWithin({ ...how, until: live }, shadow);
  const comparison = how.compare
    ? await compareTables(session, shadow.projection, name, shadow.schema)
    : { differing: 0, differences: [] };
  const position = shadow.position > live ? shadow.position : live;
  shadow.position = position;
  await session.query(`drop schema if exists "${previousOf(name)}" cascade`);
  await session.query(`alter schema "${name}" rename to "${previousOf(name)}"`);
  await session.query(`alter schema "${shadow.schema}" rename to "${name}"`);
  await session.query(
    'update runtime.projections set previous_version = version, previous_position = $3, version = $2 where name = $1',
    [name, version, live],
  );
  await session.query('delete from runtime.parked_events where projection = $1', [previousOf(name)]);
  await session.query('update runtime.parked_events set projection = $2 where projection = $1', [
    name,
    previousOf(name),
  ]);
  await parkEvents(session, name, shadow.parked);
  await supersede(session, name, position);
  return comparison;
}

/** Takes the row's lock, which stops the live runner before its next write. @returns the live position. */
export async function lockCheckpoint(sql: Sql, projection: string): Promise<bigint> {
  const { rows } = await sql.query<{ position: bigint }>(
    'select position from runtime.checkpoints where consumer = $1 for update',
    [consumerOf(projection)],
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`The projection ${projection} has no checkpoint. Run \`reprise migrate\`.`);
  return row.position;
}

/** Ends whatever lease there is and moves the checkpoint; the next holder starts from there. */
export async function supersede(sql: Sql, projection: string, position: bigint): Promise<void> {
  await sql.query(
    'update runtime.checkpoints set position = $2, epoch = epoch + 1, holder = null, expires_at = now(), updated_at = now() where consumer = $1',
    [consumerOf(projection), position],
  );
}

/**
 * Puts the read model of before the last rebuild back, with its position and what it had parked; the present one takes
 * its place as `{name}_old`. Only a Reprise that knows the old version will follow it.
 * @throws when nothing is kept.
 */
export async function rollBackRebuild(db: Database, name: string): Promise<void> {
  await db.transaction((session) => rollBackWithin(session, name));
}

async function rollBackWithin(session: Session, name: string): Promise<void> {
  const live = await lockCheckpoint(session, name);
  const { rows } = await session.query<{ position: bigint | null; version: number | null }>(
    'select previous_position as position, previous_version as version from runtime.projections where name = $1',
    [name],
  );
  const previous = rows[0];
  if (previous?.position === null || previous?.position === undefined)
    throw new Error(`Nothing is kept of ${name} from before a rebuild.`);
  const [old, aside] = [previousOf(name), shadowOf(name)];
  await session.query(`drop schema if exists "${aside}" cascade`);
  for (const [from, to] of [
    [name, aside],
    [old, name],
    [aside, old],
  ]) {
    await session.query(`alter schema "${from}" rename to "${to}"`);
    await session.query('update runtime.parked_events set projection = $2 where projection = $1', [from, to]);
  }
  await session.query(
    'update runtime.projections set version = previous_version, previous_version = version, previous_position = $2 where name = $1',
    [name, live],
  );
  await supersede(session, name, previous.position);
}
