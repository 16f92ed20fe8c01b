import { payerNow } from '../../commands/billing/payer-now.ts';
import { discountNow, nextPayment, subscriptionNow } from '../../commands/billing/subscriber-now.ts';
import type { SubscriptionRow } from '../../projections/billing/subscriptions.rows.ts';
import type { MySubscriptionStatus } from '../generated/resolvers.ts';
import type { GatewayPorts } from '../ports.ts';
import { money } from './money.view.ts';
import { showInterval } from './plan.view.ts';

/** Why a payment failed, for whoever wanted to pay, by the code of the provider. */
const FAILURES: Readonly<Record<string, string>> = {
  'no-method': 'There is no card to pay by.',
  'action-needed': 'The bank wants you to confirm the payment.',
  authentication_required: 'The bank wants you to confirm the payment.',
  insufficient_funds: 'There was not enough money on the card.',
  expired_card: 'The card has expired.',
  amount_too_small: 'The amount is too small for the payment provider.',
  method_unknown: 'The card is not kept any more.',
};
const failureOf = (code: string): string => FAILURES[code] ?? 'The bank declined the card.';

const isOver = ({ status }: SubscriptionRow): boolean => status === 'canceled' || status === 'expired';

/** A payment that is to come by itself: at the end of a period or a trial that goes on. */
async function paymentToCome({ log }: Pick<GatewayPorts, 'log'>, row: SubscriptionRow) {
  const { nextStep, nextStepAt, canceling } = row;
  if (canceling || nextStepAt === null || (nextStep !== 'renewal' && nextStep !== 'trial-end')) return null;
  const { state } = await subscriptionNow(log, row.subscriptionId);
  const next = nextPayment(state, nextStepAt);
  return next === undefined ? null : { at: nextStepAt, amount: money(next.grossMinor, next.terms.currency) };
}

/** What a code takes off, while it does. */
async function discountOf({ log }: Pick<GatewayPorts, 'log'>, row: SubscriptionRow) {
  if (row.coupon === null || isOver(row)) return null;
  const discount = discountNow((await subscriptionNow(log, row.subscriptionId)).state);
  return discount && { ...discount, off: money(discount.offMinor, row.terms.currency) };
}

/** What is owed: an invoice that nobody paid yet. */
async function owedOf({ queries }: Pick<GatewayPorts, 'queries'>, row: SubscriptionRow) {
  const isOwed = row.openInvoiceId !== null && !isOver(row);
  const invoice = isOwed ? await queries.invoices.byId(row.openInvoiceId) : undefined;
  const failed = invoice?.status === 'failed' || invoice?.status === 'action-needed';
  const isFailing = failed || row.lastFailure !== null || row.status === 'incomplete';
  return {
    owedInvoiceId: isOwed && isFailing ? row.openInvoiceId : null,
    owed: invoice !== undefined && isFailing ? money(invoice.grossMinor, invoice.currency) : null,
    needsConfirmation: invoice?.status === 'action-needed',
  };
}

/** A subscription as whoever has it sees it. */
export async function showSubscription(ports: Pick<GatewayPorts, 'log' | 'queries'>, row: SubscriptionRow) {
  const { subscriptionId: id, terms, status, canceling, startedAt, periodEnd, endedAt, overdueSince } = row;
  const { nextStep, nextStepAt, nextTerms, lastFailure } = row;
  const { planId, planName, currency, amountMinor, taxIncluded, interval } = terms;
  const { credit } = await payerNow(ports.log, row.accountId);
  return {
    ...{ id, planId, planName, taxIncluded, startedAt, periodEnd, canceling, endedAt, overdueSince },
    status: status.toUpperCase() as MySubscriptionStatus,
    price: money(amountMinor, currency),
    interval: showInterval(interval),
    nextPayment: await paymentToCome(ports, row),
    discount: await discountOf(ports, row),
    nextPlanName: nextTerms === null || isOver(row) ? null : nextTerms.planName,
    pausedUntil: nextStep === 'resume' ? nextStepAt : null,
    failure: lastFailure === null || isOver(row) ? null : failureOf(lastFailure),
    retryAt: nextStep === 'retry' ? nextStepAt : null,
    ...(await owedOf(ports, row)),
    credit: [...credit].filter(([, minor]) => minor > 0).map(([unit, minor]) => money(minor, unit)),
  };
}
