import type { Period } from './calendar.ts';

const secondsBetween = (from: string, to: string): bigint =>
  BigInt(Math.floor(Date.parse(to) / 1000) - Math.floor(Date.parse(from) / 1000));

/**
 * The part of a period's price that is for what is left of it from an instant on, in minor units: price × seconds left ÷ seconds
 * of the period, rounded down; all of it before the period, nothing after. It depends on the price, the period and the instant
 * alone: what one change gives back is to the unit what another one at that instant would charge at the same price, so that
 * all lines over a period add up to what somebody pays who changes nothing.
 */
export function shareLeft(amountMinor: number, { start, end }: Period, at: string): number {
  const whole = secondsBetween(start, end);
  const left = secondsBetween(at, end);
  if (left <= 0n || whole <= 0n) return 0;
  if (left >= whole) return amountMinor;
  return Number((BigInt(amountMinor) * left) / whole);
}
