import type { z } from 'zod';
import type { FailRefund, RecordRefund, TakeCreditNoteNumber } from '../../schemas/billing/invoice.commands.ts';
import type {
  CreditNoteNumberTaken,
  RefundAsked,
  RefundMade,
  SurplusReceived,
} from '../../schemas/billing/invoice.events.ts';
import type { RefundPaymentJob } from '../../schemas/billing/jobs.ts';
import type { GrantCredit } from '../../schemas/billing/payer.commands.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { DeriveId, Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';
import { bookIdOf, monthOf } from './book.decider.ts';

type Input = EventOf<typeof RefundAsked | typeof SurplusReceived | typeof CreditNoteNumberTaken | typeof RefundMade>;
type Command = WithoutTime<
  CommandOf<typeof FailRefund | typeof RecordRefund | typeof TakeCreditNoteNumber | typeof GrantCredit>
>;
type Refund = z.output<typeof RefundPaymentJob.input>;
type Outcome = z.output<typeof RefundPaymentJob.result>['outcome'];

/** How long after an answer that said nothing final, and after a job that failed as often as jobs may, it is tried again, ms. */
const AGAIN_MS = 15 * 60_000;

/** The refund as its latest job was asked for it. */
export interface RefundingState {
  readonly refund: Refund | null;
}

const same = (state: RefundingState): RefundingState => state;

/**
 * Gives money back: to the card under one key however often it is tried, with a credit note, and to the credit of the account what
 * credit had paid. Money that was never owed goes back without a credit note.
 */
export const refundingProcess: Process<RefundingState, Input, never> = {
  category: 'refunding',
  inputs: [
    'billing.RefundAsked',
    'billing.SurplusReceived',
    'billing.CreditNoteNumberTaken',
    'billing.RefundMade',
    'kernel.JobCompleted',
    'kernel.JobFailed',
    'kernel.TimerFired',
  ],
  route: ({ data }) => data.refundId,
  initial: { refund: null },
  evolve: evolveBy<RefundingState, ProcessRequest | ProcessFeedback>({
    'kernel.JobRequested': (_, { input }) => ({ refund: input as Refund }),
    'kernel.CommandRequested': same,
    'kernel.CommandRefused': same,
    'kernel.TimerSet': same,
    'kernel.TimerCancelled': same,
    'kernel.TimerFired': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, { refund }, derive) => {
    const make = makeFor('refundId' in event.data ? event.data.refundId : event.data.processId, derive);
    switch (event.type) {
      case 'billing.RefundAsked': {
        const { invoiceId, refundId, chargedMinor, paymentRef } = event.data;
        // What credit paid alone goes back without the provider.
        if (paymentRef === null || chargedMinor === 0) return [takeNumber(event.data, null, at, derive)];
        const job = { invoiceId, refundId, paymentRef, amountMinor: chargedMinor, surplus: false };
        return [make.job({ kind: 'refund-payment', ...job })];
      }
      case 'billing.SurplusReceived': {
        const { invoiceId, refundId, paymentRef, amountMinor } = event.data;
        if (amountMinor === 0) return [];
        const job = { invoiceId, refundId, paymentRef, amountMinor, surplus: true };
        return [make.job({ kind: 'refund-payment', ...job })];
      }
      case 'billing.CreditNoteNumberTaken': {
        const { invoiceId, refundId, refundRef, number } = event.data;
        const data = { invoiceId, refundId, refundRef, number };
        return [make.command('invoice', invoiceId, { type: 'RecordRefund', data })];
      }
      case 'billing.RefundMade':
        return creditOf(event.data, derive);
      case 'kernel.TimerFired':
        return refund === null ? [] : [make.job(refund)];
      case 'kernel.JobFailed':
        return event.data.final ? [make.timer('again', at, AGAIN_MS)] : [];
      case 'kernel.JobCompleted':
        return refund === null
          ? []
          : afterAnswer((event.data.result as { readonly outcome: Outcome }).outcome, refund, at, derive);
      default:
        return [];
    }
  },
};

const makeFor = (refundId: string, derive: DeriveId) => requestsOf<Command, Refund>('refunding', refundId, derive);

function takeNumber(
  { invoiceId, refundId }: Pick<Refund, 'invoiceId' | 'refundId'>,
  refundRef: string | null,
  at: string,
  derive: DeriveId,
): ProcessRequest {
  const month = monthOf(at);
  const bookId = bookIdOf(month) as never;
  return makeFor(refundId, derive).command('creditbook', bookId, {
    type: 'TakeCreditNoteNumber',
    data: { bookId, month, invoiceId, refundId, refundRef },
  });
}

function creditOf(made: EventOf<typeof RefundMade>['data'], derive: DeriveId): readonly ProcessRequest[] {
  const { accountId, refundId, currency, creditMinor, number } = made;
  if (creditMinor === 0) return [];
  const data = {
    ...{ accountId, currency, amountMinor: creditMinor, creditId: derive('credit') },
    cause: 'refund',
    why: `Credit note ${number}`,
  } as const;
  return [makeFor(refundId, derive).command('payer', accountId, { type: 'GrantCredit', data })];
}

function afterAnswer(outcome: Outcome, refund: Refund, at: string, derive: DeriveId): readonly ProcessRequest[] {
  const { invoiceId, refundId, surplus } = refund;
  const { command, timer } = makeFor(refundId, derive);
  if (outcome.kind === 'pending') return [timer('again', at, AGAIN_MS)];
  if (outcome.kind === 'failed')
    return [command('invoice', invoiceId, { type: 'FailRefund', data: { invoiceId, refundId, code: outcome.code } })];
  const { refundRef } = outcome;
  return surplus
    ? [
        command('invoice', invoiceId, {
          type: 'RecordRefund',
          data: { invoiceId, refundId, refundRef, number: null },
        }),
      ]
    : [takeNumber(refund, refundRef, at, derive)];
}
