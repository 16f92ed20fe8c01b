import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { isUuid, limitOf, pageOf } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { purchasesProjection, StoredPurchase } from './purchases.projection.ts';
import type { PurchaseQueries, PurchaseRow } from './purchases.rows.ts';

type Tables = TablesOf<typeof purchasesProjection>;

const toRow = ({ createdPosition: _created, position: _position, ...row }: StoredPurchase): PurchaseRow => row;

/** The only way to the tables of `purchases`. */
export function createPurchaseQueries(db: Database): PurchaseQueries {
  const purchases = db.kysely<Tables>().selectFrom('purchases.purchases').selectAll();
  return {
    async byId(purchaseId) {
      if (!isUuid(purchaseId)) return undefined;
      const row = await purchases.where('purchaseId', '=', purchaseId).executeTakeFirst();
      return row && toRow(row);
    },
    async ofAccount(accountId, { first, after, paid = false }) {
      if (!isUuid(accountId)) return { rows: [], hasNextPage: false };
      let query = purchases.where('accountId', '=', accountId);
      if (paid) query = query.where('madeAt', 'is not', null);
      if (after !== undefined) query = query.where('createdPosition', '<', decodeCursor('purchases', after));
      const rows = await query.orderBy('createdPosition', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, { first, list: 'purchases', positionOf: (row) => row.createdPosition, map: toRow });
    },
    async had(accountId, titleIds, at) {
      const ids = titleIds.filter(isUuid);
      if (!isUuid(accountId) || ids.length === 0) return [];
      const rows = await purchases
        .where('accountId', '=', accountId)
        .where('titleId', 'in', ids)
        .where('status', 'in', ['requested', 'acting', 'had', 'refunding'])
        .where((is) => is.or([is('until', 'is', null), is('until', '>', at)]))
        .execute();
      return rows.map(toRow);
    },
  };
}
