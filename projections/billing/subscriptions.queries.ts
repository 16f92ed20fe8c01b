import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { isUuid, limitOf, pageOf } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { StoredSubscription, subscriptionsProjection } from './subscriptions.projection.ts';
import type { SubscriptionQueries, SubscriptionRow } from './subscriptions.rows.ts';

type Tables = TablesOf<typeof subscriptionsProjection>;

/** More than anybody ever had. */
const MOST = 100;

const toRow = ({
  planId: _plan,
  dueTerms: _due,
  createdPosition: _created,
  position: _position,
  ...row
}: StoredSubscription): SubscriptionRow => row;

/** The only way to the tables of `subscriptions`. */
export function createSubscriptionQueries(db: Database): SubscriptionQueries {
  const kysely = db.kysely<Tables>();
  const subscriptions = kysely.selectFrom('subscriptions.subscriptions').selectAll();
  return {
    async byId(subscriptionId) {
      if (!isUuid(subscriptionId)) return undefined;
      const row = await subscriptions.where('subscriptionId', '=', subscriptionId).executeTakeFirst();
      return row && toRow(row);
    },
    async ofAccount(accountId) {
      if (!isUuid(accountId)) return [];
      const rows = await subscriptions
        .where('accountId', '=', accountId)
        .orderBy('createdPosition', 'desc')
        .limit(MOST)
        .execute();
      return rows.map(toRow);
    },
    async counts() {
      const rows = await kysely
        .selectFrom('subscriptions.subscriptions')
        .select(({ fn }) => ['status', fn.countAll<bigint>().as('count')])
        .groupBy('status')
        .execute();
      return new Map(rows.map(({ status, count }) => [status, Number(count)]));
    },
    async page({ first, after, status, planId }) {
      let query = subscriptions;
      if (status !== undefined) query = query.where('status', '=', status);
      if (planId !== undefined) {
        if (!isUuid(planId)) return { rows: [], hasNextPage: false };
        query = query.where('planId', '=', planId);
      }
      if (after !== undefined) query = query.where('createdPosition', '<', decodeCursor('subscriptions', after));
      const rows = await query.orderBy('createdPosition', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, { first, list: 'subscriptions', positionOf: (row) => row.createdPosition, map: toRow });
    },
  };
}
