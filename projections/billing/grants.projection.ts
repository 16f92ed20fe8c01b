import type { PlanFeatures } from '../../schemas/billing/plan.events.ts';
import { boolean, instant, json, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';

export const grants = table('grants', {
  key: ['grantId'],
  columns: {
    grantId: uuid,
    accountId: uuid,
    kind: oneOf<'plan' | 'rental' | 'purchase' | 'promo'>(),
    /** The subscription or purchase. */
    refId: uuid,
    /** What it is for; null: what the plan includes. */
    titleId: nullable(uuid),
    planId: nullable(uuid),
    status: text,
    from: instant,
    /** Exclusive; null: for good. */
    until: nullable(instant),
    /** What the rest follows from: the end of what is paid for, whether it ends then, whether its renewal is on its way, and of which plan. */
    paidUntil: nullable(instant),
    canceling: boolean,
    renewing: boolean,
    nextPlanId: nullable(uuid),
    position: long,
  },
  indexes: [{ name: 'grants_of_account', on: 'account_id' }],
});
export type StoredGrant = RowOf<typeof grants>;

/** What plans include, so that a change holds for everybody who has one at once. */
export const planFeatures = table('plan_features', {
  key: ['planId'],
  columns: { planId: uuid, features: json<PlanFeatures>(), position: long },
});

/** As long as access stays while a payment is on its way or overdue, ms (`GRACE_MS` of the domain). */
const GRACE_MS = 7 * 24 * 3600_000;
const withGrace = (at: string): string => new Date(Date.parse(at) + GRACE_MS).toISOString();
const iso = (at: string): string => new Date(at).toISOString();
const earlier = (a: string | null, b: string): string => (a === null || b < a ? b : a);

type SubscriptionFact = Extract<
  Fact,
  { readonly data: { readonly subscriptionId: string; readonly accountId: string } }
>;
type Paid = Fact<
  | 'billing.SubscriptionStarted'
  | 'billing.SubscriptionRestarted'
  | 'billing.SubscriptionActivated'
  | 'billing.SubscriptionRenewed'
  | 'billing.PlanChangePaid'
  | 'billing.PaymentRecovered'
  | 'billing.SubscriptionReinstated'
>;
type Over = Fact<'billing.TrialExpired' | 'billing.SubscriptionCanceled' | 'billing.SubscriptionExpired'>;

/** Until when a subscription that is in order gives access. */
const inOrder = ({ paidUntil, canceling, renewing }: Pick<StoredGrant, 'paidUntil' | 'canceling' | 'renewing'>) => {
  if (paidUntil === null) return null;
  return canceling && !renewing ? paidUntil : withGrace(paidUntil);
};

const change = (fact: SubscriptionFact, to: (row: StoredGrant) => Partial<StoredGrant>): readonly Edit[] => [
  edit(grants, [fact.data.subscriptionId], (row) => row && { ...row, ...to(row), position: fact.position }),
];
const begin = (
  {
    data: { subscriptionId, accountId, terms },
    position,
  }: Fact<'billing.TrialStarted' | 'billing.SubscriptionRequested'>,
  rest: Pick<StoredGrant, 'status' | 'from' | 'until' | 'paidUntil'>,
): readonly Edit[] => [
  edit(grants, [subscriptionId], (): StoredGrant => ({
    ...{ grantId: subscriptionId, accountId, kind: 'plan', refId: subscriptionId, titleId: null },
    ...{ planId: terms.planId, canceling: false, renewing: false, nextPlanId: null },
    ...rest,
    position,
  })),
];
const whenPaid = (fact: Paid): readonly Edit[] =>
  change(fact, (row) => {
    const at = iso(fact.metadata.occurredAt);
    const paidUntil = iso(fact.data.period.end);
    // Where there was no access before, it begins now.
    const from = row.until !== null && row.until <= at ? at : row.from;
    const now = { ...row, status: 'active', from, paidUntil, renewing: false };
    return { ...now, planId: row.nextPlanId ?? row.planId, nextPlanId: null, until: inOrder(now) };
  });
const whenOver = (fact: Over, status: 'canceled' | 'expired'): readonly Edit[] =>
  change(fact, ({ until }) => ({ status, until: earlier(until, iso(fact.data.at)) }));
const feature = ({
  data: { planId, features },
  position,
}: Fact<'billing.PlanDefined' | 'billing.PlanFeaturesChanged'>): readonly Edit[] => [
  edit(planFeatures, [planId], () => ({ planId, features, position })),
];
const isInOrder = ({ status }: StoredGrant): boolean => status === 'active' || status === 'trialing';

type PurchaseFact = Extract<Fact, { readonly data: { readonly purchaseId: string; readonly accountId: string } }>;
const ofPurchase = (fact: PurchaseFact, to: (row: StoredGrant) => Partial<StoredGrant>): readonly Edit[] => [
  edit(grants, [fact.data.purchaseId], (row) => row && { ...row, ...to(row), position: fact.position }),
];
/** As long as a rental waits to be begun, ms (`START_WITHIN_MS` of the domain). */
const START_WITHIN_MS = 30 * 24 * 3600_000;
/** Whether the hours of a rental do not count yet. */
const isWaiting = ({ kind, from, paidUntil }: StoredGrant): boolean =>
  kind === 'rental' && paidUntil !== null && Date.parse(paidUntil) - Date.parse(from) === START_WITHIN_MS;
/** Nothing more is watched of it from an instant on. */
const endPurchase = (fact: PurchaseFact & { readonly data: { readonly at: string } }, status: string) =>
  ofPurchase(fact, ({ until }) => ({ status, until: earlier(until, iso(fact.data.at)) }));

/** What accounts have a right to watch, from when until when: of subscriptions what they have paid for, and titles that they rented or bought. */
export const grantsProjection = projection({
  name: 'grants',
  version: 3,
  tables: [grants, planFeatures],
  key: (fact) => ('accountId' in fact.data ? fact.data.accountId : fact.data.planId),
  on: {
    'billing.PlanDefined': feature,
    'billing.PlanFeaturesChanged': feature,
    'billing.TrialStarted': (fact) => {
      const paidUntil = iso(fact.data.endsAt);
      const from = iso(fact.metadata.occurredAt);
      return begin(fact, { status: 'trialing', from, paidUntil, until: withGrace(paidUntil) });
    },
    'billing.SubscriptionRequested': (fact) => {
      const from = iso(fact.data.period.start);
      return begin(fact, { status: 'pending', from, paidUntil: null, until: from });
    },
    'billing.SubscriptionIncomplete': (fact) => change(fact, () => ({ status: 'incomplete' })),
    'billing.SubscriptionStarted': whenPaid,
    'billing.SubscriptionRestarted': whenPaid,
    'billing.SubscriptionActivated': whenPaid,
    'billing.SubscriptionRenewed': whenPaid,
    'billing.PlanChangePaid': whenPaid,
    'billing.PaymentRecovered': whenPaid,
    'billing.SubscriptionReinstated': whenPaid,
    'billing.RenewalDue': (fact) =>
      change(fact, (row) => ({
        renewing: true,
        nextPlanId: fact.data.terms.planId,
        until: inOrder({ ...row, renewing: true }),
      })),
    'billing.PlanChanged': (fact) =>
      change(fact, (row) => {
        const paidUntil = iso(fact.data.period.end);
        return { planId: fact.data.terms.planId, paidUntil, until: inOrder({ ...row, paidUntil }) };
      }),
    'billing.DunningStarted': (fact) => change(fact, () => ({ status: 'past_due', until: iso(fact.data.accessUntil) })),
    'billing.SubscriptionSuspended': (fact) =>
      change(fact, ({ until }) => ({ status: 'suspended', until: earlier(until, iso(fact.metadata.occurredAt)) })),
    'billing.SubscriptionPaused': (fact) => change(fact, () => ({ status: 'paused', until: iso(fact.data.at) })),
    'billing.SubscriptionResumed': (fact) =>
      change(fact, (row) => {
        const now = { ...row, paidUntil: iso(fact.data.period.end) };
        return {
          ...now,
          status: fact.data.trial ? 'trialing' : 'active',
          from: iso(fact.data.at),
          until: inOrder(now),
        };
      }),
    'billing.CancellationScheduled': (fact) =>
      change(fact, (row) => ({
        canceling: true,
        ...(isInOrder(row) && { until: inOrder({ ...row, canceling: true }) }),
      })),
    'billing.CancellationReverted': (fact) =>
      change(fact, (row) => ({
        canceling: false,
        ...(isInOrder(row) && { until: inOrder({ ...row, canceling: false }) }),
      })),
    'billing.TrialExpired': (fact) => whenOver(fact, 'expired'),
    'billing.SubscriptionExpired': (fact) => whenOver(fact, 'expired'),
    'billing.SubscriptionCanceled': (fact) => whenOver(fact, 'canceled'),
    'billing.PurchaseMade': (fact) => {
      const { purchaseId, accountId, titleId, model, startBy, at } = fact.data;
      const until = startBy === null ? null : iso(startBy);
      return [
        edit(grants, [purchaseId], (): StoredGrant => ({
          ...{ grantId: purchaseId, accountId, kind: model === 'rent' ? 'rental' : 'purchase', refId: purchaseId },
          ...{
            titleId,
            planId: null,
            status: model === 'rent' ? 'waiting' : 'active',
            from: iso(at),
            until,
            paidUntil: until,
          },
          ...{ canceling: false, renewing: false, nextPlanId: null, position: fact.position },
        })),
      ];
    },
    'billing.RentalClockStarted': (fact) =>
      ofPurchase(fact, () => {
        const until = iso(fact.data.endsAt);
        return { status: 'active', until, paidUntil: until };
      }),
    'billing.RentalExpired': (fact) => endPurchase(fact, 'expired'),
    'billing.PurchaseRefundAsked': (fact) => endPurchase(fact, 'refunding'),
    'billing.PurchaseRefundFailed': (fact) =>
      ofPurchase(fact, (row) => ({ status: isWaiting(row) ? 'waiting' : 'active', until: row.paidUntil })),
    'billing.PurchaseRefunded': (fact) => (fact.data.over ? endPurchase(fact, 'refunded') : []),
    'billing.PurchaseRevoked': (fact) => endPurchase(fact, 'revoked'),
  },
});
