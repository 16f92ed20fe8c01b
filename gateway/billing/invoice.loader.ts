import type { InvoiceRow } from '../../projections/billing/invoices.queries.ts';
import type { Loader } from '../graphql/loader.ts';

/** Invoices by id, whosever they are: whoever shows one asks whether the caller may see it. */
export const invoiceById: Loader<InvoiceRow> = {
  name: 'invoice by id',
  load: ({ queries }, ids) => queries.invoices.byIds(ids),
};
