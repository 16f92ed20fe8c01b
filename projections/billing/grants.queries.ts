import type { Database } from '../../ports/database.ts';
import { isUuid } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { grantsProjection } from './grants.projection.ts';
import type { GrantQueries, GrantRow } from './grants.rows.ts';

type Tables = TablesOf<typeof grantsProjection>;

/** More than an account has at one time. */
const MOST = 1000;

/** The only way to the tables of `grants`. */
export function createGrantQueries(db: Database): GrantQueries {
  const grants = db
    .kysely<Tables>()
    .selectFrom('grants.grants as g')
    .leftJoin('grants.planFeatures as p', 'p.planId', 'g.planId')
    .select(['g.accountId', 'g.grantId', 'g.kind', 'g.refId', 'g.titleId', 'g.status', 'g.from', 'g.until'])
    .select(['g.canceling', 'g.position', 'p.features', 'p.position as planPosition']);
  const toRow = ({
    canceling,
    position,
    planPosition,
    status,
    ...row
  }: Awaited<ReturnType<typeof grants.execute>>[number]): GrantRow => ({
    ...row,
    status: canceling ? 'canceling' : status,
    revision: planPosition !== null && planPosition > position ? planPosition : position,
  });
  return {
    async of(accountId, at) {
      if (!isUuid(accountId)) return [];
      const rows = await grants
        .where('g.accountId', '=', accountId)
        .where('g.from', '<=', at)
        .where((is) => is.or([is('g.until', 'is', null), is('g.until', '>', at)]))
        .limit(MOST)
        .execute();
      return rows.map(toRow);
    },
    async ofAccount(accountId) {
      if (!isUuid(accountId)) return [];
      const rows = await grants
        .where('g.accountId', '=', accountId)
        .orderBy('g.from', 'desc')
        .orderBy('g.grantId')
        .limit(MOST)
        .execute();
      return rows.map(toRow);
    },
  };
}
