import { columnsOf } from '../db/table.ts';
import type { Database } from '../../ports/database.ts';
import type { Row } from '../db/table.ts';
import type { Projection } from '../runtime/projection.ts';
import { sorted } from './plain-fold.ts';
import type { Rows } from './plain-fold.ts';

/** All rows of a projection as the database holds them, comparable with a plain fold. */
export async function storedRows(
  db: Database,
  projection: Projection,
  schema: string = projection.name,
): Promise<Rows> {
  const out: Record<string, readonly Row[]> = {};
  for (const table of projection.tables) {
    const columns = columnsOf(table).map(({ name, property }) => `${name} as "${property}"`);
    const { rows } = await db.query(`select ${columns.join(', ')} from "${schema}"."${table.name}"`);
    out[table.name] = sorted(table.key, rows);
  }
  return out;
}
