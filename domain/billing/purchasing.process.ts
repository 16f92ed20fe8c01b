import type { z } from 'zod';
import type { IssueInvoice, RefundInvoice, VoidInvoice } from '../../schemas/billing/invoice.commands.ts';
import type {
  InvoiceActionNeeded,
  InvoicePaid,
  InvoicePaymentFailed,
  RefundFailed,
  RefundMade,
} from '../../schemas/billing/invoice.events.ts';
import type { InvoiceId, RefundId } from '../../schemas/billing/invoice.ids.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { DeriveId, Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';
import { withoutTimer, withTimer } from '../kernel/timer-names.ts';
import type { TimerNames } from '../kernel/timer-names.ts';
import type { PurchaseCommand, PurchaseEvent } from './purchase.decider.ts';

type Outcome = EventOf<
  | typeof InvoicePaid
  | typeof InvoicePaymentFailed
  | typeof InvoiceActionNeeded
  | typeof RefundMade
  | typeof RefundFailed
>;
type Input = PurchaseEvent | Outcome;
type OfInvoices =
  | { readonly type: 'IssueInvoice'; readonly data: z.input<typeof IssueInvoice.data> }
  | { readonly type: 'VoidInvoice'; readonly data: z.input<typeof VoidInvoice.data> }
  | { readonly type: 'RefundInvoice'; readonly data: z.input<typeof RefundInvoice.data> };
type OfPurchase = WithoutTime<PurchaseCommand>;

/** Which timers are set, and the refund that it asked for. */
export interface PurchasingState {
  readonly timers: TimerNames;
  readonly refundId: string | null;
}

const PAYMENT = 'payment';
const RENTAL = 'rental';

const same = (state: PurchasingState): PurchasingState => state;

/** The instance that an event is for. The invoice of a purchase has its id, so that every answer finds it. */
const purchaseOf = ({ data }: Input): string | undefined => {
  if ('purchaseId' in data) return data.purchaseId;
  if ('reason' in data) return data.reason.kind === 'purchase' ? data.reason.purchaseId : undefined;
  return data.invoiceId;
};

/** What is asked for in a reaction, of this instance. */
interface Reaction {
  readonly make: ReturnType<typeof requestsOf<OfPurchase | OfInvoices, never>>;
  readonly purchaseId: PurchaseEvent['data']['purchaseId'];
  readonly state: PurchasingState;
  readonly derive: DeriveId;
}

const ofPurchase = ({ make, purchaseId }: Reaction, command: OfPurchase): ProcessRequest =>
  make.command('purchase', purchaseId, command);
const ofInvoice = ({ make }: Reaction, command: OfInvoices): ProcessRequest =>
  make.command('invoice', command.data.invoiceId, command);
const rest = ({ make, state }: Reaction, ...names: readonly string[]): readonly ProcessRequest[] =>
  names.filter((name) => state.timers.has(name)).map((name) => make.cancelTimer(name));

function onPurchase(reaction: Reaction, event: PurchaseEvent): readonly ProcessRequest[] {
  const { make, derive } = reaction;
  switch (event.type) {
    case 'billing.PurchaseRequested': {
      const { purchaseId, accountId, titleId, invoiceId, terms, country, expiresAt } = event.data;
      const { model, titleName: label, currency, amountMinor, taxIncluded } = terms;
      const kind = model === 'rent' ? 'rental' : 'purchase';
      const data = {
        ...{ invoiceId, accountId, currency, country },
        reason: { kind: 'purchase', purchaseId, titleId, model },
        lines: [{ kind, label, amountMinor, taxIncluded }],
      } as const;
      return [
        make.timer(PAYMENT, expiresAt, 0),
        ofInvoice(reaction, { type: 'IssueInvoice', data: { ...data, lines: [...data.lines] } }),
      ];
    }
    case 'billing.PurchaseFailed':
    case 'billing.PurchaseAbandoned': {
      const data = { invoiceId: event.data.invoiceId, why: 'It was not paid.' };
      return [...rest(reaction, PAYMENT), ofInvoice(reaction, { type: 'VoidInvoice', data })];
    }
    case 'billing.PurchaseMade': {
      const { startBy } = event.data;
      return [...rest(reaction, PAYMENT), ...(startBy === null ? [] : [make.timer(RENTAL, startBy, 0)])];
    }
    case 'billing.RentalClockStarted':
      return [make.timer(RENTAL, event.data.endsAt, 0)];
    case 'billing.PurchaseRefundAsked': {
      const { invoiceId, refundId, amountMinor, why } = event.data;
      return [ofInvoice(reaction, { type: 'RefundInvoice', data: { invoiceId, refundId, amountMinor, why } })];
    }
    case 'billing.PurchaseRefunded':
      return event.data.over ? rest(reaction, RENTAL) : [];
    case 'billing.PurchaseRevoked':
      return rest(reaction, RENTAL);
    case 'billing.PurchaseRefundFailed':
      // Its time may have ended while the money was on its way.
      return reaction.state.timers.has(RENTAL)
        ? []
        : [ofPurchase(reaction, { type: 'ExpireRental', data: { purchaseId: reaction.purchaseId } })];
    case 'billing.PurchasePaidAfterEnd': {
      const { invoiceId, amountMinor } = event.data;
      const data = { invoiceId, amountMinor, refundId: derive('refund') as RefundId, why: 'It was given up before.' };
      return amountMinor === 0 ? [] : [ofInvoice(reaction, { type: 'RefundInvoice', data })];
    }
    default:
      return [];
  }
}

