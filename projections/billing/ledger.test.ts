import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { invoiceSums } from '../../domain/billing/invoice-sums.ts';
import { rowsAfter, rowsOfTable } from '../testing/facts.ts';
import { invoicesProjection } from './invoices.projection.ts';
import { ledgerProjection } from './ledger.projection.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-01-02T03:04:05.000Z';
const accountId = id(1);
const reason = { kind: 'purchase', purchaseId: id(2), titleId: id(3), model: 'rent' };
type Facts = readonly (readonly [type: string, data: unknown])[];
const total = (rows: readonly { readonly amountMinor?: unknown }[]): number =>
  rows.reduce((sum, { amountMinor }) => sum + Number(amountMinor), 0);

/** One life of an invoice: how it ends, what credit pays, and how much of it is given back. */
const life = fc.record({
  amountMinor: fc.integer({ min: -100_000, max: 100_000 }),
  taxIncluded: fc.boolean(),
  rate: fc.constantFrom(0, 770, 1900, 2550),
  end: fc.constantFrom('paid', 'void', 'surplus', 'open'),
  credit: fc.nat({ max: 100 }),
  refund: fc.nat({ max: 100 }),
  gift: fc.nat({ max: 5000 }),
  currency: fc.constantFrom('EUR', 'JPY'),
});
type Life = typeof life extends fc.Arbitrary<infer L> ? L : never;

function factsOf({ amountMinor, taxIncluded, rate, end, credit, refund, gift, currency }: Life, nth: number): Facts {
  const invoiceId = id(100 + nth);
  const lines = [{ kind: 'plan' as const, label: 'x', amountMinor, taxIncluded }];
  const { taxes, ...sums } = invoiceSums(lines, rate);
  const of = { invoiceId, accountId, currency };
  const issued = { ...of, ...sums, reason, country: null, lines, taxes, number: '2026-01-000001', issuedAt: at };
  const granted = { accountId, currency, creditId: id(500 + nth), amountMinor: gift, cause: 'staff', why: 'x' };
  const facts: (readonly [string, unknown])[] = [
    ['billing.InvoiceIssued', issued],
    ['billing.CreditGranted', granted],
  ];
  if (end === 'void' || end === 'surplus')
    facts.push(['billing.InvoiceVoided', { ...of, ...sums, reason, why: 'x', at }]);
  const gross = sums.grossMinor;
  if (end === 'paid') {
    const creditMinor = gross <= 0 ? gross : Math.floor((gross * credit) / 100);
    const paid = { ...of, reason, chargedMinor: gross - creditMinor, creditMinor, paymentRef: null, at };
    facts.push(['billing.InvoicePaid', paid]);
    const back = Math.max(0, Math.floor((gross * refund) / 100));
    const chargedMinor = Math.min(back, gross - creditMinor);
    const taxMinor = gross > 0 ? Math.floor((sums.taxMinor * back) / gross) : 0;
    const parts = { chargedMinor, creditMinor: back - chargedMinor, netMinor: back - taxMinor, taxMinor };
    const refunded = {
      ...of,
      ...parts,
      refundId: id(900 + nth),
      reason,
      refundRef: null,
      number: 'C-2026-01-000001',
      at,
    };
    if (back > 0) facts.push(['billing.RefundMade', refunded]);
  }
  if (end === 'surplus') {
    const surplus = { ...of, refundId: id(900 + nth), amountMinor: Math.abs(gross), at };
    facts.push(
      ['billing.SurplusReceived', { ...surplus, paymentRef: 'p', why: 'void' }],
      ['billing.SurplusReturned', { ...surplus, refundRef: 'r' }],
    );
  }
  return facts;
}

test('whatever happens, what one event books sums to zero in one currency, and what is over is owed by nobody', () => {
  fc.assert(
    fc.property(fc.array(life, { minLength: 1, maxLength: 8 }), (lives) => {
      const rows = rowsAfter(ledgerProjection, ...lives.flatMap(factsOf));
      for (const ofEvent of Map.groupBy(rows, ({ position }) => position).values()) {
        assert.equal(total(ofEvent), 0);
        assert.equal(new Set(ofEvent.map(({ currency }) => currency)).size, 1);
      }
      for (const [nth, { end }] of lives.entries()) {
        const own = rows.filter((row) => row['invoiceId'] === id(100 + nth));
        if (end !== 'open') assert.equal(total(own.filter(({ account }) => account === 'receivable')), 0);
        assert.equal(total(own.filter(({ account }) => account === 'surplus')), 0);
      }
    }),
    { numRuns: 60 },
  );
});

test('an invoice is what became of it', () => {
  const facts = factsOf(
    { amountMinor: 1190, taxIncluded: true, rate: 1900, end: 'paid', credit: 0, refund: 50, gift: 0, currency: 'EUR' },
    1,
  );
  const [row] = rowsAfter(invoicesProjection, ...facts);
  assert.deepEqual(
    [row?.['number'], row?.['status'], row?.['grossMinor'], row?.['refundedMinor'], row?.['paidAt']],
    ['2026-01-000001', 'paid', 1190, 595, at],
  );
});

test('what is given back of an invoice is a row from the question to its credit note, or to why it could not be', () => {
  const invoiceId = id(100);
  const asked = (refundId: string) => ({
    ...{ invoiceId, accountId, refundId, currency: 'EUR', paymentRef: 'pi_1', why: 'They asked.', at },
    ...{ chargedMinor: 100, creditMinor: 19, netMinor: 100, taxMinor: 19 },
  });
  const { why: _why, paymentRef: _ref, ...parts } = asked(id(900));
  const made = { ...parts, reason, refundRef: 're_1', number: 'C-2026-01-000001' };
  const facts: Facts = [
    ['billing.RefundAsked', asked(id(900))],
    ['billing.RefundAsked', asked(id(901))],
    ['billing.RefundMade', made],
    ['billing.RefundFailed', { invoiceId, accountId, refundId: id(901), currency: 'EUR', code: 'expired', at }],
  ];
  const rows = rowsOfTable(invoicesProjection, 'refunds', ...facts);
  assert.deepEqual(
    rows.map((row) => ['status', 'number', 'failure', 'why', 'endedAt'].map((column) => row[column])),
    [
      ['made', 'C-2026-01-000001', null, 'They asked.', at],
      ['failed', null, 'expired', 'They asked.', at],
    ],
  );
});
