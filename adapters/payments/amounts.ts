import { PaymentsRefused } from '../../ports/payments.ts';

/**
 * Where Stripe counts in another unit than ISO 4217 does: what one unit of ours is there
 * (https://docs.stripe.com/currencies#special-cases). The franc of Burundi and the like are the same in both.
 */
const SCALE: Readonly<Record<string, number>> = { ISK: 100, UGX: 100, MGA: 0.01 };
/** Three decimals, of which the last must be 0. */
const TENS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** @throws PaymentsRefused when the provider cannot take exactly this amount */
export function toProvider(amountMinor: number, currency: string): number {
  const amount = Math.round(amountMinor * (SCALE[currency] ?? 1) * 1e6) / 1e6;
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1 || !Number.isInteger(amount))
    throw new PaymentsRefused('amount_invalid', `${amountMinor} of ${currency} is no amount that can be paid.`);
  if (TENS.has(currency) && amount % 10 !== 0)
    throw new PaymentsRefused('amount_invalid', `Amounts of ${currency} end in 0: ${amountMinor} cannot be paid.`);
  return amount;
}

/** The other way round. */
export const fromProvider = (amount: number, currency: string): number =>
  Math.round(amount / (SCALE[currency.toUpperCase()] ?? 1));
