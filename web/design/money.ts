import { digitsOf } from '../../schemas/billing/digits.ts';

/** An amount in the smallest unit of its currency (ISO 4217). */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** `€7.99`, `¥1,200`: with as many decimals as the currency has. @param locale default: the browser's */
export function money({ minor, currency }: Money, locale?: string): string {
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(minor / 10 ** digits);
}

/** The same, with a sign where something is given back or taken. */
export function signedMoney({ minor, currency }: Money, locale?: string): string {
  return minor < 0 ? `−${money({ minor: -minor, currency }, locale)}` : money({ minor, currency }, locale);
}
