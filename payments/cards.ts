import { createHmac } from 'node:crypto';

/** What a card does: when it is kept, and when money is taken from it. Anything but `ok` and `confirm` is the code of a decline. */
export interface Behaviour {
  readonly keep: string;
  /** `confirm`: whose card it is must confirm, each time. */
  readonly charge: string;
}

export interface TestCard extends Behaviour {
  readonly number: string;
  /** Stripe's name for a means of payment that is made of it. */
  readonly token: string;
  readonly brand: 'visa' | 'mastercard';
  /** For people, on the page. */
  readonly says: string;
}

/** The cards that Stripe's own test mode has, and what they do there. */
export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', token: 'pm_card_visa', brand: 'visa', keep: 'ok', charge: 'ok', says: 'Pays' },
  {
    number: '5555555555554444',
    token: 'pm_card_mastercard',
    brand: 'mastercard',
    keep: 'ok',
    charge: 'ok',
    says: 'Pays, and is another brand',
  },
  {
    number: '4000002760003184',
    token: 'pm_card_authenticationRequired',
    brand: 'visa',
    keep: 'confirm',
    charge: 'confirm',
    says: 'Asks you to confirm, each time',
  },
  {
    number: '4000002500003155',
    token: 'pm_card_authenticationRequiredOnSetup',
    brand: 'visa',
    keep: 'confirm',
    charge: 'ok',
    says: 'Asks you to confirm once',
  },
  {
    number: '4000000000009995',
    token: 'pm_card_visa_chargeDeclinedInsufficientFunds',
    brand: 'visa',
    keep: 'insufficient_funds',
    charge: 'insufficient_funds',
    says: 'Has too little money (soft)',
  },
  {
    number: '4000000000009979',
    token: 'pm_card_visa_chargeDeclinedStolenCard',
    brand: 'visa',
    keep: 'stolen_card',
    charge: 'stolen_card',
    says: 'Was stolen (hard)',
  },
  {
    number: '4000000000000341',
    token: 'pm_card_chargeCustomerFail',
    brand: 'visa',
    keep: 'ok',
    charge: 'generic_decline',
    says: 'Can be kept, then pays nothing',
  },
  {
    number: '4000000000000069',
    token: 'pm_card_chargeDeclinedExpiredCard',
    brand: 'visa',
    keep: 'expired_card',
    charge: 'expired_card',
    says: 'Has expired',
  },
];

/** What is kept of a card: never its number. */
export interface KeptCard {
  readonly brand: string;
  readonly last4: string;
  readonly exp_month: number;
  readonly exp_year: number;
  readonly fingerprint: string;
  readonly funding: 'credit';
  readonly country: 'US';
}

/** @param secret of this sandbox: its fingerprints mean nothing elsewhere */
export const keptCard = (
  number: string,
  expires: { readonly month: number; readonly year: number },
  brand: string,
  secret: string,
): KeptCard => ({
  brand,
  last4: number.slice(-4),
  exp_month: expires.month,
  exp_year: expires.year,
  fingerprint: createHmac('sha256', secret).update(`card/${number}`).digest('hex').slice(0, 16),
  funding: 'credit',
  country: 'US',
});

/** The check digit of card numbers (ISO/IEC 7812-1, annex B). */
export function isCardNumber(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const twice = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (twice > 9 ? twice - 9 : twice);
    }, 0);
  return sum % 10 === 0;
}

/** What a person reads when a card does not pay, by its code. */
export const declineText = (code: string): string =>
  ({
    insufficient_funds: 'Your card has insufficient funds.',
    expired_card: 'Your card has expired.',
    authentication_required: 'Your card was declined. This transaction requires authentication.',
  })[code] ?? 'Your card was declined.';
