import type { purchaseCommands } from '../../schemas/billing/purchase.commands.ts';
import type { purchaseEvents } from '../../schemas/billing/purchase.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';
import { later } from '../kernel/later.ts';
import { DAY_MS } from './calendar.ts';
import { sellableCurrency } from './currency-decision.ts';

export type PurchaseEvent = EventOf<(typeof purchaseEvents)[number]>;
export type PurchaseCommand = CommandOf<(typeof purchaseCommands)[number]>;
type Data<T extends PurchaseEvent['type']> = Extract<PurchaseEvent, { readonly type: T }>['data'];
type Asked<T extends PurchaseCommand['type']> = Extract<PurchaseCommand, { readonly type: T }>['data'];
type Answer = Decision<PurchaseEvent, Rejection>;

/** How long a payment may take, ms: as long as the confirmation of a bank stays open. */
const PAY_MS = 23 * 3600_000;
/** How long a rental waits to be begun. */
export const START_WITHIN_MS = 30 * DAY_MS;
/** How long it can be watched from when it was begun. */
export const FINISH_WITHIN_MS = 2 * DAY_MS;
/** How long, and up to how much watched, it may be given back. */
const REFUND_WITHIN_MS = 14 * DAY_MS;
const WATCHED_LESS_THAN = 1000;

/**
 * `requested`: the payment is on its way; `acting`: the customer must confirm it; `had`: paid; `refunding`: on its way back. The
 * others are over: `unpaid` (failed or given up), `expired`, `refunded`, `revoked`.
 */
type Status = 'requested' | 'acting' | 'had' | 'refunding' | 'unpaid' | 'expired' | 'refunded' | 'revoked';

export interface Purchase {
  readonly status: Status;
  readonly request: Data<'billing.PurchaseRequested'>;
  readonly paidMinor: number;
  /** When it became theirs; null: not yet. */
  readonly madeAt: string | null;
  /** Exclusive; null: for good, or it is not theirs yet. */
  readonly until: string | null;
  /** Whether the hours of a rental count. */
  readonly started: boolean;
  /** What went back, by refund. */
  readonly refunds: ReadonlyMap<string, number>;
  /** The refund that is on its way; what it was before. */
  readonly refunding: { readonly refundId: string; readonly from: 'had' | 'expired' } | null;
  /** A payment that came when it was over, and goes back. */
  readonly late: boolean;
}
export type PurchaseState = { readonly status: 'none' } | Purchase;

const whoOf = ({ request: { purchaseId, accountId, titleId } }: Purchase) => ({ purchaseId, accountId, titleId });
const unknown = () => refuse('purchase.unknown', 'There is no such rental or purchase.');
const waits = ({ status }: PurchaseState): boolean => status === 'requested' || status === 'acting';
const isBefore = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);

/** Whether it stands in the way of another one: it is being paid, theirs, or on its way back. */
export const isHad = (state: PurchaseState, at: string): boolean =>
  waits(state) ||
  state.status === 'refunding' ||
  (state.status === 'had' && (state.until === null || isBefore(at, state.until)));

const change =
  <D>(to: (state: Purchase, data: D) => Partial<Purchase>) =>
  (state: PurchaseState, data: D): PurchaseState =>
    state.status === 'none' ? state : { ...state, ...to(state, data) };

