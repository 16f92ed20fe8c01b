import type { z } from 'zod';
import type { NumberInvoice, RecordPayment, TakeInvoiceNumber } from '../../schemas/billing/invoice.commands.ts';
import type { PaymentAwaited } from '../../schemas/billing/charging.events.ts';
import type { invoiceEvents, InvoiceNumberTaken } from '../../schemas/billing/invoice.events.ts';
import type { AskPaymentJob, ChargeInvoiceJob, ChargeResult } from '../../schemas/billing/jobs.ts';
import type { ChoosePayment, GrantCredit, ReturnCredit } from '../../schemas/billing/payer.commands.ts';
import type { PaymentChosen } from '../../schemas/billing/payer.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { DeriveId, Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';
import { bookIdOf, monthOf } from './book.decider.ts';

type Of<T extends (typeof invoiceEvents)[number]['type']> = Extract<
  EventOf<(typeof invoiceEvents)[number]>,
  { readonly type: T }
>;
type Input =
  | Of<'billing.InvoiceDrafted' | 'billing.InvoiceCollectionAsked' | 'billing.InvoicePaid' | 'billing.InvoiceVoided'>
  | EventOf<typeof InvoiceNumberTaken | typeof PaymentChosen>;
type Command = WithoutTime<
  CommandOf<
    | typeof NumberInvoice
    | typeof RecordPayment
    | typeof TakeInvoiceNumber
    | typeof ChoosePayment
    | typeof GrantCredit
    | typeof ReturnCredit
  >
>;
type Charge = z.output<typeof ChargeInvoiceJob.input>;
type Ask = z.output<typeof AskPaymentJob.input>;

const MINUTE_MS = 60_000;
/** How long after an answer that said nothing final the provider is asked again, ms; the last one goes on. */
const ASK_AFTER_MS = [MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, 6 * 60 * MINUTE_MS, 24 * 60 * MINUTE_MS] as const;
/** More than a month of days: no provider waits for longer. */
const MOST_ASKS = 40;
/** After a job that failed as often as jobs may, ms: the same charge is tried again under the same key. */
const REST_MS = 15 * MINUTE_MS;

type Awaited = EventOf<typeof PaymentAwaited>;

/** What was asked for of the outside world: charges by attempt, all of it by the id of its job, and what is not known yet by attempt. */
export interface ChargingState {
  readonly charges: ReadonlyMap<number, Charge>;
  readonly jobs: ReadonlyMap<string, Charge | Ask>;
  readonly awaited: ReadonlyMap<number, Awaited['data']>;
  /** It was paid or voided: nothing more is charged. */
  readonly over: boolean;
}

const same = (state: ChargingState): ChargingState => state;

/**
 * Takes an invoice from its draft to its end: a number, credit, a charge, and what came of that. One attempt is one key at the provider, so
 * that a charge whose answer was lost is asked for again and made once; what is not known yet is asked about until it is.
 */
