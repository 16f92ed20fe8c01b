/**
 * Standard rates of value added tax, for what is delivered over the internet to people. Each holds from its day on (UTC); before the
 * first none is known here. Countries that are not named are taxed at 0 until a row says otherwise.
 *
 * Sources: European Commission, "VAT rates applied in the Member States" and Taxes in Europe Database; the changes since: DE Zweites
 * Corona-Steuerhilfegesetz (2020); IE Finance (Covid-19) Act 2020; LU loi du 26 octobre 2022; EE käibemaksuseadus (2024, 2025); FI laki
 * 462/2024 (2024-09); SK zákon 278/2024 (2025); RO Legea 141/2025 (2025-08). GB: VAT Act 1994 as of 2011; CH and LI: MWSTG, AHV 21
 * (2024); NO: merverdiavgiftsloven.
 * Rates are in basis points: hundredths of a percent.
 */
export const taxRates: Readonly<Record<string, readonly (readonly [from: string, basisPoints: number])[]>> = {
  AT: [['1984-01-01', 2000]],
  BE: [['1996-01-01', 2100]],
  BG: [['1999-01-01', 2000]],
  CY: [['2014-01-13', 1900]],
  CZ: [['2013-01-01', 2100]],
  DE: [
    ['2007-01-01', 1900],
    ['2020-07-01', 1600],
    ['2021-01-01', 1900],
  ],
  DK: [['1992-01-01', 2500]],
  EE: [
    ['2009-07-01', 2000],
    ['2024-01-01', 2200],
    ['2025-07-01', 2400],
  ],
  ES: [['2012-09-01', 2100]],
  FI: [
    ['2013-01-01', 2400],
    ['2024-09-01', 2550],
  ],
  FR: [['2014-01-01', 2000]],
  GR: [['2016-06-01', 2400]],
  HR: [['2012-03-01', 2500]],
  HU: [['2012-01-01', 2700]],
  IE: [
    ['2012-01-01', 2300],
    ['2020-09-01', 2100],
    ['2021-03-01', 2300],
  ],
  IT: [['2013-10-01', 2200]],
  LT: [['2009-09-01', 2100]],
  LU: [
    ['2015-01-01', 1700],
    ['2023-01-01', 1600],
    ['2024-01-01', 1700],
  ],
  LV: [['2012-07-01', 2100]],
  MT: [['2004-01-01', 1800]],
  NL: [['2012-10-01', 2100]],
  PL: [['2011-01-01', 2300]],
  PT: [['2011-01-01', 2300]],
  RO: [
    ['2017-01-01', 1900],
    ['2025-08-01', 2100],
  ],
  SE: [['1990-07-01', 2500]],
  SI: [['2013-07-01', 2200]],
  SK: [
    ['2011-01-01', 2000],
    ['2025-01-01', 2300],
  ],
  CH: [
    ['2018-01-01', 770],
    ['2024-01-01', 810],
  ],
  GB: [['2011-01-04', 2000]],
  LI: [
    ['2018-01-01', 770],
    ['2024-01-01', 810],
  ],
  NO: [['2005-01-01', 2500]],
};

/**
 * The rate in a country at an instant, in basis points; 0 where none is known.
 * @param country ISO 3166-1 alpha-2; null: nobody knows which
 * @param at ISO 8601, UTC
 */
export const taxRateAt = (country: string | null, at: string): number => {
  const rates = country === null || !Object.hasOwn(taxRates, country) ? [] : (taxRates[country] ?? []);
  return rates.findLast(([from]) => from <= at.slice(0, 10))?.[1] ?? 0;
};
