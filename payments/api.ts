import { isCardNumber, TEST_CARDS } from './cards.ts';
import { tell } from './events.ts';
import type { Params } from './form.ts';
import { textAt, textsAt } from './form.ts';
import { attach, methodNamed } from './methods.ts';
import { amountOf, attempt, behaviourOf, declined, newIntent, refundable } from './money.ts';
import { invalid, missing, Problem } from './problem.ts';
import { expire, expireIfDue } from './sessions.ts';
import { newId, shown } from './store.ts';
import type { Row, Store } from './store.ts';

/** What handling a request needs: it happens at once, in memory; the answer waits for the disk. */
export interface Call {
  readonly store: Store;
  readonly params: Params;
  /** Of the address: `:id`. */
  readonly id: string;
  /** Where browsers find the pages. */
  readonly base: string;
  readonly secret: string;
}

type Handle = (call: Call) => Row | { readonly object: 'list' | 'balance' };

/** The part of Stripe's API that exists here: method and path, and what it does. */
export const API: Readonly<Record<string, Handle>> = {
  'POST /v1/customers': ({ store, params }) =>
    store.put({
      id: newId('cus'),
      object: 'customer',
      created: store.now(),
      livemode: false,
      metadata: textsAt(params, 'metadata'),
    }),
  'GET /v1/customers/:id': ({ store, id }) => need(store, 'customer', id),
  'GET /v1/balance': () => ({ object: 'balance', livemode: false, available: [], pending: [] }),
  'GET /v1/payment_methods/:id': ({ store, id }) => need(store, 'payment_method', id),
  'POST /v1/payment_methods/:id/attach': attachMethod,
  'POST /v1/payment_methods/:id/detach': detachMethod,
  'GET /v1/setup_intents/:id': ({ store, id }) => need(store, 'setup_intent', id),
  'POST /v1/payment_intents': createIntent,
  'GET /v1/payment_intents': (call) => list(call, 'payment_intent', 'customer'),
  'GET /v1/payment_intents/:id': ({ store, id }) => need(store, 'payment_intent', id),
  'POST /v1/payment_intents/:id/confirm': confirmIntent,
  'POST /v1/payment_intents/:id/cancel': cancelIntent,
  'POST /v1/refunds': createRefund,
  'GET /v1/refunds': (call) => list(call, 'refund', 'payment_intent'),
  'GET /v1/refunds/:id': ({ store, id }) => need(store, 'refund', id),
  'POST /v1/checkout/sessions': createSession,
  'GET /v1/checkout/sessions/:id': ({ store, id }) => expireIfDue(store, need(store, 'checkout.session', id)),
  'POST /v1/checkout/sessions/:id/expire': expireSession,
  'GET /v1/events': (call) => list(call, 'event', 'type'),
  'GET /v1/events/:id': ({ store, id }) => need(store, 'event', id),
};

const WHAT: Readonly<Record<string, string>> = { payment_method: 'PaymentMethod' };

function need(store: Store, object: string, id: string, param?: string): Row {
  const found = store.get(object, id);
  if (found === undefined) throw missing(WHAT[object] ?? object, id, param);
  return found;
}

/** The newest first, as Stripe lists. */
function list({ store, params }: Call, object: string, by: string): { readonly object: 'list' } {
  const wanted = textAt(params, by);
  const limit = Math.min(Number(textAt(params, 'limit') ?? 10), 100);
  const found = store
    .all(object)
    .filter((row) => wanted === undefined || row[by] === wanted)
    .toReversed();
  return Object.assign(
    { object: 'list' as const },
    { data: found.slice(0, limit).map(shown), has_more: found.length > limit, url: '' },
  );
}

function attachMethod({ store, params, id, secret }: Call): Row {
  const customer = need(store, 'customer', textAt(params, 'customer') ?? '', 'customer');
  const method = methodNamed(store, id, secret);
  const { keep } = behaviourOf(method);
  if (keep !== 'ok' && keep !== 'confirm') throw declined(keep);
  return attach(store, method, customer.id);
}

function detachMethod({ store, id }: Call): Row {
  const method = need(store, 'payment_method', id);
  if (method['customer'] === null)
    throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.');
  const gone = store.put({ ...method, customer: null, sandbox: { ...method.sandbox, gone: true } });
  tell(store, 'payment_method.detached', gone);
  return gone;
}

function createIntent(call: Call): Row {
  const { store, params, secret } = call;
  const money = amountOf(textAt(params, 'amount'), textAt(params, 'currency'));
  const customer = textAt(params, 'customer');
  if (customer !== undefined) need(store, 'customer', customer, 'customer');
  const named = textAt(params, 'payment_method');
  const method = named === undefined ? undefined : methodNamed(store, named, secret, 'payment_method');
  if (method !== undefined) checkOwner(method, customer);
  const intent = newIntent(store, {
    ...money,
    customer: customer ?? null,
    metadata: textsAt(params, 'metadata'),
    returnUrl: textAt(params, 'return_url') ?? null,
  });
  if (textAt(params, 'confirm') !== 'true') return intent;
  if (method === undefined) throw invalid('You must provide a payment method to confirm.', { param: 'payment_method' });
  return confirmed(call, intent, method);
}

function checkOwner(method: Row, customer: string | undefined): void {
  const gone = method.sandbox?.['gone'] === true;
  if (gone || (method['customer'] !== null && method['customer'] !== (customer ?? null)))
    throw invalid(
      'The provided PaymentMethod cannot be used: it belongs to another Customer, or was detached from one.',
      {
        code: 'payment_method_unexpected_state',
        param: 'payment_method',
      },
    );
}

