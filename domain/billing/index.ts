import { anyDecider, anyProcess } from '../kernel/context.ts';
import type { DomainContext } from '../kernel/context.ts';
import { invoiceDeciders, invoiceProcesses } from './invoices.ts';
import { paymentEventDecider } from './payment-event.decider.ts';
import { planDecider } from './plan.decider.ts';
import { renewingProcess } from './renewing.process.ts';
import { subscriptionDecider } from './subscription.decider.ts';

/** Money: what is sold, and what comes of it. */
export const billing: DomainContext = {
  name: 'billing',
  deciders: [
    anyDecider(planDecider),
    anyDecider(subscriptionDecider),
    anyDecider(paymentEventDecider),
    ...invoiceDeciders,
  ],
  processes: [anyProcess(renewingProcess), ...invoiceProcesses],
};
