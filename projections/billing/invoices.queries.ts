import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { isUuid, limitOf, pageOf } from '../db/page.ts';
import type { Page } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { invoicesProjection, StoredInvoice, StoredRefund } from './invoices.projection.ts';

/** An invoice. Amounts are minor units of its currency, instants ISO 8601; `revision` is that of its stream. */
export interface InvoiceRow extends Omit<StoredInvoice, 'issuedPosition' | 'revision' | 'position'> {
  readonly revision: string;
}

/** What was given back of an invoice, or shall be. Amounts are minor units, instants ISO 8601. */
export type RefundRow = Omit<StoredRefund, 'position'>;

/** Queries of the projection `invoices`. */
export interface InvoiceQueries {
  byId(invoiceId: string): Promise<InvoiceRow | undefined>;
  /** These invoices, by id; those that there are not are left out. */
  byIds(invoiceIds: readonly string[]): Promise<ReadonlyMap<string, InvoiceRow>>;
  /** Those of one account, the newest first. */
  ofAccount(accountId: string, page: { first: number; after?: string | undefined }): Promise<Page<InvoiceRow>>;
  /** Those that could not be collected, or wait for their customer, the newest first: for the studio. */
  owed(page: { first: number; after?: string | undefined }): Promise<Page<InvoiceRow>>;
  /** What was given back of these invoices, by invoice, the oldest first. */
  refundsOf(invoiceIds: readonly string[]): Promise<ReadonlyMap<string, readonly RefundRow[]>>;
}

const toRow = ({ issuedPosition: _issued, position: _position, revision, ...row }: StoredInvoice): InvoiceRow => ({
  ...row,
  revision: String(revision),
});

/** The only way to the tables of `invoices`. */
export function createInvoiceQueries(db: Database): InvoiceQueries {
  const kysely = db.kysely<TablesOf<typeof invoicesProjection>>();
  const invoices = kysely.selectFrom('invoices.invoices').selectAll();
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
    async byIds(invoiceIds) {
      const ids = invoiceIds.filter(isUuid);
      if (ids.length === 0) return new Map();
      const rows = await invoices.where('invoiceId', 'in', ids).execute();
      return new Map(rows.map((row) => [row.invoiceId, toRow(row)]));
    },
    async ofAccount(accountId, asked) {
      return page(
        isUuid(accountId) ? invoices.where('accountId', '=', accountId) : invoices.where('number', '=', ''),
        asked,
      );
    },
    owed: (asked) => page(invoices.where('status', 'in', ['failed', 'action-needed']), asked),
    async refundsOf(invoiceIds) {
      const ids = invoiceIds.filter(isUuid);
      if (ids.length === 0) return new Map();
      const rows = await kysely
        .selectFrom('invoices.refunds')
        .selectAll()
        .where('invoiceId', 'in', ids)
        .orderBy('askedAt')
        .orderBy('refundId')
        .execute();
      return Map.groupBy(
        rows.map(({ position: _position, ...row }) => row),
        ({ invoiceId }) => invoiceId,
      );
    },
  };
}
