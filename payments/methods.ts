import { keptCard, TEST_CARDS } from './cards.ts';
import type { Behaviour } from './cards.ts';
import { tell } from './events.ts';
import { missing } from './problem.ts';
import { newId } from './store.ts';
import type { Row, Store } from './store.ts';

/** A card as somebody entered it, or as a test names it. */
export interface GivenCard extends Behaviour {
  readonly number: string;
  readonly brand: string;
}

/** Keeps of a card what may be kept. It belongs to nobody yet. */
export const keepCard = (
  store: Store,
  card: GivenCard,
  expires: { readonly month: number; readonly year: number },
  secret: string,
): Row =>
  store.put({
    id: newId('pm'),
    object: 'payment_method',
    created: store.now(),
    livemode: false,
    type: 'card',
    card: keptCard(card.number, expires, card.brand, secret),
    customer: null,
    metadata: {},
    sandbox: { behaviour: { keep: card.keep, charge: card.charge } },
  });

/** Gives it to a customer. */
export function attach(store: Store, method: Row, customer: string): Row {
  const attached = store.put({ ...method, customer });
  tell(store, 'payment_method.attached', attached);
  return attached;
}

/** A means of payment by its id, or made of a test card by Stripe's name for that. */
export function methodNamed(store: Store, id: string, secret: string, param?: string): Row {
  const kept = store.get('payment_method', id);
  if (kept !== undefined) return kept;
  const card = TEST_CARDS.find(({ token }) => token === id);
  if (card === undefined) throw missing('PaymentMethod', id, param);
  return keepCard(store, card, { month: 12, year: new Date(store.nowMs()).getUTCFullYear() + 2 }, secret);
}
