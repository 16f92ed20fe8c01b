import type { Sql } from '../../ports/database.ts';
import type { Projection } from '../runtime/projection.ts';

const RUNTIME = ['runtime.checkpoints', 'runtime.projections', 'runtime.parked_events', 'runtime.log_memory'];

/** Whether tables that are not read models are missing. */
export async function isRuntimeLost(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ lost: boolean }>(
    'select bool_or(to_regclass(name) is null) as lost from unnest($1::text[]) name',
    [RUNTIME],
  );
  return rows[0]?.lost === true;
}

/**
 * Names of read models that the database knows and whose tables or checkpoint somebody has dropped. Tables that another
 * version of a read model has made are no business of this one.
 */
export async function lostProjections(sql: Sql, projections: readonly Projection[]): Promise<ReadonlySet<string>> {
  const all = projections.flatMap(({ name, version, tables }) => tables.map((table) => ({ name, version, table })));
  const { rows } = await sql.query<{ name: string }>(
    `select distinct p.name
     from unnest($1::text[], $2::int[], $3::text[]) own(name, version, table_name)
     join runtime.projections p on p.name = own.name
     where to_regnamespace(quote_ident(p.name)) is null
       or (p.version = own.version and to_regclass(quote_ident(p.name) || '.' || quote_ident(own.table_name)) is null)
       or not exists (select from runtime.checkpoints c where c.consumer = 'projection/' || p.name)`,
    [all.map(({ name }) => name), all.map(({ version }) => version), all.map(({ table }) => table.name)],
  );
  return new Set(rows.map(({ name }) => name));
}

/** Whether anything that `migrate` makes is missing, so that it must run again. */
export const isAnythingLost = async (sql: Sql, projections: readonly Projection[]): Promise<boolean> =>
  (await isRuntimeLost(sql)) || (await lostProjections(sql, projections)).size > 0;