const evolve = evolveBy<PurchaseState, PurchaseEvent>({
  'billing.PurchaseRequested': (_, request) => ({
    ...{ status: 'requested', request, paidMinor: 0, madeAt: null, until: null, started: false },
    ...{ refunds: new Map(), refunding: null, late: false },
  }),
  'billing.PurchaseActionNeeded': change(() => ({ status: 'acting' })),
  'billing.PurchaseFailed': change(() => ({ status: 'unpaid' })),
  'billing.PurchaseAbandoned': change(() => ({ status: 'unpaid' })),
  'billing.PurchaseMade': change((_, { paidMinor, at, startBy }) => ({
    ...{ status: 'had', paidMinor, madeAt: at, until: startBy },
  })),
  'billing.RentalClockStarted': change((_, { endsAt }) => ({ status: 'had', started: true, until: endsAt })),
  'billing.RentalExpired': change(() => ({ status: 'expired' })),
  'billing.PurchaseRefundAsked': change(({ status }, { refundId }) => ({
    status: 'refunding',
    refunding: { refundId, from: status === 'expired' ? 'expired' : 'had' },
  })),
  'billing.PurchaseRefunded': change(({ status, refunds, refunding }, { refundId, amountMinor, over }) => ({
    status: over ? 'refunded' : status,
    refunds: new Map(refunds).set(refundId, amountMinor),
    refunding: over ? null : refunding,
  })),
  'billing.PurchaseRefundFailed': change(({ refunding }) => ({ status: refunding?.from ?? 'had', refunding: null })),
  'billing.PurchaseRevoked': change(() => ({ status: 'revoked', refunding: null })),
  'billing.PurchasePaidAfterEnd': change(() => ({ late: true })),
});

function request(state: PurchaseState, data: Asked<'RequestPurchase'>, at: string): Answer {
  if (state.status !== 'none') {
    // The same wish at the same moment from two places is one.
    return isHad(state, at)
      ? refuse('purchase.exists', 'You have this already, or its payment is on its way; look at your films.')
      : refuse('purchase.over', 'That one is over; ask again.');
  }
  if (!sellableCurrency(data.terms.currency))
    return refuse('price.currency', `Nothing is sold in ${data.terms.currency}; choose a currency of the list.`);
  // Its invoice has its id, so that every answer finds its way back.
  const invoiceId = data.purchaseId as string as Data<'billing.PurchaseRequested'>['invoiceId'];
  return accepted<PurchaseEvent>({
    type: 'billing.PurchaseRequested',
    data: { ...data, invoiceId, at, expiresAt: later(at, PAY_MS) },
  });
}

/** The invoice was paid. Where it was given up before, the money goes back. */
function paid(state: PurchaseState, { invoiceId, amountMinor }: Asked<'RecordPurchasePaid'>, at: string): Answer {
  if (state.status === 'none') return unknown();
  const { invoiceId: own, terms } = state.request;
  if (invoiceId !== own) return unknown();
  const who = whoOf(state);
  if (state.status === 'unpaid')
    return state.late
      ? accepted()
      : accepted<PurchaseEvent>({ type: 'billing.PurchasePaidAfterEnd', data: { ...who, invoiceId, amountMinor, at } });
  if (!waits(state)) return accepted();
  const { model, currency } = terms;
  const startBy = model === 'rent' ? later(at, START_WITHIN_MS) : null;
  return accepted<PurchaseEvent>({
    type: 'billing.PurchaseMade',
    data: { ...who, invoiceId, model, currency, paidMinor: amountMinor, at, startBy },
  });
}

/** The hours count from when it began to be watched, however late that is heard of. */
function startClock(state: PurchaseState, { sessionId, startedAt }: Asked<'StartRentalClock'>): Answer {
  if (state.status === 'none') return unknown();
  if (state.started || state.until === null || (state.status !== 'had' && state.status !== 'expired'))
    return accepted();
  if (!isBefore(startedAt, state.until)) return accepted();
  return accepted<PurchaseEvent>({
    type: 'billing.RentalClockStarted',
    data: { ...whoOf(state), sessionId, at: startedAt, endsAt: later(startedAt, FINISH_WITHIN_MS) },
  });
}

const backSoFar = ({ refunds }: Purchase): number => [...refunds.values()].reduce((sum, amount) => sum + amount, 0);

