import type { InvoiceLine, InvoiceTax } from '../../schemas/billing/invoice.events.ts';

/** What an invoice comes to: `netMinor + taxMinor = grossMinor`, always. */
export interface InvoiceSums {
  readonly taxes: readonly InvoiceTax[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
}

/** `amount · numerator / denominator`, rounded half away from zero, so that a credit is what its charge was. Exact for all whole numbers. */
export function share(amount: number, numerator: number, denominator: number): number {
  const product = BigInt(Math.abs(amount)) * BigInt(numerator) * 2n + BigInt(denominator);
  const rounded = Number(product / (BigInt(denominator) * 2n));
  return amount < 0 && rounded !== 0 ? -rounded : rounded;
}

const sum = (lines: readonly InvoiceLine[]): number => lines.reduce((total, { amountMinor }) => total + amountMinor, 0);

/**
 * Adds an invoice up. Tax is rounded once for the sum of the lines that hold it and once for the sum of those that do not,
 * not for each line.
 * @param rateBasisPoints hundredths of a percent
 */
export function invoiceSums(lines: readonly InvoiceLine[], rateBasisPoints: number): InvoiceSums {
  const included = sum(lines.filter(({ taxIncluded }) => taxIncluded));
  const excluded = sum(lines.filter(({ taxIncluded }) => !taxIncluded));
  const taxMinor =
    share(included, rateBasisPoints, 10_000 + rateBasisPoints) + share(excluded, rateBasisPoints, 10_000);
  const grossMinor = included + share(excluded, 10_000 + rateBasisPoints, 10_000);
  const netMinor = grossMinor - taxMinor;
  return {
    taxes: rateBasisPoints === 0 ? [] : [{ rateBasisPoints, netMinor, taxMinor }],
    netMinor,
    taxMinor,
    grossMinor,
  };
}
