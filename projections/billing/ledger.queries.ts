import type { Database } from '../../ports/database.ts';
import { isUuid } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { ledgerProjection, StoredEntry } from './ledger.projection.ts';

/** What an account of the ledger comes to; minor units, positive: debit. A text, because sums outgrow numbers. */
export interface Balance {
  readonly account: StoredEntry['account'];
  readonly currency: string;
  readonly balanceMinor: string;
}

/** Queries of the projection `ledger`. */
export interface LedgerQueries {
  /** The balance of each account in each currency; those of one currency sum to zero. */
  balances(): Promise<readonly Balance[]>;
  /** What was booked for one invoice, the oldest first. */
  ofInvoice(invoiceId: string): Promise<readonly StoredEntry[]>;
}

/** More entries than one invoice has. */
const MOST = 1000;

/** The only way to the tables of `ledger`. */
export function createLedgerQueries(db: Database): LedgerQueries {
  const kysely = db.kysely<TablesOf<typeof ledgerProjection>>();
  return {
    async balances() {
      const rows = await kysely
        .selectFrom('ledger.entries')
        .select(({ fn }) => ['account', 'currency', fn.sum<bigint>('amountMinor').as('balanceMinor')])
        .groupBy(['currency', 'account'])
        .orderBy('currency')
        .orderBy('account')
        .execute();
      return rows.map((row) => ({ ...row, balanceMinor: String(row.balanceMinor) }));
    },
    async ofInvoice(invoiceId) {
      if (!isUuid(invoiceId)) return [];
      return kysely
        .selectFrom('ledger.entries')
        .selectAll()
        .where('invoiceId', '=', invoiceId)
        .orderBy('position')
        .orderBy('line')
        .limit(MOST)
        .execute();
    },
  };
}
