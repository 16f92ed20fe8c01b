/** Currencies whose smallest unit is the whole one (ISO 4217). */
const WHOLE = new Set([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'],
]);
/** Those with a thousand of the smallest to one. */
const THOUSANDS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/**
 * How many decimals an amount of a currency has (ISO 4217). Not those of `Intl`: these are of what people write, and leave out
 * the smallest unit of the forint, the Colombian peso and the rupiah, in which amounts are counted.
 */
export function digitsOf(currency: string): number {
  if (WHOLE.has(currency)) return 0;
  return THOUSANDS.has(currency) ? 3 : 2;
}