function refund(state: PurchaseState, data: Asked<'RefundPurchase'>, at: string): Answer {
  if (state.status === 'none') return unknown();
  if (state.refunding !== null && state.refunding.refundId === data.refundId) return accepted();
  if (state.status === 'refunding') return refuse('refund.on-its-way', 'The money is on its way back already.');
  if (state.madeAt === null || (state.status !== 'had' && state.status !== 'expired'))
    return refuse('refund.nothing-paid', 'There is nothing to give back for this.');
  if (!isBefore(at, later(state.madeAt, REFUND_WITHIN_MS)))
    return refuse('refund.too-late', 'It can be given back within 14 days; they are over.');
  if (data.watchedBasisPoints >= WATCHED_LESS_THAN)
    return refuse('refund.watched', 'It can be given back while less than a tenth of it was watched; more was.');
  const amountMinor = state.paidMinor - backSoFar(state);
  if (amountMinor <= 0) return refuse('refund.nothing-paid', 'There is nothing to give back for this.');
  const { invoiceId } = state.request;
  return accepted<PurchaseEvent>({
    type: 'billing.PurchaseRefundAsked',
    data: { ...whoOf(state), ...data, invoiceId, amountMinor, at },
  });
}

function refunded(state: PurchaseState, data: Asked<'RecordPurchaseRefund'>, at: string): Answer {
  if (state.status === 'none') return unknown();
  const { refundId, amountMinor } = data;
  // What was paid after it was given up was never theirs.
  if (state.refunds.has(refundId) || state.madeAt === null) return accepted();
  const over = backSoFar(state) + amountMinor >= state.paidMinor && state.status !== 'revoked';
  const { invoiceId } = state.request;
  return accepted<PurchaseEvent>({
    type: 'billing.PurchaseRefunded',
    data: { ...whoOf(state), invoiceId, refundId, amountMinor, over, at },
  });
}

/** One rental or purchase of a title, from the wish to its end. All time comes with commands; `purchasing` does what it says. */
export const purchaseDecider: Decider<PurchaseState, PurchaseCommand, PurchaseEvent> = {
  category: 'purchase',
  initial: { status: 'none' },
  evolve,
  decide: decideBy<PurchaseState, PurchaseCommand, PurchaseEvent, Rejection>({
    RequestPurchase: request,
    AbandonPurchase: (state, _, at) => {
      if (state.status === 'none') return unknown();
      if (!waits(state))
        return state.status === 'unpaid' ? accepted() : refuse('purchase.paid', 'This was paid; give it back instead.');
      const { invoiceId } = state.request;
      return accepted<PurchaseEvent>({ type: 'billing.PurchaseAbandoned', data: { ...whoOf(state), invoiceId, at } });
    },
    RecordPurchasePaid: paid,
    RecordPurchaseFailure: (state, { invoiceId, code }, at) =>
      state.status !== 'none' && waits(state) && state.request.invoiceId === invoiceId
        ? accepted<PurchaseEvent>({ type: 'billing.PurchaseFailed', data: { ...whoOf(state), invoiceId, code, at } })
        : accepted(),
    RecordPurchaseAction: (state, { invoiceId }, at) =>
      state.status === 'requested' && state.request.invoiceId === invoiceId
        ? accepted<PurchaseEvent>({ type: 'billing.PurchaseActionNeeded', data: { ...whoOf(state), invoiceId, at } })
        : accepted(),
    StartRentalClock: startClock,
    ExpireRental: (state, _, at) =>
      state.status === 'had' && state.until !== null && !isBefore(at, state.until)
        ? accepted<PurchaseEvent>({
            type: 'billing.RentalExpired',
            data: { ...whoOf(state), started: state.started, at: state.until },
          })
        : accepted(),
    RefundPurchase: refund,
    RecordPurchaseRefund: refunded,
    RecordPurchaseRefundFailure: (state, { refundId, code }, at) =>
      state.status !== 'none' && state.status === 'refunding' && state.refunding?.refundId === refundId
        ? accepted<PurchaseEvent>({
            type: 'billing.PurchaseRefundFailed',
            data: { ...whoOf(state), refundId: refundId, code, at },
          })
        : accepted(),
    RevokePurchase: (state, { why }, at) => {
      if (state.status === 'none') return unknown();
      if (state.status === 'revoked') return accepted();
      return state.status === 'had' || state.status === 'refunding'
        ? accepted<PurchaseEvent>({ type: 'billing.PurchaseRevoked', data: { ...whoOf(state), why, at } })
        : refuse('purchase.not-had', 'This is not theirs now; there is nothing to take away.');
    },
  }),
};
