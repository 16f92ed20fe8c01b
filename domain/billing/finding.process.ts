import type { z } from 'zod';
import type { RecordPayment } from '../../schemas/billing/invoice.commands.ts';
import type { RecordCheckout } from '../../schemas/billing/checkout.commands.ts';
import type { FindCheckoutJob, FindPaymentJob } from '../../schemas/billing/jobs.ts';
import type { PaymentEventReceived } from '../../schemas/billing/payment.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';

type Command = WithoutTime<CommandOf<typeof RecordPayment | typeof RecordCheckout>>;
type Job = z.output<typeof FindPaymentJob.input | typeof FindCheckoutJob.input>;
type Result = z.output<typeof FindPaymentJob.result | typeof FindCheckoutJob.result>;

/** Whether it was asked for. */
export interface FindingState {
  readonly asked: boolean;
}

const same = (state: FindingState): FindingState => state;

/**
 * When the provider says that something changed about a payment or a checkout, asks it what; what was paid for an invoice is written down
 * there, and how a checkout ended too. That a payment failed is heard by whoever charged: of a payment alone nobody knows which attempt
 * it was.
 */
export const findingProcess: Process<FindingState, EventOf<typeof PaymentEventReceived>, never> = {
  category: 'finding',
  inputs: ['billing.PaymentEventReceived', 'kernel.JobCompleted'],
  route: ({ data }) => data.paymentEventId,
  initial: { asked: false },
  evolve: evolveBy<FindingState, ProcessRequest | ProcessFeedback>({
    'kernel.JobRequested': () => ({ asked: true }),
    'kernel.CommandRequested': same,
    'kernel.CommandRefused': same,
    'kernel.TimerSet': same,
    'kernel.TimerCancelled': same,
    'kernel.TimerFired': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event }, { asked }, derive) => {
    if (event.type === 'billing.PaymentEventReceived') {
      const { paymentEventId, kind, refs } = event.data;
      const { paymentRef, checkoutRef } = refs;
      const { job } = requestsOf<Command, Job>('finding', paymentEventId, derive);
      if (asked) return [];
      if (kind === 'payment' && paymentRef !== null) return [job({ kind: 'find-payment', paymentRef })];
      return kind === 'checkout' && checkoutRef !== null ? [job({ kind: 'find-checkout', checkoutRef })] : [];
    }
    if (event.type !== 'kernel.JobCompleted') return [];
    const { command } = requestsOf<Command, never>('finding', event.data.processId, derive);
    // A completed job's result was held against its definition when it was reported.
    const result = event.data.result as unknown as Result;
    if (result.kind === 'find-checkout') {
      const { ended } = result;
      return ended === null ? [] : [command('checkout', ended.checkoutId, { type: 'RecordCheckout', data: ended })];
    }
    if (result.paid === null) return [];
    const { invoiceId, paymentRef, amountMinor } = result.paid;
    const outcome = { kind: 'paid', paymentRef, chargedMinor: amountMinor } as const;
    const data = { invoiceId, attempt: 1, surplusId: derive('surplus') as never, outcome };
    return [command('invoice', invoiceId, { type: 'RecordPayment', data })];
  },
};
