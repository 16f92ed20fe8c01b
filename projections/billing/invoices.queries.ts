import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { isUuid, limitOf, pageOf } from '../db/page.ts';
import type { Page } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { invoicesProjection, StoredInvoice } from './invoices.projection.ts';

/** An invoice. Amounts are minor units of its currency, instants ISO 8601; `revision` is that of its stream. */
export interface InvoiceRow extends Omit<StoredInvoice, 'issuedPosition' | 'revision' | 'position'> {
  readonly revision: string;
}

/** Queries of the projection `invoices`. */
export interface InvoiceQueries {
  byId(invoiceId: string): Promise<InvoiceRow | undefined>;
  /** Those of one account, the newest first. */
  ofAccount(accountId: string, page: { first: number; after?: string | undefined }): Promise<Page<InvoiceRow>>;
  /** Those that could not be collected, or wait for their customer, the newest first: for the studio. */
  owed(page: { first: number; after?: string | undefined }): Promise<Page<InvoiceRow>>;
}

const toRow = ({ issuedPosition: _issued, position: _position, revision, ...row }: StoredInvoice): InvoiceRow => ({
  ...row,
  revision: String(revision),
});

/** The only way to the tables of `invoices`. */
export function createInvoiceQueries(db: Database): InvoiceQueries {
  const invoices = db.kysely<TablesOf<typeof invoicesProjection>>().selectFrom('invoices.invoices').selectAll();
  const page = async (
    query: typeof invoices,
    { first, after }: { first: number; after?: string | undefined },
  ): Promise<Page<InvoiceRow>> => {
    const from = after === undefined ? query : query.where('issuedPosition', '<', decodeCursor('invoices', after));
    const rows = await from.orderBy('issuedPosition', 'desc').limit(limitOf(first)).execute();
    return pageOf(rows, { first, list: 'invoices', positionOf: (row) => row.issuedPosition, map: toRow });
  };
  return {
    async byId(invoiceId) {
      if (!isUuid(invoiceId)) return undefined;
      const row = await invoices.where('invoiceId', '=', invoiceId).executeTakeFirst();
      return row && toRow(row);
    },
    async ofAccount(accountId, asked) {
      return page(
        isUuid(accountId) ? invoices.where('accountId', '=', accountId) : invoices.where('number', '=', ''),
        asked,
      );
    },
    owed: (asked) => page(invoices.where('status', 'in', ['failed', 'action-needed']), asked),
  };
}
