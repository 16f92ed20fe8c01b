import type { PurchaseRow } from '../../projections/billing/purchases.rows.ts';
import { titleById } from '../catalog/title.loader.ts';
import { showTitle } from '../catalog/title.view.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Loader } from '../graphql/loader.ts';
import { liveGrants } from './live-grants.ts';
import { money } from './money.view.ts';

const STATUS = {
  requested: 'PAYING',
  acting: 'CONFIRM',
  had: 'YOURS',
  refunding: 'REFUNDING',
  failed: 'FAILED',
  abandoned: 'ABANDONED',
  expired: 'EXPIRED',
  refunded: 'REFUNDED',
  revoked: 'REVOKED',
} as const;

/** How it stands at an instant, as the API names it: a rental whose time is over is over. */
export const purchaseStatusAt = ({ status, until }: Pick<PurchaseRow, 'status' | 'until'>, nowMs: number) =>
  status === 'had' && until !== null && Date.parse(until) <= nowMs ? ('EXPIRED' as const) : STATUS[status];

/** For how long after the payment it may be given back, ms. */
const REFUND_WITHIN_MS = 14 * 24 * 3600_000;

const REASONS: Readonly<Record<string, string>> = {
  'no-method': 'There was nothing to pay with. Add a card and try again.',
  insufficient_funds: 'Your bank says that there is not enough money on the account of this card.',
  expired_card: 'This card has expired. Add another one and try again.',
  stolen_card: 'Your bank did not accept this card. Use another one.',
  lost_card: 'Your bank did not accept this card. Use another one.',
  amount_too_small: 'The amount is too small to be charged.',
};
/** Why a payment failed, for people. */
export const failureText = (code: string): string =>
  REASONS[code] ?? 'Your bank declined the payment. Try again, or use another card.';

/** What the caller's account has of titles, or is paying for: what was bought before what was rented. */
export const purchaseOfTitle: Loader<PurchaseRow> = {
  name: 'purchase of a title',
  async load({ queries, now }, titleIds, { account }) {
    if (account === undefined) return new Map();
    const rows = await queries.purchases.had(account.accountId, titleIds, new Date(now()).toISOString());
    const order = ({ status, terms }: PurchaseRow) => (status === 'had' ? 0 : 2) + (terms.model === 'buy' ? 0 : 1);
    return new Map(rows.toSorted((a, b) => order(b) - order(a)).map((row) => [row.titleId, row]));
  },
};

/** A rental or purchase as its owner sees it. */
export async function showPurchase(context: RequestContext, row: PurchaseRow) {
  const { purchaseId: id, terms, invoiceId, failure, requestedAt, madeAt, startedAt, until } = row;
  const [title, { grants }] = await Promise.all([
    context.load(titleById, row.titleId),
    liveGrants(context).of(row.accountId),
  ]);
  const nowMs = context.ports.now();
  const refundEndMs = madeAt === null ? 0 : Date.parse(madeAt) + REFUND_WITHIN_MS;
  const isRefundable =
    refundEndMs > nowMs && row.paidMinor > row.refundedMinor && ['had', 'expired'].includes(row.status);
  return {
    id,
    model: terms.model === 'rent' ? ('RENT' as const) : ('BUY' as const),
    titleName: terms.titleName,
    title: showTitle(context, title, grants) ?? null,
    status: purchaseStatusAt(row, nowMs),
    price: money(terms.amountMinor, terms.currency),
    invoiceId,
    failure: failure === null ? null : failureText(failure),
    requestedAt,
    madeAt,
    startedAt,
    until,
    refundableUntil: isRefundable ? new Date(refundEndMs).toISOString() : null,
  };
}
