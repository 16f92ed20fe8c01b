import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import {
  AnnouncementId,
  PlanDefined,
  PlanDescribed,
  PlanFeaturesChanged,
  PlanPriceSet,
  PlanRetired,
} from './plan.events.ts';

const plan = { category: 'plan' } as const;

export const DefinePlan = defineCommand({
  ...plan,
  type: 'DefinePlan',
  description: 'Make something new to subscribe to.',
  data: PlanDefined.data,
});
export const DescribePlan = defineCommand({
  ...plan,
  type: 'DescribePlan',
  description: 'Change what a plan is called and how it is described.',
  data: PlanDescribed.data,
});
export const ChangePlanFeatures = defineCommand({
  ...plan,
  type: 'ChangePlanFeatures',
  description: 'Change what a plan includes, for everybody who has it.',
  data: PlanFeaturesChanged.data,
});
export const SetPlanPrice = defineCommand({
  ...plan,
  type: 'SetPlanPrice',
  description: 'Give a plan a price in a territory from an instant on.',
  data: PlanPriceSet.data.extend({
    from: z.iso.datetime().nullable().describe('null: from now on; never in the past'),
  }),
});
export const RetirePlan = defineCommand({
  ...plan,
  type: 'RetirePlan',
  description: 'Let nobody subscribe to a plan any more.',
  data: PlanRetired.data,
});

export const AnnouncePlanPrice = defineCommand({
  ...plan,
  type: 'AnnouncePlanPrice',
  description: 'Tell everybody who has a plan and pays less than a price of it.',
  data: PlanPriceSet.data.pick({ planId: true, priceId: true }).extend({ announcementId: AnnouncementId }),
});

export const planCommands = [
  DefinePlan,
  DescribePlan,
  ChangePlanFeatures,
  SetPlanPrice,
  RetirePlan,
  AnnouncePlanPrice,
] as const;
