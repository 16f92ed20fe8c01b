import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { isUuid, limitOf, pageOf } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { couponsProjection, StoredCoupon } from './coupons.projection.ts';
import type { CouponQueries, CouponRow } from './coupons.rows.ts';

type Tables = TablesOf<typeof couponsProjection>;

const toRow = ({ createdPosition: _created, position: _position, ...row }: StoredCoupon, used: number): CouponRow => ({
  ...row,
  used,
});

/** The only way to the tables of `coupons`. */
export function createCouponQueries(db: Database): CouponQueries {
  const kysely = db.kysely<Tables>();
  const coupons = kysely.selectFrom('coupons.coupons').selectAll();
  const uses = kysely.selectFrom('coupons.uses');
  const counted = async (couponIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    if (couponIds.length === 0) return new Map();
    const rows = await uses
      .select(({ fn }) => ['couponId', fn.countAll<bigint>().as('used')])
      .where('couponId', 'in', couponIds)
      .groupBy('couponId')
      .execute();
    return new Map(rows.map(({ couponId, used }) => [couponId, Number(used)]));
  };
  return {
    async page({ first, after }) {
      const from =
        after === undefined ? coupons : coupons.where('createdPosition', '<', decodeCursor('coupons', after));
      const rows = await from.orderBy('createdPosition', 'desc').limit(limitOf(first)).execute();
      const used = await counted(rows.map(({ couponId }) => couponId));
      return pageOf(rows, {
        first,
        list: 'coupons',
        positionOf: (row) => row.createdPosition,
        map: (row) => toRow(row, used.get(row.couponId) ?? 0),
      });
    },
    async byId(couponId) {
      if (!isUuid(couponId)) return undefined;
      const row = await coupons.where('couponId', '=', couponId).executeTakeFirst();
      return row && toRow(row, (await counted([couponId])).get(couponId) ?? 0);
    },
    async usesOf(couponId, { first, after }) {
      if (!isUuid(couponId)) return { rows: [], hasNextPage: false };
      const all = uses.selectAll().where('couponId', '=', couponId);
      const from = after === undefined ? all : all.where('position', '<', decodeCursor('coupon-uses', after));
      const rows = await from.orderBy('position', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, {
        first,
        list: 'coupon-uses',
        positionOf: (row) => row.position,
        map: ({ accountId, subscriptionId, at }) => ({ accountId, subscriptionId, at }),
      });
    },
  };
}
