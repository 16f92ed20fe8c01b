import type { Database } from '../../ports/database.ts';
import { isUuid } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { exportsProjection } from './exports.projection.ts';
import type { ExportQueries } from './exports.rows.ts';

type Tables = TablesOf<typeof exportsProjection>;

/** More than anybody may ask for while they are kept. */
const MOST = 30;

/** The only way to the tables of `exports`. */
export function createExportQueries(db: Database): ExportQueries {
  const exports = db
    .kysely<Tables>()
    .selectFrom('exports.exports')
    .select(['exportId', 'accountId', 'status', 'requestedAt', 'size', 'parts', 'expiresAt']);
  return {
    async byId(exportId) {
      return isUuid(exportId) ? exports.where('exportId', '=', exportId).executeTakeFirst() : undefined;
    },
    async ofAccount(accountId) {
      if (!isUuid(accountId)) return [];
      return exports
        .where('accountId', '=', accountId)
        .where('status', '<>', 'deleted')
        .orderBy('requestedAt', 'desc')
        .limit(MOST)
        .execute();
    },
  };
}
