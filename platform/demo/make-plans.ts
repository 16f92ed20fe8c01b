import type { Execute } from '../../commands/pipeline/execute.ts';
import { DefinePlan, SetPlanPrice } from '../../schemas/billing/plan.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';

/** It never changes: ids made in it say which plans were made before. */
const NAMESPACE = 'c3d0a7f4-5a0e-5d0b-9e4f-7b0c1c2d3e4f';

const month = { unit: 'month', count: 1 } as const;
const PLANS = [
  {
    name: 'Solo',
    description: 'For one, on whatever screen is at hand.',
    interval: month,
    trialDays: 14,
    features: { streams: 1, maxHeight: 720, ads: false, downloads: false, tags: [] },
    amountMinor: 499,
  },
  {
    name: 'Household',
    description: 'For everybody at home.',
    interval: month,
    trialDays: 14,
    features: { streams: 4, maxHeight: null, ads: false, downloads: false, tags: [] },
    amountMinor: 999,
  },
  {
    name: 'Household, a year',
    description: 'The same, paid once a year: two months for nothing.',
    interval: { unit: 'year', count: 1 },
    trialDays: 0,
    features: { streams: 4, maxHeight: null, ads: false, downloads: false, tags: [] },
    amountMinor: 9990,
  },
] as const;

/** Makes plans to try subscribing out with, in euro everywhere; what became of those that were made here before stays. */
export async function makeDemoPlans(execute: Execute, at: string): Promise<void> {
  for (const { amountMinor, ...plan } of PLANS) {
    const planId = uuid5(NAMESPACE, plan.name);
    const price = { territory: null, currency: 'EUR', amountMinor, taxIncluded: true, from: at, noticeDays: 30 };
    const run = async (type: string, data: Record<string, unknown>): Promise<void> => {
      const commandId = uuid5(planId, `demo/${type}`);
      const command = { type, data, at };
      const actor = { kind: 'staff', id: 'operator' } as const;
      const outcome = await execute({ commandId, streamId: planId, command, actor, correlationId: commandId });
      if (outcome.kind === 'rejected') throw new Error(outcome.rejection.message);
      if (outcome.kind === 'contended') throw new Error('Others keep changing the demo plans.');
    };
    await run(DefinePlan.type, DefinePlan.data.parse({ planId, ...plan }));
    await run(SetPlanPrice.type, SetPlanPrice.data.parse({ planId, priceId: uuid5(planId, 'price'), ...price }));
  }
}
