import { invalid, Problem } from './problem.ts';
import { declineText } from './cards.ts';
import type { Behaviour } from './cards.ts';
import { tell } from './events.ts';
import { newId, shown } from './store.ts';
import type { Row, Store } from './store.ts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));
const MOST = 99_999_999;
/** The least that Stripe takes of some currencies, in minor units; 50 of others. */
const LEAST: Readonly<Record<string, number>> = {
  gbp: 30,
  dkk: 250,
  nok: 300,
  sek: 300,
  czk: 1500,
  huf: 17_500,
  pln: 200,
  jpy: 50,
  mxn: 1000,
};

/** An amount in the smallest unit of its currency, as Stripe takes it. */
export function amountOf(
  amountText: string | undefined,
  currencyText: string | undefined,
): { readonly amount: number; readonly currency: string } {
  const currency = currencyText?.toLowerCase() ?? '';
  if (!CURRENCIES.has(currency)) throw invalid(`Invalid currency: ${currency}`, { param: 'currency' });
  if (amountText === undefined || !/^-?\d{1,16}$/.test(amountText))
    throw invalid('Invalid integer', { code: 'parameter_invalid_integer', param: 'amount' });
  const amount = Number(amountText);
  if (amount > MOST)
    throw invalid('Amount must be no more than 999,999.99', { code: 'amount_too_large', param: 'amount' });
  if (amount < (LEAST[currency] ?? 50))
    throw invalid('Amount is below the minimum of this currency', { code: 'amount_too_small', param: 'amount' });
  return { amount, currency };
}

/** How a means of payment behaves from now on. */
export const behaviourOf = (method: Row): Behaviour => method.sandbox?.['behaviour'] as Behaviour;

/** Stripe's error for a card that does not pay. */
export const declined = (code: string, more: Readonly<Record<string, unknown>> = {}): Problem =>
  new Problem(402, { type: 'card_error', message: declineText(code), ...declineCodes(code), ...more });

const OWN_CODES = new Set([
  'expired_card',
  'incorrect_cvc',
  'incorrect_number',
  'payment_intent_authentication_failure',
]);

const declineCodes = (code: string): { readonly code: string; readonly decline_code?: string } => {
  if (code === 'authentication_required') return { code, decline_code: code };
  return OWN_CODES.has(code) ? { code } : { code: 'card_declined', decline_code: code };
};

/** A payment that nothing was tried with. */
export const newIntent = (
  store: Store,
  about: {
    readonly amount: number;
    readonly currency: string;
    readonly customer: string | null;
    readonly metadata: Readonly<Record<string, string>>;
    readonly returnUrl: string | null;
    readonly session?: string;
  },
): Row => {
  const id = newId('pi');
  return store.put({
    id,
    object: 'payment_intent',
    created: store.now(),
    livemode: false,
    amount: about.amount,
    amount_received: 0,
    currency: about.currency,
    customer: about.customer,
    metadata: about.metadata,
    payment_method: null,
    payment_method_types: ['card'],
    status: 'requires_payment_method',
    latest_charge: null,
    last_payment_error: null,
    next_action: null,
    client_secret: newId(`${id}_secret`),
    sandbox: { returnUrl: about.returnUrl, ...(about.session === undefined ? {} : { session: about.session }) },
  });
};

/**
 * Tries to take the money. What comes of it stands in the intent that is returned; it throws nothing.
 * @param how `alone`: nobody is there to confirm; `confirmed`: somebody has
 */
export function attempt(
  store: Store,
  intent: Row,
  method: Row,
  how: { readonly alone: boolean; readonly confirmed: boolean; readonly base: string },
): Row {
  const { charge } = behaviourOf(method);
  const tried = { ...intent, payment_method: method.id, next_action: null, last_payment_error: null };
  if (charge === 'ok' || (charge === 'confirm' && how.confirmed)) return succeed(store, tried, method);
  if (charge !== 'confirm') return fail(store, tried, method, charge);
  if (how.alone) return fail(store, tried, method, 'authentication_required');
  const waiting = store.put({
    ...tried,
    status: 'requires_action',
    next_action: {
      type: 'redirect_to_url',
      redirect_to_url: {
        url: `${how.base}/pay/confirm/${intent.id}`,
        return_url: intent.sandbox?.['returnUrl'] ?? null,
      },
    },
  });
  tell(store, 'payment_intent.requires_action', waiting);
  return waiting;
}

function succeed(store: Store, tried: Row, method: Row): Row {
  const charge = store.put({
    id: newId('ch'),
    object: 'charge',
    created: store.now(),
    livemode: false,
    amount: tried['amount'],
    amount_refunded: 0,
    currency: tried['currency'],
    customer: tried['customer'],
    metadata: tried['metadata'],
    payment_intent: tried.id,
    payment_method: method.id,
    paid: true,
    refunded: false,
    status: 'succeeded',
  });
  const done = store.put({ ...tried, status: 'succeeded', amount_received: tried['amount'], latest_charge: charge.id });
  tell(store, 'payment_intent.succeeded', done);
  return done;
}

/** @param code of the decline */
export function fail(store: Store, tried: Row, method: Row, code: string): Row {
  const error = {
    type: 'card_error',
    message: declineText(code),
    ...declineCodes(code),
    payment_method: shown(method),
  };
  const failed = store.put({
    ...tried,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_payment_error: error,
  });
  tell(store, 'payment_intent.payment_failed', failed);
  return failed;
}

/** What is left of a payment that can be given back. */
export const refundable = (store: Store, intent: string): number => {
  const paid = store.all('charge').find((charge) => charge['payment_intent'] === intent);
  return paid === undefined ? 0 : Number(paid['amount']) - Number(paid['amount_refunded']);
};
