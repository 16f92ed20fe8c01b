import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { isUuid, limitOf, pageOf } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { decisionsProjection } from './decisions.projection.ts';
import type { DecisionQueries } from './decisions.rows.ts';

type Tables = TablesOf<typeof decisionsProjection>;

/** The only way to the tables of `decisions`. */
export function createDecisionQueries(db: Database): DecisionQueries {
  const decisions = db.kysely<Tables>().selectFrom('decisions.decisions').selectAll();
  const of =
    (column: 'accountId' | 'profileId'): DecisionQueries['ofAccount'] =>
    async (id, { first, after }) => {
      if (!isUuid(id)) return { rows: [], hasNextPage: false };
      let query = decisions.where(column, '=', id);
      if (after !== undefined) query = query.where('position', '<', decodeCursor('decisions', after));
      const rows = await query.orderBy('position', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, {
        first,
        list: 'decisions',
        positionOf: (row) => row.position,
        map: ({ position: _position, ...row }) => row,
      });
    };
  return { ofAccount: of('accountId'), ofProfile: of('profileId') };
}