function onOutcome(reaction: Reaction, { type, data }: Outcome): readonly ProcessRequest[] {
  const { purchaseId } = reaction;
  const { invoiceId } = data;
  switch (type) {
    case 'billing.InvoicePaid': {
      const amountMinor = data.chargedMinor + Math.max(0, data.creditMinor);
      return [ofPurchase(reaction, { type: 'RecordPurchasePaid', data: { purchaseId, invoiceId, amountMinor } })];
    }
    case 'billing.InvoicePaymentFailed':
      return [
        ofPurchase(reaction, { type: 'RecordPurchaseFailure', data: { purchaseId, invoiceId, code: data.code } }),
      ];
    case 'billing.InvoiceActionNeeded':
      return [ofPurchase(reaction, { type: 'RecordPurchaseAction', data: { purchaseId, invoiceId } })];
    case 'billing.RefundMade': {
      const { refundId, netMinor, taxMinor } = data;
      const amountMinor = netMinor + taxMinor;
      return [ofPurchase(reaction, { type: 'RecordPurchaseRefund', data: { purchaseId, refundId, amountMinor } })];
    }
    case 'billing.RefundFailed': {
      const { refundId, code } = data;
      // Of other invoices, and refunds that somebody made by hand, nobody here waits for an answer.
      if (reaction.state.refundId !== refundId) return [];
      return [ofPurchase(reaction, { type: 'RecordPurchaseRefundFailure', data: { purchaseId, refundId, code } })];
    }
  }
}

/**
 * Sees to it that rentals and purchases are paid, that their time ends, and that their money goes back. It decides nothing: what is
 * due is decided by the purchase itself.
 */
export const purchasingProcess: Process<PurchasingState, Input, never> = {
  category: 'purchasing',
  inputs: [
    'billing.PurchaseRequested',
    'billing.PurchaseFailed',
    'billing.PurchaseAbandoned',
    'billing.PurchaseMade',
    'billing.RentalClockStarted',
    'billing.PurchaseRefundAsked',
    'billing.PurchaseRefunded',
    'billing.PurchaseRefundFailed',
    'billing.PurchaseRevoked',
    'billing.PurchasePaidAfterEnd',
    'billing.InvoicePaid',
    'billing.InvoicePaymentFailed',
    'billing.InvoiceActionNeeded',
    'billing.RefundMade',
    'billing.RefundFailed',
    'kernel.CommandRefused',
    'kernel.TimerFired',
  ],
  route: purchaseOf,
  initial: { timers: new Set(), refundId: null },
  evolve: evolveBy<PurchasingState, ProcessRequest | ProcessFeedback>({
    'kernel.TimerSet': (state, { name }) => ({ ...state, timers: withTimer(state.timers, name) }),
    'kernel.TimerCancelled': (state, { name }) => ({ ...state, timers: withoutTimer(state.timers, name) }),
    'kernel.TimerFired': (state, { name }) => ({ ...state, timers: withoutTimer(state.timers, name) }),
    'kernel.CommandRequested': (state, { command }) =>
      command.type === 'RefundInvoice' ? { ...state, refundId: String(command.data['refundId']) } : state,
    'kernel.CommandRefused': same,
    'kernel.JobRequested': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event }, state, derive) => {
    const reactionOf = (purchaseId: string): Reaction => ({
      make: requestsOf<OfPurchase | OfInvoices, never>('purchasing', purchaseId, derive),
      purchaseId: purchaseId as Reaction['purchaseId'],
      state,
      derive,
    });
    switch (event.type) {
      case 'kernel.TimerFired': {
        const reaction = reactionOf(event.data.processId);
        const { purchaseId } = reaction;
        const type = event.data.name === PAYMENT ? 'AbandonPurchase' : 'ExpireRental';
        return [ofPurchase(reaction, { type, data: { purchaseId } })];
      }
      case 'kernel.CommandRefused': {
        const { command, code, processId } = event.data;
        const reaction = reactionOf(processId);
        const { purchaseId } = reaction;
        const invoiceId = processId as InvoiceId;
        if (command === 'IssueInvoice')
          return [ofPurchase(reaction, { type: 'RecordPurchaseFailure', data: { purchaseId, invoiceId, code } })];
        // Somebody gave the money back by hand in the meantime.
        if (command !== 'RefundInvoice' || state.refundId === null) return [];
        const data = { purchaseId, refundId: state.refundId as RefundId, code };
        return [ofPurchase(reaction, { type: 'RecordPurchaseRefundFailure', data })];
      }
      case 'kernel.JobStarted':
      case 'kernel.JobCompleted':
      case 'kernel.JobFailed':
        return [];
      default: {
        const purchaseId = purchaseOf(event);
        if (purchaseId === undefined) return [];
        const reaction = reactionOf(purchaseId);
        return 'reason' in event.data || event.type === 'billing.RefundFailed'
          ? onOutcome(reaction, event as Outcome)
          : onPurchase(reaction, event as PurchaseEvent);
      }
    }
  },
};
