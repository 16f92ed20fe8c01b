import type { Reduction } from '../../schemas/billing/coupon.events.ts';
import { boolean, instant, int, json, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection, put } from '../runtime/projection.ts';

export const coupons = table('coupons', {
  key: ['couponId'],
  columns: {
    couponId: uuid,
    code: text,
    reduction: json<Reduction>(),
    periods: nullable(int),
    planIds: json<readonly string[]>(),
    validFrom: nullable(instant),
    validUntil: nullable(instant),
    maxUses: int,
    audience: oneOf<'everybody' | 'new'>(),
    retired: boolean,
    definedAt: instant,
    createdPosition: long,
    position: long,
  },
  indexes: [{ name: 'coupons_created', on: 'created_position desc' }],
});
export type StoredCoupon = RowOf<typeof coupons>;

/** Subscriptions that use a coupon: one for each account. */
export const couponUses = table('uses', {
  key: ['couponId', 'accountId'],
  columns: { couponId: uuid, accountId: uuid, subscriptionId: uuid, at: instant, position: long },
  indexes: [{ name: 'coupon_uses_latest', on: 'coupon_id, position desc' }],
});
export type StoredCouponUse = RowOf<typeof couponUses>;

const iso = (at: string): string => new Date(at).toISOString();
const isoOrNull = (at: string | null): string | null => at && iso(at);

/** Codes that make subscriptions cost less, and what uses them. */
export const couponsProjection = projection({
  name: 'coupons',
  version: 1,
  tables: [coupons, couponUses],
  key: (fact) => fact.data.couponId,
  on: {
    'billing.CouponDefined': ({ data, position, metadata: { occurredAt } }) => [
      edit(coupons, [data.couponId], (): StoredCoupon => ({
        ...data,
        ...{ validFrom: isoOrNull(data.validFrom), validUntil: isoOrNull(data.validUntil) },
        ...{ retired: false, definedAt: iso(occurredAt), createdPosition: position, position },
      })),
    ],
    'billing.CouponRetired': ({ data: { couponId }, position }) => [
      edit(coupons, [couponId], (row) => row && { ...row, retired: true, position }),
    ],
    'billing.CouponClaimed': ({ data: { couponId, accountId, subscriptionId, at }, position }) => [
      put(couponUses, { couponId, accountId, subscriptionId, at: iso(at), position }),
    ],
    'billing.CouponReleased': ({ data: { couponId, accountId, subscriptionId } }) => [
      edit(couponUses, [couponId, accountId], (row) => (row?.subscriptionId === subscriptionId ? undefined : row)),
    ],
  },
});
