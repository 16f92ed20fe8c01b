import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { given, testInstant as at } from '../testing/given.ts';
import { invoiceDecider } from './invoice.decider.ts';
import type { InvoiceEvent } from './invoice.state.ts';

const id = (n: string) => `00000000-0000-4000-8000-0000000000${n}` as never;
const [invoiceId, accountId, surplusId, refundId] = [id('b1'), id('a1'), id('b2'), id('b3')];
const reason = { kind: 'purchase', purchaseId: id('b4'), titleId: id('b5'), model: 'rent' } as const;
const asked = {
  ...{ invoiceId, accountId, reason, currency: 'EUR', country: 'DE' },
  lines: [{ kind: 'rental' as const, label: 'A film', amountMinor: 1190, taxIncluded: true }],
};
const drafted: InvoiceEvent = { type: 'billing.InvoiceDrafted', data: { ...asked, at } };
const sums = { netMinor: 1000, taxMinor: 190, grossMinor: 1190 };
const issued: InvoiceEvent = {
  type: 'billing.InvoiceIssued',
  data: {
    ...{ ...asked, ...sums, number: '2026-01-000001', issuedAt: at },
    taxes: [{ rateBasisPoints: 1900, netMinor: 1000, taxMinor: 190 }],
  },
};
const of = { invoiceId, accountId, reason };
const collection = (attempt: number): InvoiceEvent => ({
  type: 'billing.InvoiceCollectionAsked',
  data: { ...of, attempt, dueMinor: 1190, currency: 'EUR', at },
});
const paid: InvoiceEvent = {
  type: 'billing.InvoicePaid',
  data: { ...of, currency: 'EUR', chargedMinor: 1190, creditMinor: 0, paymentRef: 'p', at },
};
const voided: InvoiceEvent = {
  type: 'billing.InvoiceVoided',
  data: { ...of, ...sums, currency: 'EUR', why: 'over', at },
};
const number = { type: 'NumberInvoice', data: { invoiceId, number: '2026-01-000001' } } as const;
const collect = { type: 'CollectInvoice', data: { invoiceId } } as const;
const toVoid = { type: 'VoidInvoice', data: { invoiceId, why: 'over' } } as const;
const record = (attempt: number, paymentRef: string | null) =>
  ({
    type: 'RecordPayment',
    data: { invoiceId, attempt, surplusId, outcome: { kind: 'paid', paymentRef, chargedMinor: 1190 } },
  }) as const;
const failed = (attempt: number) =>
  ({
    type: 'RecordPayment',
    data: { invoiceId, attempt, surplusId, outcome: { kind: 'failed', code: 'x', soft: true } },
  }) as const;
const refund = (amountMinor: number) =>
  ({ type: 'RefundInvoice', data: { invoiceId, refundId, amountMinor, why: 'dark' } }) as const;

describe('an invoice', () => {
  it('is drafted once, numbered once, and collected', () => {
    given(invoiceDecider).when({ type: 'IssueInvoice', data: asked }).thenEvents(drafted);
    given(invoiceDecider, drafted).when({ type: 'IssueInvoice', data: asked }).thenEvents();
    given(invoiceDecider, drafted).when(number).thenEvents(issued, collection(1));
    given(invoiceDecider, drafted, issued).when(number).thenEvents();
  });

  it('that comes to more than can be written is refused', () => {
    const lines = Array.from({ length: 3 }, () => ({ ...asked.lines[0], amountMinor: 2 ** 31 - 1 })) as never;
    given(invoiceDecider)
      .when({ type: 'IssueInvoice', data: { ...asked, lines } })
      .thenRefused('invoice.too-large');
  });

  it('that is voided before it has its number gets that, and is void', () => {
    const voidAsked: InvoiceEvent = { type: 'billing.InvoiceVoidAsked', data: { ...of, why: 'over' } };
    given(invoiceDecider, drafted).when(toVoid).thenEvents(voidAsked);
    given(invoiceDecider, drafted, voidAsked).when(toVoid).thenEvents();
    given(invoiceDecider, drafted, voidAsked).when(number).thenEvents(issued, voided);
  });

  it('is collected again only while nobody tries', () => {
    const failure: InvoiceEvent = {
      type: 'billing.InvoicePaymentFailed',
      data: { ...of, attempt: 1, code: 'x', soft: true, at },
    };
    const open = [drafted, issued, collection(1)];
    given(invoiceDecider).when(collect).thenRefused('invoice.unknown');
    given(invoiceDecider, drafted).when(collect).thenRefused('invoice.not-issued');
    given(invoiceDecider, ...open)
      .when(collect)
      .thenEvents();
    given(invoiceDecider, ...open)
      .when(failed(1))
      .thenEvents(failure);
    given(invoiceDecider, ...open, failure)
      .when(collect)
      .thenEvents(collection(2));
    given(invoiceDecider, ...open, failure, collection(2))
      .when(failed(1))
      .thenEvents();
    given(invoiceDecider, ...open, paid)
      .when(collect)
      .thenEvents();
    given(invoiceDecider, ...open, voided)
      .when(collect)
      .thenRefused('invoice.void');
  });

  it('takes money once; more goes back', () => {
    const open = [drafted, issued, collection(1)];
    given(invoiceDecider, ...open)
      .when(record(1, 'p'))
      .thenEvents(paid);
    given(invoiceDecider, ...open, paid)
      .when(record(1, 'p'))
      .thenEvents();
    const surplus = (why: 'void' | 'paid-before'): InvoiceEvent => ({
      type: 'billing.SurplusReceived',
      data: {
        ...{ invoiceId, accountId, refundId: surplusId, paymentRef: 'q', currency: 'EUR', amountMinor: 1190, why, at },
      },
    });
    given(invoiceDecider, ...open, paid)
      .when(record(2, 'q'))
      .thenEvents(surplus('paid-before'));
    given(invoiceDecider, ...open, voided)
      .when(record(1, 'q'))
      .thenEvents(surplus('void'));
    given(invoiceDecider, ...open, voided, surplus('void'))
      .when(record(1, 'q'))
      .thenEvents();
    given(invoiceDecider, ...open, paid)
      .when(toVoid)
      .thenRefused('invoice.paid');
  });

  it('is given back up to what was paid, and its tax with it to the last cent', () => {
    given(invoiceDecider, drafted, issued, collection(1)).when(refund(1)).thenRefused('invoice.not-paid');
    given(invoiceDecider, drafted, issued, paid).when(refund(1191)).thenRefused('refund.too-much');
    let history: readonly InvoiceEvent[] = [drafted, issued, paid];
    for (let nth = 0; nth < 10; nth += 1) {
      const data = { ...refund(119).data, refundId: id(`c${nth}`) };
      const { decision } = given(invoiceDecider, ...history).when({ type: 'RefundInvoice', data });
      if (decision.kind === 'accepted') history = [...history, ...decision.events];
    }
    const refunds = history.flatMap((event) => (event.type === 'billing.RefundAsked' ? [event.data] : []));
    equal(refunds.length, 10);
    deepEqual(
      [
        refunds.reduce((sum, { netMinor }) => sum + netMinor, 0),
        refunds.reduce((sum, { taxMinor }) => sum + taxMinor, 0),
      ],
      [1000, 190],
    );
  });
});
