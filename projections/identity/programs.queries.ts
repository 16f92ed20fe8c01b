import type { Database } from '../../ports/database.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { programsProjection } from './programs.projection.ts';
import type { ProgramQueries } from './programs.rows.ts';

type Tables = TablesOf<typeof programsProjection>;

/** More programs than anybody has. */
const MOST = 500;

/** The only way to the tables of `programs`. */
export function createProgramQueries(db: Database): ProgramQueries {
  const open = db
    .kysely<Tables>()
    .selectFrom('programs.programs')
    .where('closedAt', 'is', null)
    .orderBy('createdPosition', 'desc')
    .limit(MOST);
  return {
    all: () => open.select(['serviceId', 'name', 'scopes', 'keys', 'madeBy', 'createdAt']).execute(),
    async owners() {
      const rows = await open.select(['serviceId', 'keys']).execute();
      return rows.flatMap(({ serviceId, keys }) => keys.map(({ prefix, keyId }) => ({ prefix, serviceId, keyId })));
    },
  };
}
