import { fitInstant } from '../db/fit.ts';
import { instant, int, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { projection, put } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';

/**
 * `receivable`: invoices that are owed. `cash`: what the provider holds for us. `revenue`: sold, without tax. `tax`: owed to the state.
 * `credit`: owed to customers. `refunds`: given back or given away, without tax. `surplus`: received and not owed, on its way back.
 */
export type LedgerAccount = 'receivable' | 'cash' | 'revenue' | 'tax' | 'credit' | 'refunds' | 'surplus';

export const entries = table('entries', {
  key: ['position', 'line'],
  columns: {
    /** Of the event: what one event books sums to zero. */
    position: long,
    line: int,
    account: oneOf<LedgerAccount>(),
    currency: text,
    /** Minor units; positive: debit, negative: credit. */
    amountMinor: int,
    accountId: uuid,
    invoiceId: nullable(uuid),
    event: text,
    at: instant,
  },
  indexes: [
    { name: 'entries_invoice', on: 'invoice_id' },
    { name: 'entries_account', on: 'currency, account' },
  ],
});
export type StoredEntry = RowOf<typeof entries>;

type LedgerFact = Fact<
  | 'billing.InvoiceIssued'
  | 'billing.InvoicePaid'
  | 'billing.InvoiceVoided'
  | 'billing.RefundMade'
  | 'billing.SurplusReceived'
  | 'billing.SurplusReturned'
  | 'billing.CreditGranted'
>;

/** Books an event. Lines of nothing are left out. */
function book(fact: LedgerFact, at: string, lines: Partial<Record<LedgerAccount, number>>): readonly Edit[] {
  const { type, data, position } = fact;
  const shared = {
    position,
    currency: data.currency,
    accountId: data.accountId,
    invoiceId: 'invoiceId' in data ? data.invoiceId : null,
    event: type,
    at: fitInstant(at),
  };
  return Object.entries(lines)
    .filter(([, amountMinor]) => amountMinor !== 0)
    .map(([account, amountMinor], line) =>
      put(entries, { ...shared, line, account: account as LedgerAccount, amountMinor }),
    );
}

/** Every amount as double entry: what one event books sums to zero, and so does all of it. */
export const ledgerProjection = projection({
  name: 'ledger',
  version: 1,
  tables: [entries],
  key: (fact) => fact.data.accountId,
  on: {
    'billing.InvoiceIssued': (fact) => {
      const { grossMinor, netMinor, taxMinor, issuedAt } = fact.data;
      return book(fact, issuedAt, { receivable: grossMinor, revenue: -netMinor, tax: -taxMinor });
    },
    'billing.InvoiceVoided': (fact) => {
      const { grossMinor, netMinor, taxMinor, at } = fact.data;
      return book(fact, at, { receivable: -grossMinor, revenue: netMinor, tax: taxMinor });
    },
    // Less than nothing: the receivable was negative, and becomes what is owed to the customer.
    'billing.InvoicePaid': (fact) => {
      const { chargedMinor, creditMinor, at } = fact.data;
      return book(fact, at, { cash: chargedMinor, credit: creditMinor, receivable: -(chargedMinor + creditMinor) });
    },
    'billing.RefundMade': (fact) => {
      const { chargedMinor, creditMinor, netMinor, taxMinor, at } = fact.data;
      return book(fact, at, { refunds: netMinor, tax: taxMinor, cash: -chargedMinor, credit: -creditMinor });
    },
    'billing.SurplusReceived': (fact) =>
      book(fact, fact.data.at, { cash: fact.data.amountMinor, surplus: -fact.data.amountMinor }),
    'billing.SurplusReturned': (fact) =>
      book(fact, fact.data.at, { surplus: fact.data.amountMinor, cash: -fact.data.amountMinor }),
    // What comes of invoices and refunds is booked with them.
    'billing.CreditGranted': (fact) =>
      fact.data.cause === 'staff'
        ? book(fact, fact.metadata.occurredAt, { refunds: fact.data.amountMinor, credit: -fact.data.amountMinor })
        : [],
  },
});
