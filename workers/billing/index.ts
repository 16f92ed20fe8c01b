import type { HistoryTools } from '../identity/person-history.ts';
import { anyWorker } from '../runtime/context.ts';
import { findDues } from './find-dues.job.ts';
import { findCheckout, forgetMethod } from './checkout.job.ts';
import { askPayment, chargeInvoice, findPayment, refundPayment } from './money.job.ts';
import type { MoneyTools } from './money.job.ts';

/** Money that is taken and given back. */
export const billing = anyWorker<MoneyTools & HistoryTools>({
  name: 'billing',
  jobs: [chargeInvoice, askPayment, refundPayment, findPayment, findDues, findCheckout, forgetMethod],
  prepare: async ({ payments, log, language, people }) => ({ payments, log, language, streams: people.streams }),
});
