import assert from 'node:assert/strict';
import type { InvoiceId } from '../../schemas/billing/invoice.ids.ts';
import { given } from './given.ts';
import { later } from '../kernel/later.ts';
import { DAY_MS } from '../billing/calendar.ts';
import { accountId, planId, priceId, subscriptionId } from '../billing/samples.ts';
import { subscriptionDecider } from '../billing/subscription.decider.ts';
import type { SubscriptionCommand } from '../billing/subscription.decider.ts';
import type { SubscriptionEvent } from '../billing/subscription.state.ts';
import type { Terms } from '../../schemas/billing/subscription.events.ts';

export type Given = SubscriptionCommand extends infer C
  ? C extends SubscriptionCommand
    ? Omit<C, 'at'> & { at?: string }
    : never
  : never;
export const invoice = (n: number) => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}` as InvoiceId;
export const terms = {
  ...{ planId, planName: 'Whole', priceId, territory: null, currency: 'EUR', amountMinor: 1000, taxIncluded: true },
  interval: { unit: 'month' as const, count: 1 },
};
export const dearer = { ...terms, planId: planId.replace('b0', 'c0') as typeof planId, amountMinor: 3000 };
export const cheaper = { ...terms, planId: planId.replace('b0', 'd0') as typeof planId, amountMinor: 500 };
export const one = { subscriptionId };
export const start = '2026-01-31T10:00:00.000Z';
export const end = '2026-02-28T10:00:00.000Z';
export const begun = { ...one, accountId, terms, country: 'DE', previousId: null };
export const subscribe = { type: 'Subscribe', data: { ...begun, invoiceId: invoice(1) }, at: start } as const;
export const trial = { type: 'StartTrial', data: { ...begun, trialDays: 14 }, at: start } as const;
export const paid = (n: number, at = start) =>
  ({ type: 'RecordSubscriptionPaid', data: { ...one, invoiceId: invoice(n), amountMinor: 1000 }, at }) as const;
export const failed = (n: number, attempt: number, at: string, soft = true, code = 'insufficient_funds') =>
  ({ type: 'RecordSubscriptionFailure', data: { ...one, invoiceId: invoice(n), attempt, code, soft }, at }) as const;
export const renew = (n: number, dueAt: string, at = dueAt) =>
  ({ type: 'RenewSubscription', data: { ...one, invoiceId: invoice(n), dueAt }, at }) as const;
export const simple = (
  type:
    | 'CancelNow'
    | 'CancelAtPeriodEnd'
    | 'UndoCancel'
    | 'ResumeSubscription'
    | 'RetryPayment'
    | 'ContinueDunning'
    | 'ExpireIncomplete',
  at = start,
) => ({ type, data: one, at }) as const;
export const pause = (until: string, at = start) =>
  ({ type: 'PauseSubscription', data: { ...one, until }, at }) as const;
export const change = (to: Terms, n: number, at: string) =>
  ({ type: 'ChangePlan', data: { ...one, terms: to, invoiceId: invoice(n) }, at }) as const;

/** What came of these commands, one after the other; a refusal is a bug of the test. */
export function live(...commands: readonly Given[]): readonly SubscriptionEvent[] {
  return commands.reduce<readonly SubscriptionEvent[]>((history, command) => {
    const { decision } = given(subscriptionDecider, ...history).when(command);
    assert.equal(decision.kind, 'accepted', JSON.stringify(decision));
    return decision.kind === 'accepted' ? [...history, ...decision.events] : history;
  }, []);
}
export const types = (events: readonly SubscriptionEvent[]) => events.map(({ type }) => type.replace('billing.', ''));
export const stateOf = (...commands: readonly Given[]) => given(subscriptionDecider, ...live(...commands)).state;
export const newly = (before: readonly Given[], command: Given) =>
  types(live(...before, command))
    .slice(live(...before).length)
    .join(' ');

export const active = [subscribe, paid(1)] as const;
export const pastDue = [...active, renew(2, end), failed(2, 1, end)] as const;
export const day = (n: number) => later(end, n * DAY_MS);
export const suspended = [...pastDue, ...[1, 3, 5, 7].map((n) => simple('ContinueDunning', day(n)))] as const;
export const trialEnd = later(start, 14 * DAY_MS);
export const states: Readonly<Record<string, readonly Given[]>> = {
  none: [],
  pending: [subscribe],
  incomplete: [subscribe, failed(1, 1, start)],
  trialing: [trial],
  active,
  canceling: [...active, simple('CancelAtPeriodEnd')],
  past_due: pastDue,
  suspended,
  paused: [...active, pause('2026-03-01T00:00:00.000Z')],
  canceled: [...active, simple('CancelNow')],
  expired: [subscribe, simple('ExpireIncomplete')],
};
