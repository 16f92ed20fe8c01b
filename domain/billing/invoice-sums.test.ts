import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { invoiceSums, share } from './invoice-sums.ts';
import { taxRateAt, taxRates } from './tax-rates.ts';

const line = (amountMinor: number, taxIncluded: boolean) =>
  ({ kind: 'plan', label: 'x', amountMinor, taxIncluded }) as const;

describe('the sum of an invoice', () => {
  it('holds its tax or gets it', () => {
    deepEqual(invoiceSums([line(1190, true)], 1900), {
      taxes: [{ rateBasisPoints: 1900, netMinor: 1000, taxMinor: 190 }],
      netMinor: 1000,
      taxMinor: 190,
      grossMinor: 1190,
    });
    equal(invoiceSums([line(1000, false)], 1900).grossMinor, 1190);
    deepEqual(invoiceSums([line(999, true)], 0), { taxes: [], netMinor: 999, taxMinor: 0, grossMinor: 999 });
  });

  it('is rounded once, half away from zero, not for each line', () => {
    equal(invoiceSums([line(5, false), line(5, false)], 1000).taxMinor, 1);
    equal(invoiceSums([line(5, false)], 1000).taxMinor, 1);
    equal(invoiceSums([line(-5, false)], 1000).taxMinor, -1);
  });

  it('is exact, and that of a credit is that of its charge', () => {
    const amount = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(amount, fc.boolean()), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 10_000 }),
        (lines, rate) => {
          const sums = invoiceSums(
            lines.map(([minor, included]) => line(minor, included)),
            rate,
          );
          equal(sums.netMinor + sums.taxMinor, sums.grossMinor);
          const back = invoiceSums(
            lines.map(([minor, included]) => line(-minor, included)),
            rate,
          );
          equal(back.grossMinor + sums.grossMinor, 0);
          equal(back.taxMinor + sums.taxMinor, 0);
        },
      ),
    );
  });

  it('takes shares of any whole numbers exactly', () => {
    equal(share(2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1), 2 ** 31 - 1);
    equal(share(1, 1, 2), 1);
    equal(share(-1, 1, 2), -1);
  });
});

describe('rates of tax', () => {
  it('are those of the day', () => {
    equal(taxRateAt('DE', '2020-06-30T23:59:59.999Z'), 1900);
    equal(taxRateAt('DE', '2020-07-01T00:00:00.000Z'), 1600);
    equal(taxRateAt('DE', '2021-01-01T00:00:00Z'), 1900);
    equal(taxRateAt('FI', '2024-09-01T00:00:00Z'), 2550);
  });

  it('are 0 where none is known', () => {
    for (const country of ['US', 'toString', null]) equal(taxRateAt(country, '2026-01-01T00:00:00Z'), 0);
  });

  it('have the 27 countries of the European Union, each in order of time', () => {
    const others = ['CH', 'GB', 'LI', 'NO'];
    equal(Object.keys(taxRates).filter((country) => !others.includes(country)).length, 27);
    for (const rates of Object.values(taxRates))
      deepEqual(
        rates.map(([from]) => from),
        rates.map(([from]) => from).toSorted(),
      );
    ok(
      Object.values(taxRates)
        .flat()
        .every(([from, rate]) => /^\d{4}-\d{2}-\d{2}$/.test(from) && rate > 0 && rate < 5000),
    );
  });
});
