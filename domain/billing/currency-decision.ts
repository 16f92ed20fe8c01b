/**
 * Currencies that may be sold in, ISO 4217 (list one of SIX, 2026). Those with three or four
 * decimals and funds are left out: their amounts would not fit what readers hold.
 */
export const currencies = [
  ...['AED', 'ARS', 'AUD', 'BGN', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'COP', 'CZK', 'DKK', 'EGP', 'EUR', 'GBP', 'HKD'],
  ...['HUF', 'IDR', 'ILS', 'INR', 'ISK', 'JPY', 'KRW', 'MAD', 'MXN', 'MYR', 'NOK', 'NZD', 'PEN', 'PHP', 'PLN', 'RON'],
  ...['RSD', 'SAR', 'SEK', 'SGD', 'THB', 'TRY', 'TWD', 'UAH', 'USD', 'UYU', 'VND', 'ZAR'],
] as const;

/** Whether something may be sold in it. */
export const sellableCurrency = (code: string): boolean => (currencies as readonly string[]).includes(code);

/** The largest amount that every reader holds, in the smallest unit of a currency (the bound of `Minor` in the schemas). */
export const LARGEST_MINOR = 2 ** 31 - 1;
