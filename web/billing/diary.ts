import { at, type Diary, said, text } from '../app/diary.ts';

/** How what happens to plans, and to what people pay, reads. */
export const billingDiary: Diary = {
  'billing.PlanDefined': (data) => said('made the plan', at(data, 'name')),
  'billing.PlanDescribed': (data) => said('described the plan', at(data, 'name')),
  'billing.PlanFeaturesChanged': () => said('changed what a plan includes'),
  'billing.PlanPriceSet': (data) =>
    said('set a price:', `${text(at(data, 'amountMinor'))} ${text(at(data, 'currency'))} (minor units)`),
  'billing.PlanRetired': () => said('took a plan off sale'),
};
