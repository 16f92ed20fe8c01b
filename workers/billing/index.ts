import { anyWorker } from '../runtime/context.ts';
import { askPayment, chargeInvoice, findPayment, refundPayment } from './money.job.ts';
import type { MoneyTools } from './money.job.ts';

/** Money that is taken and given back. */
export const billing = anyWorker<MoneyTools>({
  name: 'billing',
  jobs: [chargeInvoice, askPayment, refundPayment, findPayment],
  prepare: async ({ payments }) => ({ payments }),
});
