import { anyDecider, anyProcess } from '../kernel/context.ts';
import type { DomainContext } from '../kernel/context.ts';
import { announcingProcess } from './announcing.process.ts';
import { checkoutDecider } from './checkout.decider.ts';
import { couponDecider } from './coupon.decider.ts';
import { couponingProcess } from './couponing.process.ts';
import { giftCodeDecider } from './gift-code.decider.ts';
import { giftingProcess } from './gifting.process.ts';
import { invoiceDeciders, invoiceProcesses } from './invoices.ts';
import { partingProcess } from './parting.process.ts';
import { keepingProcess } from './keeping.process.ts';
import { paymentEventDecider } from './payment-event.decider.ts';
import { planDecider } from './plan.decider.ts';
import { purchaseDecider } from './purchase.decider.ts';
import { purchasingProcess } from './purchasing.process.ts';
import { renewingProcess } from './renewing.process.ts';
import { subscriberDecider, trialDecider } from './subscriber.decider.ts';
import { subscriptionDecider } from './subscription.decider.ts';
import { tellingProcess } from './telling.process.ts';
import { titlePriceDecider } from './title-price.decider.ts';

/** Money: what is sold, and what comes of it. */
export const billing: DomainContext = {
  name: 'billing',
  deciders: [
    anyDecider(planDecider),
    anyDecider(subscriptionDecider),
    anyDecider(paymentEventDecider),
    anyDecider(titlePriceDecider),
    anyDecider(purchaseDecider),
    anyDecider(checkoutDecider),
    anyDecider(subscriberDecider),
    anyDecider(trialDecider),
    anyDecider(giftCodeDecider),
    anyDecider(couponDecider),
    ...invoiceDeciders,
  ],
  processes: [
    anyProcess(renewingProcess),
    anyProcess(purchasingProcess),
    anyProcess(giftingProcess),
    anyProcess(couponingProcess),
    anyProcess(announcingProcess),
    anyProcess(partingProcess),
    anyProcess(keepingProcess),
    anyProcess(tellingProcess),
    ...invoiceProcesses,
  ],
};
