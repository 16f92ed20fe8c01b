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

/** Those that have begun and are not over. */
const RUNNING = ['trialing', 'active', 'past_due', 'suspended', 'paused'] as const;

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
    subscribers: {
      async count(planId) {
        if (!isUuid(planId)) return 0;
        const row = await kysely
          .selectFrom('subscriptions.subscriptions')
          .select(({ fn }) => fn.countAll<bigint>().as('count'))
          .where('planId', '=', planId)
          .where('status', 'in', RUNNING)
          .executeTakeFirstOrThrow();
        return Number(row.count);
      },
      async page(planId, after, most) {
        if (!isUuid(planId)) return { rows: [], next: null };
        const all = subscriptions.where('planId', '=', planId).where('status', 'in', RUNNING);
        const rest = after === null ? all : all.where('createdPosition', '>', BigInt(after));
        const rows = await rest.orderBy('createdPosition').limit(most).execute();
        const last = rows.at(-1);
        return {
          rows: rows.map(({ subscriptionId, terms, canceling, nextTerms }) => ({
            ...{ subscriptionId, terms },
            leaves: canceling || (nextTerms !== null && nextTerms.planId !== planId),
          })),
          next: last === undefined || rows.length < most ? null : String(last.createdPosition),
        };
      },
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
