import type { z } from 'zod';
import type { RecordPayment } from '../../schemas/billing/invoice.commands.ts';
import type { FindPaymentJob } from '../../schemas/billing/jobs.ts';
import type { PaymentEventReceived } from '../../schemas/billing/payment.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';

type Command = WithoutTime<CommandOf<typeof RecordPayment>>;

/** Whether it was asked for. */
export interface FindingState {
  readonly asked: boolean;
}

const same = (state: FindingState): FindingState => state;

/**
 * When the provider says that something changed about a payment, asks it what; what was paid for an invoice is written down there. That
 * it failed is heard by whoever charged: of a payment alone nobody knows which attempt it was.
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
      if (asked || kind !== 'payment' || refs.paymentRef === null) return [];
      const { job } = requestsOf<Command, z.output<typeof FindPaymentJob.input>>('finding', paymentEventId, derive);
      return [job({ kind: 'find-payment', paymentRef: refs.paymentRef })];
    }
    if (event.type !== 'kernel.JobCompleted') return [];
    // A completed job's result was held against its definition when it was reported.
    const { paid } = event.data.result as unknown as z.output<typeof FindPaymentJob.result>;
    if (paid === null) return [];
    const { invoiceId, paymentRef, amountMinor } = paid;
    const { command } = requestsOf<Command, never>('finding', event.data.processId, derive);
    const outcome = { kind: 'paid', paymentRef, chargedMinor: amountMinor } as const;
    const data = { invoiceId, attempt: 1, surplusId: derive('surplus') as never, outcome };
    return [command('invoice', invoiceId, { type: 'RecordPayment', data })];
  },
};
