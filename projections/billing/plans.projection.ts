import type { Interval } from '../../schemas/billing/money.ts';
import type { PlanFeatures } from '../../schemas/billing/plan.events.ts';
import { boolean, instant, int, json, long, nullable, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection, put } from '../runtime/projection.ts';

export const plans = table('plans', {
  key: ['planId'],
  columns: {
    planId: uuid,
    name: text,
    description: nullable(text),
    interval: json<Interval>(),
    trialDays: int,
    features: json<PlanFeatures>(),
    retired: boolean,
    createdPosition: long,
    position: long,
  },
});
export type StoredPlan = RowOf<typeof plans>;

export const prices = table('prices', {
  key: ['planId', 'priceId'],
  columns: {
    planId: uuid,
    priceId: uuid,
    territory: nullable(text),
    currency: text,
    amountMinor: int,
    taxIncluded: boolean,
    from: instant,
    noticeDays: int,
    position: long,
  },
});

/** Each time that those who have a plan are told of a price, and how far that is. */
export const announcements = table('announcements', {
  key: ['planId', 'announcementId'],
  columns: {
    planId: uuid,
    announcementId: uuid,
    priceId: uuid,
    askedAt: instant,
    told: int,
    skipped: int,
    /** Who had the plan; null: nobody has looked yet. */
    total: nullable(int),
    done: boolean,
    createdPosition: long,
    position: long,
  },
});
type StoredAnnouncement = RowOf<typeof announcements>;

/** What can be subscribed to, and every price that it ever had. */
export const plansProjection = projection({
  name: 'plans',
  version: 2,
  tables: [plans, prices, announcements],
  key: (fact) => fact.data.planId,
  on: {
    'billing.PlanDefined': ({ data, position }) => [
      edit(plans, [data.planId], (): StoredPlan => ({ ...data, retired: false, createdPosition: position, position })),
    ],
    'billing.PlanDescribed': ({ data: { planId, name, description }, position }) => [
      edit(plans, [planId], (row) => row && { ...row, name, description, position }),
    ],
    'billing.PlanFeaturesChanged': ({ data: { planId, features }, position }) => [
      edit(plans, [planId], (row) => row && { ...row, features, position }),
    ],
    'billing.PlanPriceSet': ({ data, position }) => [
      put(prices, { ...data, position }),
      edit(plans, [data.planId], (row) => row && { ...row, position }),
    ],
    'billing.PlanPriceAnnouncementAsked': ({ data, position, metadata: { occurredAt } }) => [
      edit(
        announcements,
        [data.planId, data.announcementId],
        (row): StoredAnnouncement =>
          row ?? {
            ...{ planId: data.planId, announcementId: data.announcementId, priceId: data.price.priceId },
            ...{ askedAt: new Date(occurredAt).toISOString(), told: 0, skipped: 0, total: null, done: false },
            ...{ createdPosition: position, position },
          },
      ),
    ],
    'billing.PriceAnnouncementAdvanced': ({ data, position }) => [
      edit(
        announcements,
        [data.planId, data.announcementId],
        (row) =>
          row && { ...row, told: data.told, skipped: data.skipped, total: data.total, done: data.done, position },
      ),
    ],
    'billing.PlanRetired': ({ data: { planId }, position }) => [
      edit(plans, [planId], (row) => row && { ...row, retired: true, position }),
    ],
  },
});
