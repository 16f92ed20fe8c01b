import type { PurchaseTerms } from '../../schemas/billing/purchase.events.ts';
import { instant, int, json, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';
import type { PurchaseStatus } from './purchases.rows.ts';

export const purchases = table('purchases', {
  key: ['purchaseId'],
  columns: {
    purchaseId: uuid,
    accountId: uuid,
    titleId: uuid,
    invoiceId: uuid,
    terms: json<PurchaseTerms>(),
    status: oneOf<PurchaseStatus>(),
    failure: nullable(text),
    requestedAt: instant,
    madeAt: nullable(instant),
    startedAt: nullable(instant),
    until: nullable(instant),
    paidMinor: int,
    refundedMinor: int,
    createdPosition: long,
    position: long,
  },
  indexes: [{ name: 'purchases_of_account', on: 'account_id, title_id' }],
});
export type StoredPurchase = RowOf<typeof purchases>;

type PurchaseFact = Extract<Fact, { readonly data: { readonly purchaseId: string; readonly accountId: string } }>;
const change = (fact: PurchaseFact, to: (row: StoredPurchase) => Partial<StoredPurchase>): readonly Edit[] => [
  edit(purchases, [fact.data.purchaseId], (row) => row && { ...row, ...to(row), position: fact.position }),
];
/** A sum of money that has gone back; what no column could hold stays what it is. */
const sum = (a: number, b: number): number => Math.min(a + b, 2 ** 31 - 1);

/** What accounts rented and bought, and where each stands. */
export const purchasesProjection = projection({
  name: 'purchases',
  version: 1,
  tables: [purchases],
  key: (fact) => fact.data.accountId,
  on: {
    'billing.PurchaseRequested': ({ data, position }) => [
      edit(purchases, [data.purchaseId], (): StoredPurchase => {
        const { purchaseId, accountId, titleId, invoiceId, terms, at } = data;
        return {
          ...{ purchaseId, accountId, titleId, invoiceId, terms, status: 'requested', failure: null, requestedAt: at },
          ...{ madeAt: null, startedAt: null, until: null, paidMinor: 0, refundedMinor: 0 },
          ...{ createdPosition: position, position },
        };
      }),
    ],
    'billing.PurchaseActionNeeded': (fact) => change(fact, () => ({ status: 'acting' })),
    'billing.PurchaseFailed': (fact) => change(fact, () => ({ status: 'failed', failure: fact.data.code })),
    'billing.PurchaseAbandoned': (fact) => change(fact, () => ({ status: 'abandoned' })),
    'billing.PurchaseMade': (fact) => {
      const { at, startBy, paidMinor } = fact.data;
      return change(fact, () => ({ status: 'had', madeAt: at, until: startBy, paidMinor }));
    },
    'billing.RentalClockStarted': (fact) =>
      change(fact, () => ({ status: 'had', startedAt: fact.data.at, until: fact.data.endsAt })),
    'billing.RentalExpired': (fact) => change(fact, () => ({ status: 'expired' })),
    'billing.PurchaseRefundAsked': (fact) => change(fact, () => ({ status: 'refunding' })),
    'billing.PurchaseRefunded': (fact) =>
      change(fact, ({ status, refundedMinor }) => ({
        status: fact.data.over ? 'refunded' : status,
        refundedMinor: sum(refundedMinor, fact.data.amountMinor),
      })),
    'billing.PurchaseRefundFailed': (fact) => change(fact, () => ({ status: 'had', failure: fact.data.code })),
    'billing.PurchaseRevoked': (fact) => change(fact, () => ({ status: 'revoked' })),
  },
});
