import type { AccountId, PlanId, PriceId, SubscriptionId } from '../../schemas/billing/ids.ts';
import type { PlanFeatures } from '../../schemas/billing/plan.events.ts';
import type { PlanEvent } from './plan.decider.ts';

/** Values that tests of this context share. */
export const at = '2026-01-02T03:04:05.000Z';
export const planId = '00000000-0000-4000-8000-0000000000b0' as PlanId;
export const priceId = '00000000-0000-4000-8000-0000000000b1' as PriceId;
export const subscriptionId = '00000000-0000-4000-8000-0000000000b5' as SubscriptionId;
export const accountId = '00000000-0000-4000-8000-0000000000a1' as AccountId;
export const features: PlanFeatures = { streams: 2, maxHeight: 1080, ads: false, downloads: true, tags: [] };
type Data<T extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: T }>['data'];

export const defined = {
  type: 'billing.PlanDefined',
  data: {
    planId,
    name: 'Whole',
    description: null,
    interval: { unit: 'month', count: 1 },
    trialDays: 14,
    features,
  },
} as const satisfies PlanEvent;

export const priceSet = (changes: Partial<Data<'billing.PlanPriceSet'>> = {}) =>
  ({
    type: 'billing.PlanPriceSet',
    data: {
      planId,
      priceId,
      territory: null,
      currency: 'EUR',
      amountMinor: 999,
      taxIncluded: true,
      from: at,
      noticeDays: 30,
      ...changes,
    },
  }) as const satisfies PlanEvent;
