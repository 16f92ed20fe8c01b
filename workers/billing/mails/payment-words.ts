import { loadState, type Folded, type HistoryDeps } from '../../../commands/pipeline/load.ts';
import { invoiceDecider } from '../../../domain/billing/invoice.decider.ts';
import type { IssuedInvoice } from '../../../domain/billing/invoice.state.ts';
import { payerDecider, type PayerEvent } from '../../../domain/billing/payer.decider.ts';

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

type Card = { readonly brand: string; readonly last4: string };
const cardName = ({ brand, last4 }: Card): string => `${BRANDS[brand] ?? 'Card'} ending in ${last4}`;

interface Cards {
  /** All that were ever kept, by the provider's name. */
  readonly kept: ReadonlyMap<string, Card>;
  /** By what an invoice was to be paid, by the latest attempt. */
  readonly chosen: ReadonlyMap<string, string | null>;
}
const cards: Folded<Cards, PayerEvent> & { readonly category: string } = {
  category: payerDecider.category,
  initial: { kept: new Map(), chosen: new Map() },
  unreadable: (state) => state,
  evolve(state, { type, data }) {
    if (type === 'billing.PaymentMethodKept') return { ...state, kept: new Map(state.kept).set(data.methodRef, data) };
    if (type === 'billing.PaymentChosen')
      return { ...state, chosen: new Map(state.chosen).set(`${data.invoiceId}/${data.attempt}`, data.methodRef) };
    return state;
  },
};

/** The card that an attempt to collect an invoice was made by, in words; undefined: there was none. */
export async function cardTried(
  deps: HistoryDeps,
  { accountId, invoiceId, attempt }: { accountId: string; invoiceId: string; attempt: number },
): Promise<string | undefined> {
  const { kept, chosen } = (await loadState(deps, cards, accountId)).state;
  const card = kept.get(chosen.get(`${invoiceId}/${attempt}`) ?? '');
  return card && cardName(card);
}

/** The card that is used now, in words; undefined: there is none. */
export async function cardInUse(deps: HistoryDeps, accountId: string): Promise<string | undefined> {
  const { methods } = (await loadState(deps, { ...payerDecider, unreadable: (state) => state }, accountId)).state;
  const card = methods.at(-1);
  return card && cardName(card);
}

/** An invoice that has its number; undefined: it has none yet. */
export async function issuedInvoice(deps: HistoryDeps, invoiceId: string): Promise<IssuedInvoice | undefined> {
  const { state } = await loadState(deps, { ...invoiceDecider, unreadable: (before) => before }, invoiceId);
  return state.status === 'none' || state.status === 'drafted' ? undefined : state;
}

/** Why a payment failed, by the provider's code. */
const FAILURES: Readonly<Record<string, string>> = {
  'no-method': 'There is no card to pay by.',
  insufficient_funds: 'There was not enough money on the card.',
  expired_card: 'The card has expired.',
  amount_too_small: 'The amount is too small for the payment provider.',
  method_unknown: 'The card is not kept any more.',
};
export const failureWords = (code: string): string => FAILURES[code] ?? 'The bank declined the card.';
