import './purchase.css';
import { IconClock, IconShoppingBag, IconTicket } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../design/button.tsx';
import { money } from '../design/money.ts';
import { HowLong } from './how-long.tsx';
import type { Offer, PurchaseState } from './purchase.queries.ts';

/** What an offer is called on a button. */
export const offerVerb = ({ model }: Pick<Offer, 'model'>): string => (model === 'RENT' ? 'Rent' : 'Buy');

/** The ways to have a film, each with what it costs. `first`: the first of them is what the page is for. */
export function OfferLinks({ titleId, offers, first }: { titleId: string; offers: readonly Offer[]; first: boolean }) {
  return offers.map((offer, index) => (
    <Link
      key={offer.model}
      to="/buy/$titleId"
      params={{ titleId }}
      search={{ how: offer.model.toLowerCase() }}
      className={buttonClass(first && index === 0 ? 'primary' : 'outline', first && index === 0 ? 'v-play' : 'v-glass')}
    >
      {offer.model === 'RENT' ? <IconTicket size={19} stroke={1.8} /> : <IconShoppingBag size={19} stroke={1.8} />}
      {offerVerb(offer)} {money(offer.price)}
    </Link>
  ));
}

/** What the caller has of a film, below its buttons. */
export function PurchaseNote({ purchase }: { purchase: PurchaseState }) {
  return (
    <p className="b-has">
      <IconClock size={18} stroke={1.8} aria-hidden="true" />
      <span>
        <HowLong purchase={purchase} />
        {' · '}
        <Link to="/my-films">My films</Link>
      </span>
    </p>
  );
}
