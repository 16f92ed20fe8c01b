import type { Database } from '../../ports/database.ts';
import { invoicesProjection } from './invoices.projection.ts';
import { createInvoiceQueries } from './invoices.queries.ts';
import { ledgerProjection } from './ledger.projection.ts';
import { createLedgerQueries } from './ledger.queries.ts';
import { plansProjection } from './plans.projection.ts';
import { createPlanQueries } from './plans.queries.ts';

export const billing = {
  name: 'billing',
  projections: [plansProjection, invoicesProjection, ledgerProjection],
  queries: (db: Database) => ({
    plans: createPlanQueries(db),
    invoices: createInvoiceQueries(db),
    ledger: createLedgerQueries(db),
  }),
};
