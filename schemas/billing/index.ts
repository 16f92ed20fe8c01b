import type { SchemaContext } from '../kernel/context.ts';
import { announcingEvents } from './announcing.events.ts';
import { chargingEvents } from './charging.events.ts';
import { checkoutCommands } from './checkout.commands.ts';
import { checkoutEvents } from './checkout.events.ts';
import { couponCommands } from './coupon.commands.ts';
import { couponEvents } from './coupon.events.ts';
import { bookCommands, creditBookCommands, invoiceCommands } from './invoice.commands.ts';
import { bookEvents, creditBookEvents, invoiceEvents } from './invoice.events.ts';
import { giftCodeCommands } from './gift-code.commands.ts';
import { giftCodeEvents } from './gift-code.events.ts';
import { billingJobs } from './jobs.ts';
import { payerCommands } from './payer.commands.ts';
import { payerEvents } from './payer.events.ts';
import { paymentCommands } from './payment.commands.ts';
import { paymentEvents } from './payment.events.ts';
import { planCommands } from './plan.commands.ts';
import { planEvents } from './plan.events.ts';
import { purchaseCommands } from './purchase.commands.ts';
import { purchaseEvents } from './purchase.events.ts';
import { subscriptionCommands } from './subscription.commands.ts';
import { subscriptionEvents } from './subscription.events.ts';
import { pastBillingEvents, billingUpcasters } from './past.events.ts';
import { subscriberCommands, trialCommands } from './subscriber.commands.ts';
import { subscriberEvents, trialEvents } from './subscriber.events.ts';
import { titlePriceCommands } from './title-price.commands.ts';
import { titlePriceEvents } from './title-price.events.ts';

/** Money: what is sold, and what comes of it. */
export const billing = {
  name: 'billing',
  events: [
    ...planEvents,
    ...subscriptionEvents,
    ...invoiceEvents,
    ...bookEvents,
    ...creditBookEvents,
    ...payerEvents,
    ...chargingEvents,
    ...paymentEvents,
    ...titlePriceEvents,
    ...purchaseEvents,
    ...checkoutEvents,
    ...subscriberEvents,
    ...trialEvents,
    ...giftCodeEvents,
    ...couponEvents,
    ...announcingEvents,
  ],
  pastEvents: pastBillingEvents,
  upcasters: billingUpcasters,
  commands: [
    ...planCommands,
    ...subscriptionCommands,
    ...invoiceCommands,
    ...bookCommands,
    ...creditBookCommands,
    ...payerCommands,
    ...paymentCommands,
    ...titlePriceCommands,
    ...purchaseCommands,
    ...checkoutCommands,
    ...subscriberCommands,
    ...trialCommands,
    ...giftCodeCommands,
    ...couponCommands,
  ],
  jobs: billingJobs,
  processes: [
    'renewing',
    'refunding',
    'finding',
    'purchasing',
    'parting',
    'keeping',
    'gifting',
    'couponing',
    'telling',
  ],
  beside: { charging: 'invoice' },
} as const satisfies SchemaContext;
