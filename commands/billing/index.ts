import { planDecider } from '../../domain/billing/plan.decider.ts';
import { planCommands } from '../../schemas/billing/plan.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandContext } from '../pipeline/context.ts';
import { staffMay } from '../pipeline/policy.ts';
import { invoiceHandlers } from './invoice.handlers.ts';

const manages = staffMay('billing.manage');

/** Money: what is sold, and what comes of it. */
export const billing: CommandContext = {
  name: 'billing',
  handlers: [
    ...handlersOf(planDecider, planCommands, {
      DefinePlan: manages,
      DescribePlan: manages,
      ChangePlanFeatures: manages,
      SetPlanPrice: manages,
      RetirePlan: manages,
    }),
    ...invoiceHandlers,
  ],
};
