import { anyWorker } from '../runtime/context.ts';
import { findDues } from './find-dues.job.ts';
import { findSubscribers, type SubscriberTools } from './find-subscribers.job.ts';
import { findCheckout, forgetMethod } from './checkout.job.ts';
import { askPayment, chargeInvoice, findPayment, refundPayment } from './money.job.ts';
import type { MoneyTools } from './money.job.ts';
import { sendMoneyMail, type MoneyMailTools } from './send-money-mail.job.ts';

/** Money that is taken and given back, and messages about it. */
export const billing = anyWorker<MoneyTools & MoneyMailTools & SubscriberTools>({
  name: 'billing',
  jobs: [
    chargeInvoice,
    askPayment,
    refundPayment,
    findPayment,
    findDues,
    findSubscribers,
    findCheckout,
    forgetMethod,
    sendMoneyMail,
  ],
  prepare: async ({ payments, log, language, people, subscribers, seller, logger }) => ({
    ...people,
    ...{ payments, log, language, subscribers, seller, logger },
  }),
});
