import { sql } from 'kysely';
import type { Database } from '../../ports/database.ts';
import { isUuid } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { tracesProjection } from './traces.projection.ts';
import type { TraceQueries } from './traces.rows.ts';

type Tables = TablesOf<typeof tracesProjection>;

/** The only way to the tables of `traces`. */
export function createTraceQueries(db: Database): TraceQueries {
  return {
    async of(subjects) {
      const ids = subjects.filter(isUuid);
      if (ids.length === 0) return [];
      return db
        .kysely<Tables>()
        .selectFrom('traces.traces')
        .where('subject', 'in', ids)
        .groupBy('stream')
        .select(({ fn }) => ['stream', fn.min('position').as('position')])
        .select([sql<boolean>`bool_or(named)`.as('named'), sql<boolean>`bool_or(sealed)`.as('sealed')])
        .orderBy('position')
        .execute();
    },
  };
}
