import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { isUuid, limitOf, pageOf } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { accountsProjection, StoredAccount } from './accounts.projection.ts';
import type { AccountQueries, AccountRow } from './accounts.rows.ts';

type Tables = TablesOf<typeof accountsProjection>;

const toRow = ({
  createdPosition: _created,
  position: _position,
  isStaff: _staff,
  ...row
}: StoredAccount): AccountRow => ({
  ...row,
  revision: String(row.revision),
});

/** The only way to the tables of `accounts`. */
export function createAccountQueries(db: Database): AccountQueries {
  const accounts = db.kysely<Tables>().selectFrom('accounts.accounts').selectAll();
  return {
    async byId(accountId) {
      if (!isUuid(accountId)) return undefined;
      const row = await accounts.where('accountId', '=', accountId).executeTakeFirst();
      return row && toRow(row);
    },
    async all({ first, after, staff = false }) {
      let query = accounts;
      if (staff) query = query.where('isStaff', '=', true);
      if (after !== undefined) query = query.where('createdPosition', '<', decodeCursor('accounts', after));
      const rows = await query.orderBy('createdPosition', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, { first, list: 'accounts', positionOf: (row) => row.createdPosition, map: toRow });
    },
    async countWithoutKey({ vaultIsMade }) {
      const { rows: made } = await db.query<{ made: boolean }>(
        `select to_regclass('accounts.accounts') is not null as made`,
      );
      if (made[0]?.made !== true) return 0;
      const hasNone = vaultIsMade ? 'not exists (select from vault.keys k where k.subject = a.account_id)' : 'true';
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from accounts.accounts a where a.status <> 'erased' and ${hasNone}`,
      );
      return rows[0]?.count ?? 0;
    },
  };
}
