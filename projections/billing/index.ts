import type { Database } from '../../ports/database.ts';
import { couponsProjection } from './coupons.projection.ts';
import { createCouponQueries } from './coupons.queries.ts';
import { giftCodesProjection } from './gift-codes.projection.ts';
import { createGiftCodeQueries } from './gift-codes.queries.ts';
import { invoicesProjection } from './invoices.projection.ts';
import { createInvoiceQueries } from './invoices.queries.ts';
import { ledgerProjection } from './ledger.projection.ts';
import { createLedgerQueries } from './ledger.queries.ts';
import { grantsProjection } from './grants.projection.ts';
import { createGrantQueries } from './grants.queries.ts';
import { plansProjection } from './plans.projection.ts';
import { createPlanQueries } from './plans.queries.ts';
import { purchasesProjection } from './purchases.projection.ts';
import { createPurchaseQueries } from './purchases.queries.ts';
import { subscriptionsProjection } from './subscriptions.projection.ts';
import { createSubscriptionQueries } from './subscriptions.queries.ts';
import { titlePricesProjection } from './title-prices.projection.ts';
import { createTitlePriceQueries } from './title-prices.queries.ts';

export const billing = {
  name: 'billing',
  projections: [
    plansProjection,
    subscriptionsProjection,
    grantsProjection,
    invoicesProjection,
    ledgerProjection,
    titlePricesProjection,
    purchasesProjection,
    giftCodesProjection,
    couponsProjection,
  ],
  queries: (db: Database) => ({
    plans: createPlanQueries(db),
    subscriptions: createSubscriptionQueries(db),
    grants: createGrantQueries(db),
    invoices: createInvoiceQueries(db),
    ledger: createLedgerQueries(db),
    titlePrices: createTitlePriceQueries(db),
    purchases: createPurchaseQueries(db),
    giftCodes: createGiftCodeQueries(db),
    coupons: createCouponQueries(db),
  }),
};
