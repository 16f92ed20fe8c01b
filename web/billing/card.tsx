import { IconCreditCard } from '@tabler/icons-react';
import type { Card } from './payment.queries.ts';

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** `Visa ending in 4242`. */
export const cardName = ({ brand, last4 }: Pick<Card, 'brand' | 'last4'>): string =>
  `${BRANDS[brand] ?? 'Card'} ending in ${last4}`;

/** `05/2030`. */
export const cardExpiry = ({ expiresMonth, expiresYear }: Pick<Card, 'expiresMonth' | 'expiresYear'>): string =>
  `${String(expiresMonth).padStart(2, '0')}/${expiresYear}`;

/** A kept card, in a line. */
export function CardLine({ card }: { card: Card }) {
  return (
    <p className="b-card">
      <IconCreditCard size={24} stroke={1.6} aria-hidden="true" />
      <span>
        <strong>{cardName(card)}</strong>
        <span className={card.expired ? 'b-card__bad' : 'b-card__note'}>
          {card.expired ? `Expired ${cardExpiry(card)}` : `Until ${cardExpiry(card)}`}
        </span>
      </span>
    </p>
  );
}
