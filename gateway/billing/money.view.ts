/** An amount of money as the API shows it. */
export interface MoneyView {
  /** In the smallest unit of the currency. */
  readonly minor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** @param minor in the smallest unit of the currency @param currency ISO 4217 */
export const money = (minor: number, currency: string): MoneyView => ({ minor, currency });
