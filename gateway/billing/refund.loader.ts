import type { RefundRow } from '../../projections/billing/invoices.queries.ts';
import type { Loader } from '../graphql/loader.ts';

/** What was given back of an invoice, or shall be, the oldest first; undefined: nothing. */
export const refundsOfInvoice: Loader<readonly RefundRow[]> = {
  name: 'refunds of an invoice',
  load: ({ queries }, ids) => queries.invoices.refundsOf(ids),
};
