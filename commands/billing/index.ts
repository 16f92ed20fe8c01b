import { paymentEventDecider } from '../../domain/billing/payment-event.decider.ts';
import { planDecider } from '../../domain/billing/plan.decider.ts';
import { titlePriceDecider } from '../../domain/billing/title-price.decider.ts';
import { paymentCommands } from '../../schemas/billing/payment.commands.ts';
import { planCommands } from '../../schemas/billing/plan.commands.ts';
import { titlePriceCommands } from '../../schemas/billing/title-price.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandContext } from '../pipeline/context.ts';
import { checkoutHandlers } from './checkout.handlers.ts';
import { invoiceHandlers } from './invoice.handlers.ts';
import { only, staffMay } from '../pipeline/policy.ts';
import { couponHandlers } from './coupon.handlers.ts';
import { giftCodeHandlers } from './gift-code.handlers.ts';
import { purchaseHandlers } from './purchase.handlers.ts';
import { subscriberHandlers } from './subscriber.handlers.ts';
import { subscriptionHandlers } from './subscription.handlers.ts';

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
      AnnouncePlanPrice: manages,
    }),
    ...invoiceHandlers,
    // The inbox asks for it, once for each message.
    ...handlersOf(paymentEventDecider, paymentCommands, { ReceivePaymentEvent: only('process') }),
    ...subscriptionHandlers,
    ...handlersOf(titlePriceDecider, titlePriceCommands, { SetTitlePrice: manages, WithdrawTitlePrice: manages }),
    ...purchaseHandlers,
    ...checkoutHandlers,
    ...subscriberHandlers,
    ...giftCodeHandlers,
    ...couponHandlers,
  ],
};