export const chargingProcess: Process<ChargingState, Input, Awaited> = {
  category: 'charging',
  inputs: [
    'billing.InvoiceDrafted',
    'billing.InvoiceNumberTaken',
    'billing.InvoiceCollectionAsked',
    'billing.PaymentChosen',
    'billing.InvoicePaid',
    'billing.InvoiceVoided',
    'kernel.JobCompleted',
    'kernel.JobFailed',
    'kernel.TimerFired',
  ],
  route: ({ data }) => data.invoiceId,
  initial: { charges: new Map(), jobs: new Map(), awaited: new Map(), over: false },
  evolve: evolveBy<ChargingState, Awaited | ProcessRequest | ProcessFeedback>({
    'kernel.JobRequested': (state, { jobId, input }) => {
      // Its own request was held against its definition when it was written.
      const asked = input as Charge | Ask;
      const jobs = new Map(state.jobs).set(jobId, asked);
      return asked.kind === 'charge-invoice'
        ? { ...state, jobs, charges: new Map(state.charges).set(asked.attempt, asked) }
        : { ...state, jobs };
    },
    'billing.PaymentAwaited': (state, data) => ({
      ...state,
      awaited: new Map(state.awaited).set(data.attempt, data),
    }),
    'kernel.CommandRequested': (state, { command }) =>
      command.type === 'ReturnCredit' ? { ...state, over: true } : state,
    'kernel.TimerSet': same,
    'kernel.TimerCancelled': same,
    'kernel.CommandRefused': same,
    'kernel.TimerFired': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, state, derive) => {
    switch (event.type) {
      case 'kernel.JobCompleted':
        return afterAnswer(event.data, state, at, derive);
      case 'kernel.JobFailed': {
        const asked = state.jobs.get(event.data.jobId);
        if (!event.data.final || asked === undefined) return [];
        const name = asked.kind === 'charge-invoice' ? 'charge' : 'ask';
        return [make(event.data.processId, derive).timer(`${name}/${asked.attempt}`, at, REST_MS)];
      }
      case 'kernel.TimerFired':
        return afterTimer(event.data, state, derive);
      case 'kernel.CommandRefused':
      case 'kernel.JobStarted':
        return [];
      default:
        return afterEvent(event, state, derive);
    }
  },
};

const make = (invoiceId: string, derive: DeriveId) => requestsOf<Command, Charge | Ask>('charging', invoiceId, derive);

function afterEvent(event: Input, state: ChargingState, derive: DeriveId): readonly ProcessRequest[] {
  const { invoiceId } = event.data;
  const { command, job } = make(invoiceId, derive);
  switch (event.type) {
    case 'billing.InvoiceDrafted': {
      const month = monthOf(event.data.at);
      const bookId = bookIdOf(month) as never;
      return [command('invoicebook', bookId, { type: 'TakeInvoiceNumber', data: { bookId, month, invoiceId } })];
    }
    case 'billing.InvoiceNumberTaken':
      return [command('invoice', invoiceId, { type: 'NumberInvoice', data: { invoiceId, number: event.data.number } })];
    case 'billing.InvoiceCollectionAsked': {
      const { accountId, attempt, dueMinor, currency } = event.data;
      const data = { accountId, invoiceId, attempt, currency, dueMinor };
      return [command('payer', accountId, { type: 'ChoosePayment', data })];
    }
    case 'billing.PaymentChosen': {
      const { attempt, chargeMinor, customerRef, methodRef, currency } = event.data;
      if (state.over || state.charges.has(attempt)) return [];
      if (chargeMinor === 0) return [record(event.data, { kind: 'paid', paymentRef: null, chargedMinor: 0 }, derive)];
      if (customerRef === null || methodRef === null)
        return [record(event.data, { kind: 'failed', code: 'no-method', soft: false }, derive)];
      const charge = { invoiceId, attempt, customerRef, methodRef, amountMinor: chargeMinor, currency };
      return [job({ kind: 'charge-invoice', ...charge })];
    }
    case 'billing.InvoicePaid':
      return afterPaid(event.data, derive);
    case 'billing.InvoiceVoided':
      return [giveBack(event.data, 0, derive)];
  }
}

/** Less than nothing becomes credit; of credit that was put aside what did not pay is free again. */
function afterPaid(paid: Of<'billing.InvoicePaid'>['data'], derive: DeriveId): readonly ProcessRequest[] {
  const { invoiceId, accountId, currency, creditMinor } = paid;
  if (creditMinor >= 0) return [giveBack(paid, creditMinor, derive)];
  const data = {
    ...{ accountId, currency, amountMinor: -creditMinor },
    creditId: derive('credit'),
    cause: 'invoice',
    why: 'An invoice came to less than nothing.',
  } as const;
  return [make(invoiceId, derive).command('payer', accountId, { type: 'GrantCredit', data })];
}

const giveBack = (
  { invoiceId, accountId }: Pick<Of<'billing.InvoicePaid'>['data'], 'invoiceId' | 'accountId'>,
  keepMinor: number,
  derive: DeriveId,
): ProcessRequest =>
  make(invoiceId, derive).command('payer', accountId, {
    type: 'ReturnCredit',
    data: { accountId, invoiceId, keepMinor },
  });

const record = (
  { invoiceId, attempt }: Pick<Charge, 'invoiceId' | 'attempt'>,
  outcome: z.output<typeof RecordPayment.data>['outcome'],
  derive: DeriveId,
): ProcessRequest =>
  make(invoiceId, derive).command('invoice', invoiceId, {
    type: 'RecordPayment',
    data: { invoiceId, attempt, surplusId: derive('surplus') as never, outcome },
  });

/** What the provider said of a charge or a payment. */
function afterAnswer(
  { jobId, result }: Extract<ProcessFeedback, { readonly type: 'kernel.JobCompleted' }>['data'],
  state: ChargingState,
  at: string,
  derive: DeriveId,
): readonly (Awaited | ProcessRequest)[] {
  const asked = state.jobs.get(jobId);
  if (asked === undefined) return [];
  // A completed job's result was held against its definition when it was reported.
  const { outcome } = result as { readonly outcome: ChargeResult };
  if (outcome.kind === 'succeeded') {
    const { paymentRef } = outcome;
    return [record(asked, { kind: 'paid', paymentRef, chargedMinor: asked.amountMinor }, derive)];
  }
  if (outcome.kind === 'failed') return [record(asked, outcome, derive)];
  const times = asked.kind === 'ask-payment' ? asked.asked : 0;
  const { invoiceId, attempt, amountMinor } = asked;
  const data = { invoiceId, attempt, amountMinor, paymentRef: outcome.paymentRef, asked: times };
  const wait = ASK_AFTER_MS[Math.min(times, ASK_AFTER_MS.length - 1)] ?? MINUTE_MS;
  const again: readonly (Awaited | ProcessRequest)[] =
    times < MOST_ASKS
      ? [{ type: 'billing.PaymentAwaited', data }, make(invoiceId, derive).timer(`ask/${attempt}`, at, wait)]
      : [];
  return outcome.kind === 'action-needed' ? [record(asked, outcome, derive), ...again] : again;
}

/** Asks again; a charge under the key that it had, which at the provider is the same charge. */
function afterTimer(
  { processId, name }: Extract<ProcessFeedback, { readonly type: 'kernel.TimerFired' }>['data'],
  { charges, awaited }: ChargingState,
  derive: DeriveId,
): readonly ProcessRequest[] {
  const [what, attempt] = name.split('/');
  const { job } = make(processId, derive);
  const charge = charges.get(Number(attempt));
  if (what === 'charge') return charge === undefined ? [] : [job(charge)];
  const known = awaited.get(Number(attempt));
  return known === undefined ? [] : [job({ kind: 'ask-payment', ...known, asked: known.asked + 1 })];
}