function confirmIntent(call: Call): Row {
  const { store, params, id, secret } = call;
  const intent = need(store, 'payment_intent', id);
  if (intent['status'] !== 'requires_payment_method' && intent['status'] !== 'requires_action')
    throw unexpected(intent, 'confirm');
  const named = textAt(params, 'payment_method');
  if (named === undefined) throw invalid('You must provide a payment method to confirm.', { param: 'payment_method' });
  const method = methodNamed(store, named, secret, 'payment_method');
  checkOwner(method, typeof intent['customer'] === 'string' ? intent['customer'] : undefined);
  const returnUrl = textAt(params, 'return_url');
  const next = returnUrl === undefined ? intent : store.put({ ...intent, sandbox: { ...intent.sandbox, returnUrl } });
  return confirmed(call, next, method);
}

function confirmed({ store, params, base }: Call, intent: Row, method: Row): Row {
  const done = attempt(store, intent, method, {
    alone: textAt(params, 'off_session') === 'true',
    confirmed: false,
    base,
  });
  const error = done['last_payment_error'] as Readonly<Record<string, unknown>> | null;
  if (error === null) return done;
  throw new Problem(402, { ...(error as { type: string; message: string }), payment_intent: shown(done) });
}

function cancelIntent({ store, id }: Call): Row {
  const intent = need(store, 'payment_intent', id);
  if (intent['status'] === 'succeeded' || intent['status'] === 'canceled') throw unexpected(intent, 'cancel');
  const canceled = store.put({ ...intent, status: 'canceled', next_action: null, canceled_at: store.now() });
  tell(store, 'payment_intent.canceled', canceled);
  return canceled;
}

const unexpected = (intent: Row, act: string): Problem =>
  new Problem(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `You cannot ${act} this PaymentIntent because it has a status of ${String(intent['status'])}.`,
    payment_intent: shown(intent),
  });

function createRefund({ store, params }: Call): Row {
  const intent = need(store, 'payment_intent', textAt(params, 'payment_intent') ?? '', 'payment_intent');
  const left = refundable(store, intent.id);
  const asked = textAt(params, 'amount');
  const amount = asked === undefined ? left : Number(asked);
  if (!Number.isSafeInteger(amount) || amount < 1) throw invalid('Invalid integer', { param: 'amount' });
  if (left === 0) throw invalid('Charge has already been refunded.', { code: 'charge_already_refunded' });
  if (amount > left)
    throw invalid('Refund amount is greater than unrefunded amount on charge.', {
      code: 'amount_too_large',
      param: 'amount',
    });
  const charge = need(store, 'charge', String(intent['latest_charge']));
  const refunded = Number(charge['amount_refunded']) + amount;
  store.put({ ...charge, amount_refunded: refunded, refunded: refunded === charge['amount'] });
  const refund = store.put({
    id: newId('re'),
    object: 'refund',
    created: store.now(),
    amount,
    currency: intent['currency'],
    charge: charge.id,
    payment_intent: intent.id,
    metadata: textsAt(params, 'metadata'),
    status: 'succeeded',
  });
  tell(store, 'refund.created', refund);
  return refund;
}

const SESSION_SECONDS = 24 * 3600;

function createSession({ store, params, base }: Call): Row {
  const mode = textAt(params, 'mode');
  if (mode !== 'setup' && mode !== 'payment') throw invalid(`Invalid mode: ${mode ?? ''}`, { param: 'mode' });
  const customer = need(store, 'customer', textAt(params, 'customer') ?? '', 'customer');
  const successUrl = webAddress(params, 'success_url');
  const cancelUrl = webAddress(params, 'cancel_url');
  const item = ['line_items', '0', 'price_data'];
  const money =
    mode === 'payment'
      ? amountOf(textAt(params, ...item, 'unit_amount'), textAt(params, ...item, 'currency'))
      : undefined;
  const id = newId('cs_test');
  const reference = textAt(params, 'client_reference_id') ?? null;
  return store.put({
    id,
    object: 'checkout.session',
    created: store.now(),
    livemode: false,
    mode,
    status: 'open',
    payment_status: mode === 'setup' ? 'no_payment_required' : 'unpaid',
    customer: customer.id,
    client_reference_id: reference,
    metadata: textsAt(params, 'metadata'),
    amount_total: money?.amount ?? null,
    currency: money?.currency ?? null,
    payment_intent: null,
    setup_intent: null,
    success_url: successUrl,
    cancel_url: cancelUrl,
    url: `${base}/pay/${id}`,
    expires_at: Math.min(Number(textAt(params, 'expires_at') ?? Infinity), store.now() + SESSION_SECONDS),
    sandbox: {
      label:
        textAt(params, ...item, 'product_data', 'name') ?? textAt(params, 'custom_text', 'submit', 'message') ?? null,
    },
  });
}

function webAddress(params: Params, name: string): string {
  const text = textAt(params, name);
  if (text === undefined || !URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw invalid('Not a valid URL', { code: 'url_invalid', param: name });
  return text;
}

function expireSession({ store, id }: Call): Row {
  const session = need(store, 'checkout.session', id);
  if (session['status'] !== 'open') throw invalid(`Only Checkout Sessions with a status in ["open"] can be expired.`);
  return expire(store, session);
}

/** What a card's number is on the page: one that is known, any other that is one, or none. */
export function cardOf(number: string): (typeof TEST_CARDS)[number] | undefined {
  const known = TEST_CARDS.find((card) => card.number === number);
  if (known !== undefined || !isCardNumber(number)) return known;
  return {
    number,
    token: '',
    brand: number.startsWith('5') ? 'mastercard' : 'visa',
    keep: 'test_mode_live_card',
    charge: 'test_mode_live_card',
    says: '',
  };
}
