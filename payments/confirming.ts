import { declineText } from './cards.ts';
import { attempt, fail } from './money.ts';
import { complete } from './sessions.ts';
import type { Row, Store } from './store.ts';

/** What somebody is asked to confirm, by the id in the page's address; undefined: nothing, or no more. */
export function waitingFor(
  store: Store,
  id: string,
): { readonly intent: Row; readonly session: Row | undefined } | undefined {
  const intent = store.get('payment_intent', id) ?? store.get('setup_intent', id);
  if (intent === undefined || intent['status'] !== 'requires_action') return undefined;
  const sessionId = intent.sandbox?.['session'];
  const session = typeof sessionId === 'string' ? store.get('checkout.session', sessionId) : undefined;
  return session !== undefined && session['status'] !== 'open' ? undefined : { intent, session };
}

/** Confirms or refuses. @returns where the browser goes; `message` when it stays on the checkout */
export function answerConfirmation(
  store: Store,
  { intent, session }: { readonly intent: Row; readonly session: Row | undefined },
  yes: boolean,
  base: string,
): { readonly to: string | null } {
  const method = store.get('payment_method', String(intent['payment_method']));
  if (method === undefined) throw new Error(`${intent.id} has no means of payment`);
  const isPayment = intent.object === 'payment_intent';
  if (!yes) {
    const code = 'payment_intent_authentication_failure';
    if (isPayment) fail(store, intent, method, code);
    else store.put({ ...intent, status: 'requires_payment_method', payment_method: null });
    const back = session === undefined ? returnUrl(intent, 'failed') : `${base}/pay/${session.id}?declined=1`;
    return { to: back };
  }
  const now = isPayment
    ? attempt(store, intent, method, { alone: false, confirmed: true, base })
    : store.put({ ...intent, status: 'succeeded' });
  if (session === undefined) return { to: returnUrl(intent, now['status'] === 'succeeded' ? 'succeeded' : 'failed') };
  if (now['status'] !== 'succeeded') return { to: `${base}/pay/${session.id}?declined=1` };
  return { to: complete(store, session, method, { [isPayment ? 'payment_intent' : 'setup_intent']: intent.id }) };
}

function returnUrl(intent: Row, status: 'succeeded' | 'failed'): string | null {
  const url = intent.sandbox?.['returnUrl'];
  if (typeof url !== 'string') return null;
  const to = new URL(url);
  to.searchParams.set('payment_intent', intent.id);
  to.searchParams.set('redirect_status', status);
  return to.href;
}

/** What the checkout says after somebody said no. */
export const NOT_CONFIRMED = `${declineText('')} It was not confirmed.`;
