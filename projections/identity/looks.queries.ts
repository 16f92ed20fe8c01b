import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { isUuid, limitOf, pageOf } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { looksProjection } from './looks.projection.ts';
import type { LookQueries } from './looks.rows.ts';

type Tables = TablesOf<typeof looksProjection>;

/** The only way to the tables of `looks`. */
export function createLookQueries(db: Database): LookQueries {
  return {
    async ofAccount(accountId, { first, after }) {
      if (!isUuid(accountId)) return { rows: [], hasNextPage: false };
      let query = db
        .kysely<Tables>()
        .selectFrom('looks.looks')
        .select(['what', 'at', 'until', 'position'])
        .where('accountId', '=', accountId);
      if (after !== undefined) query = query.where('position', '<', decodeCursor('looks', after));
      const rows = await query.orderBy('position', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, {
        first,
        list: 'looks',
        positionOf: (row) => row.position,
        map: ({ what, at, until }) => ({ what, at, until }),
      });
    },
  };
}
