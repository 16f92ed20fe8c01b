import { attach, keepCard } from './methods.ts';
import type { GivenCard } from './methods.ts';
import { attempt, behaviourOf, newIntent } from './money.ts';
import { declineText } from './cards.ts';
import { tell } from './events.ts';
import { newId } from './store.ts';
import type { Row, Store } from './store.ts';

/** What came of somebody's card on the page: sent on (`to`), or told why not. */
export type Submitted =
  | { readonly kind: 'done' | 'confirm'; readonly to: string }
  | { readonly kind: 'declined'; readonly message: string };

/** A checkout that was not finished in its time ends. */
export function expireIfDue(store: Store, session: Row): Row {
  if (session['status'] !== 'open' || Number(session['expires_at']) > store.now()) return session;
  return expire(store, session);
}

export function expire(store: Store, session: Row): Row {
  const expired = store.put({ ...session, status: 'expired', url: null });
  tell(store, 'checkout.session.expired', expired);
  return expired;
}

/** Somebody entered a card on the page of an open checkout. */
export function submitCard(
  store: Store,
  session: Row,
  card: GivenCard,
  about: {
    readonly expires: { readonly month: number; readonly year: number };
    readonly secret: string;
    readonly base: string;
  },
): Submitted {
  const method = keepCard(store, card, about.expires, about.secret);
  return session['mode'] === 'setup'
    ? keep(store, session, method, about.base)
    : pay(store, session, method, about.base);
}

function keep(store: Store, session: Row, method: Row, base: string): Submitted {
  const how = behaviourOf(method).keep;
  if (how !== 'ok' && how !== 'confirm') return { kind: 'declined', message: declineText(how) };
  const intent: Row = {
    id: newId('seti'),
    object: 'setup_intent',
    created: store.now(),
    livemode: false,
    customer: session['customer'],
    metadata: session['metadata'],
    payment_method: method.id,
    usage: 'off_session',
    status: how === 'ok' ? 'succeeded' : 'requires_action',
    sandbox: { session: session.id },
  };
  store.put(intent);
  if (how === 'confirm') return { kind: 'confirm', to: `${base}/pay/confirm/${intent.id}` };
  return { kind: 'done', to: complete(store, session, method, { setup_intent: intent.id }) };
}

function pay(store: Store, session: Row, method: Row, base: string): Submitted {
  const before = store.get('payment_intent', String(session['payment_intent']));
  const intent =
    before ??
    newIntent(store, {
      amount: Number(session['amount_total']),
      currency: String(session['currency']),
      customer: String(session['customer']),
      metadata: session['metadata'] as Readonly<Record<string, string>>,
      returnUrl: null,
      session: session.id,
    });
  if (before === undefined) store.put({ ...session, payment_intent: intent.id });
  const tried = attempt(store, intent, method, { alone: false, confirmed: false, base });
  if (tried['status'] === 'requires_action') return { kind: 'confirm', to: `${base}/pay/confirm/${intent.id}` };
  if (tried['status'] !== 'succeeded')
    return { kind: 'declined', message: String((tried['last_payment_error'] as { message?: string }).message) };
  return { kind: 'done', to: complete(store, session, method, { payment_intent: intent.id }) };
}

/** @returns where the browser goes now */
export function complete(store: Store, session: Row, method: Row, intent: Readonly<Record<string, string>>): string {
  attach(store, method, String(session['customer']));
  const done = store.put({
    ...session,
    ...intent,
    status: 'complete',
    payment_status: session['mode'] === 'setup' ? 'no_payment_required' : 'paid',
    url: null,
  });
  tell(store, 'checkout.session.completed', done);
  return String(session['success_url']).replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}
