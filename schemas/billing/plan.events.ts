import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { id } from '../kernel/id.ts';
import { plainText } from '../kernel/text.ts';
import { PlanId, PriceId } from './ids.ts';
import { Currency, Interval, Minor, Tag, Territory } from './money.ts';

/** One time that those who have a plan are told of a price. */
export const AnnouncementId = id('AnnouncementId');
export type AnnouncementId = z.infer<typeof AnnouncementId>;

const plan = { version: 1, category: 'plan' } as const;
const who = { planId: PlanId };

/** What a subscriber of a plan may do. */
export const PlanFeatures = z.strictObject({
  streams: z.int().min(1).max(100).describe('streams at once'),
  maxHeight: z.int().min(144).max(8640).nullable().describe('of the picture, in lines; null: as high as there is'),
  ads: z.boolean().describe('whether advertisements are shown'),
  downloads: z.boolean().describe('whether films may be kept on a device'),
  tags: z.array(Tag).max(100).describe('titles with one of these; none: the whole catalogue'),
});
export type PlanFeatures = z.infer<typeof PlanFeatures>;

const details = {
  name: plainText(100).min(1),
  description: plainText(2000).nullable(),
};

export const PlanDefined = defineEvent({
  ...plan,
  type: 'billing.PlanDefined',
  description: 'There is something new to subscribe to. It can be bought where it has a price.',
  data: z.strictObject({
    ...who,
    ...details,
    interval: Interval,
    trialDays: z.int().min(0).max(365).describe('how long it may be tried for nothing; 0: not at all'),
    features: PlanFeatures,
  }),
});

export const PlanDescribed = defineEvent({
  ...plan,
  type: 'billing.PlanDescribed',
  description: 'What a plan is called and how it is described was changed.',
  data: z.strictObject({ ...who, ...details }),
});

export const PlanFeaturesChanged = defineEvent({
  ...plan,
  type: 'billing.PlanFeaturesChanged',
  description: 'What a plan includes was changed, for everybody who has it.',
  data: z.strictObject({ ...who, features: PlanFeatures }),
});

export const PlanPriceSet = defineEvent({
  ...plan,
  type: 'billing.PlanPriceSet',
  description: 'A plan has a price in a territory from an instant on, until another one of that territory begins.',
  data: z.strictObject({
    ...who,
    priceId: PriceId,
    territory: Territory.nullable().describe('null: wherever there is no price of its own'),
    currency: Currency,
    amountMinor: Minor,
    taxIncluded: z.boolean(),
    from: z.iso.datetime().describe('from when on it is asked of whoever subscribes'),
    noticeDays: z.int().min(30).max(365).describe('how long before it is told to whoever has the plan and pays less'),
  }),
});

export const PlanRetired = defineEvent({
  ...plan,
  type: 'billing.PlanRetired',
  description: 'A plan can be subscribed to no more. Whoever has it keeps it.',
  data: z.strictObject({ ...who }),
});

export const PlanPriceAnnouncementAsked = defineEvent({
  ...plan,
  type: 'billing.PlanPriceAnnouncementAsked',
  description: 'Everybody who has a plan and pays less than a price is to be told of it.',
  data: z.strictObject({
    ...who,
    announcementId: AnnouncementId,
    price: PlanPriceSet.data.omit({ planId: true }),
  }),
});

export const planEvents = [
  PlanDefined,
  PlanDescribed,
  PlanFeaturesChanged,
  PlanPriceSet,
  PlanRetired,
  PlanPriceAnnouncementAsked,
] as const;
