import { digitsOf } from '../../schemas/billing/digits.ts';
import { INT32_MAX } from '../../schemas/kernel/text.ts';

/**
 * What somebody wrote as an amount, in the smallest unit of a currency: `9.99`, `9,99`, `1200`. Undefined: it is none, has more
 * decimals than the currency, or is more than can be asked.
 */
export function minorOf(text: string, currency: string): number | undefined {
  const digits = digitsOf(currency);
  const [, whole, decimals = ''] = /^(\d{1,10})(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || decimals.length > digits) return undefined;
  const minor = Number(whole) * 10 ** digits + Number(decimals.padEnd(digits, '0') || 0);
  return minor <= INT32_MAX ? minor : undefined;
}

/** The same the other way round, as it stands in a field. */
export function textOf(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}
