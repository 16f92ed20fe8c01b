import type { payerCommands } from '../../schemas/billing/payer.commands.ts';
import type { payerEvents } from '../../schemas/billing/payer.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse, rejected } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';
import { LARGEST_MINOR } from './currency-decision.ts';
import { LEAST_CHARGE } from './reduction.ts';

export type PayerEvent = EventOf<(typeof payerEvents)[number]>;
export type PayerCommand = CommandOf<(typeof payerCommands)[number]>;
type Method = Omit<Extract<PayerEvent, { readonly type: 'billing.PaymentMethodKept' }>['data'], 'accountId'>;

/** Whoever pays for an account. Credit is free to be used, by currency; what is put aside is kept by invoice. */
export interface PayerState {
  readonly customerRef: string | null;
  /** The one that is used stands last. */
  readonly methods: readonly Method[];
  readonly credit: ReadonlyMap<string, number>;
  readonly grants: ReadonlySet<string>;
  readonly aside: ReadonlyMap<string, { readonly currency: string; readonly amountMinor: number }>;
  /** The newest attempt that was decided on, by invoice. */
  readonly attempts: ReadonlyMap<string, number>;
}

/** How many means of payment an account keeps. */
export const MOST_METHODS = 10;

const add = (map: ReadonlyMap<string, number>, key: string, amount: number): ReadonlyMap<string, number> =>
  new Map(map).set(key, (map.get(key) ?? 0) + amount);

const putAside = (
  aside: PayerState['aside'],
  invoiceId: string,
  currency: string,
  amount: number,
): PayerState['aside'] =>
  new Map(aside).set(invoiceId, { currency, amountMinor: (aside.get(invoiceId)?.amountMinor ?? 0) + amount });

/** Its last is the one that is used. */
const used = (methods: readonly Method[], methodRef: string): readonly Method[] =>
  methods.toSorted((a, b) => Number(a.methodRef === methodRef) - Number(b.methodRef === methodRef));

export const TOO_MANY_METHODS: Rejection = {
  code: 'method.too-many',
  message: `An account keeps ${MOST_METHODS} means of payment; remove one first.`,
};
const noMethod = () => refuse('method.unknown', 'There is no such means of payment.');

/**
 * How much of what is due credit pays, in minor units: all that there is, but never so much that so little is left for a card that no
 * provider charges it.
 */
export function creditFor(creditMinor: number, dueMinor: number): number {
  const most = Math.min(creditMinor, dueMinor);
  const left = dueMinor - most;
  return left > 0 && left < LEAST_CHARGE ? Math.max(0, dueMinor - LEAST_CHARGE) : most;
}

