import { digitsOf } from '../../../schemas/billing/digits.ts';

/** A balance of the ledger, in decimal text because sums outgrow numbers. */
export interface Balance {
  readonly account: string;
  readonly currency: string;
  readonly balanceMinor: string;
}

/** Balances by currency, each with what they sum to: nothing, or the books are wrong. */
export function booksOf<B extends Balance>(balances: readonly B[]) {
  return [...Map.groupBy(balances, ({ currency }) => currency)].map(([currency, rows]) => ({
    currency,
    rows,
    sum: String(rows.reduce((sum, { balanceMinor }) => sum + BigInt(balanceMinor), 0n)),
  }));
}

/** An exact amount for people, also one that no number holds. @param minor decimal text, in the smallest unit of the currency */
export function exactly(minor: string, currency: string, locale?: string): string {
  const digits = digitsOf(currency);
  const isNegative = minor.startsWith('-');
  const padded = minor.replace('-', '').padStart(digits + 1, '0');
  const decimal = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${isNegative ? '−' : ''}${format.format(decimal as Intl.StringNumericLiteral)}`;
}