/** Whoever pays: what the provider calls them, the means of payment that it keeps, and credit. */
export const payerDecider: Decider<PayerState, PayerCommand, PayerEvent> = {
  category: 'payer',
  initial: {
    customerRef: null,
    methods: [],
    credit: new Map(),
    grants: new Set(),
    aside: new Map(),
    attempts: new Map(),
  },
  evolve: evolveBy<PayerState, PayerEvent>({
    'billing.PayerKnown': (state, { customerRef }) => ({ ...state, customerRef }),
    'billing.PaymentMethodKept': (state, { accountId: _account, ...method }) => ({
      ...state,
      methods: [...state.methods.filter(({ methodRef }) => methodRef !== method.methodRef), method],
    }),
    'billing.DefaultMethodChosen': (state, { methodRef }) => ({ ...state, methods: used(state.methods, methodRef) }),
    'billing.PaymentMethodRemoved': (state, gone) => ({
      ...state,
      methods: state.methods.filter(({ methodRef }) => methodRef !== gone.methodRef),
    }),
    'billing.CreditGranted': (state, { creditId, currency, amountMinor }) => ({
      ...state,
      grants: new Set(state.grants).add(creditId),
      credit: add(state.credit, currency, amountMinor),
    }),
    'billing.CreditUsed': (state, { invoiceId, currency, amountMinor }) => ({
      ...state,
      credit: add(state.credit, currency, -amountMinor),
      aside: putAside(state.aside, invoiceId, currency, amountMinor),
    }),
    'billing.CreditReturned': (state, { invoiceId, currency, amountMinor }) => ({
      ...state,
      credit: add(state.credit, currency, amountMinor),
      aside: putAside(state.aside, invoiceId, currency, -amountMinor),
    }),
    'billing.PaymentChosen': (state, { invoiceId, attempt }) => ({
      ...state,
      attempts: new Map(state.attempts).set(invoiceId, attempt),
    }),
  }),
  decide: decideBy<PayerState, PayerCommand, PayerEvent, Rejection>({
    RecordPayer({ customerRef }, data) {
      if (customerRef === data.customerRef) return accepted();
      if (customerRef !== null)
        return refuse('payer.known', 'The payment provider knows this account by another name.');
      return accepted<PayerEvent>({ type: 'billing.PayerKnown', data });
    },
    KeepMethod({ customerRef, methods }, data) {
      if (customerRef === null) return refuse('payer.unknown', 'The payment provider does not know this account yet.');
      if (methods.some(({ methodRef }) => methodRef === data.methodRef)) return accepted();
      const same = methods.filter(({ fingerprint }) => fingerprint === data.fingerprint);
      if (methods.length - same.length >= MOST_METHODS) return rejected(TOO_MANY_METHODS);
      // The same card entered once more takes the place of the one before.
      const gone = same.map(({ methodRef }): PayerEvent => ({
        type: 'billing.PaymentMethodRemoved',
        data: { accountId: data.accountId, methodRef },
      }));
      return accepted<PayerEvent>({ type: 'billing.PaymentMethodKept', data }, ...gone);
    },
    ChooseDefaultMethod({ methods }, data) {
      if (!methods.some(({ methodRef }) => methodRef === data.methodRef)) return noMethod();
      return methods.at(-1)?.methodRef === data.methodRef
        ? accepted()
        : accepted<PayerEvent>({ type: 'billing.DefaultMethodChosen', data });
    },
    RemoveMethod({ methods }, data) {
      return methods.some(({ methodRef }) => methodRef === data.methodRef)
        ? accepted<PayerEvent>({ type: 'billing.PaymentMethodRemoved', data })
        : noMethod();
    },
    GrantCredit({ grants, credit }, data) {
      if (grants.has(data.creditId)) return accepted();
      if ((credit.get(data.currency) ?? 0) + data.amountMinor > LARGEST_MINOR)
        return refuse('credit.too-large', 'This is more credit than can be written; grant less.');
      return accepted<PayerEvent>({ type: 'billing.CreditGranted', data });
    },
    ReturnCredit({ aside }, { accountId, invoiceId, keepMinor }) {
      const kept = aside.get(invoiceId);
      if (kept === undefined) return accepted();
      const { currency } = kept;
      const amountMinor = kept.amountMinor - keepMinor;
      return amountMinor > 0
        ? accepted<PayerEvent>({
            type: 'billing.CreditReturned',
            data: { accountId, invoiceId, currency, amountMinor },
          })
        : accepted();
    },
    ChoosePayment({ attempts, credit, aside, customerRef, methods }, data) {
      const { accountId, invoiceId, attempt, currency, dueMinor } = data;
      if ((attempts.get(invoiceId) ?? 0) >= attempt) return accepted();
      // What was put aside is never less than nothing or more than what is due, whatever a log says.
      const before = Math.min(Math.max(0, aside.get(invoiceId)?.amountMinor ?? 0), dueMinor);
      const more = Math.max(0, creditFor(before + Math.max(0, credit.get(currency) ?? 0), dueMinor) - before);
      const creditMinor = before + more;
      const chosen: PayerEvent = {
        type: 'billing.PaymentChosen',
        data: {
          ...{ accountId, invoiceId, attempt, currency, creditMinor, customerRef },
          chargeMinor: dueMinor - creditMinor,
          methodRef: methods.at(-1)?.methodRef ?? null,
        },
      };
      return more === 0
        ? accepted(chosen)
        : accepted<PayerEvent>(
            { type: 'billing.CreditUsed', data: { accountId, invoiceId, currency, amountMinor: more } },
            chosen,
          );
    },
  }),
};
