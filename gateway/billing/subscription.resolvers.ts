import { creditFor, payerNow } from '../../commands/billing/payer-now.ts';
import { quotePlan } from '../../commands/billing/quote.ts';
import {
  currentOf,
  nextPayment,
  paymentToConfirm,
  previewChange,
  subscriptionNow,
} from '../../commands/billing/subscriber-now.ts';
import type { PlanId } from '../../schemas/billing/ids.ts';
import {
  CancelAtPeriodEnd,
  CancelNow,
  ChangePlan,
  PauseSubscription,
  ResumeSubscription,
  RetryPayment,
  UndoCancel,
} from '../../schemas/billing/subscription.commands.ts';
import type { Terms } from '../../schemas/billing/subscription.events.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { language } from '../../schemas/language.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import type { CommandAnswer } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { accountActor } from '../http/identity.ts';
import { attempt, tooManyCheckouts } from '../identity/account-limits.ts';
import { SIGNED_OUT } from '../identity/account-password.ts';
import { money } from './money.view.ts';
import { NOTHING_SOLD } from './payment-method.resolvers.ts';
import { subscribe } from './subscribe.ts';
import { showSubscription } from './subscription.view.ts';

/** For how long a preview of a change holds, ms. */
const PREVIEW_MS = 10 * 60_000;

const none = () => refuse('NotFound', 'subscription.unknown', 'You have no subscription.');
const noPlan = () => refuse('NotFound', 'plan.unknown', 'There is no such plan; look at the list of plans.');
const noInvoice = () => refuse('NotFound', 'invoice.unknown', 'There is no such invoice.').refusal;
const answered = (subscriptionId: string, answer: CommandAnswer) =>
  answer.done ? { __typename: 'SubscriptionChanged' as const, subscriptionId, token: answer.token } : answer.refusal;

interface Change {
  readonly commandId: string;
  readonly definition: Parameters<typeof runCommand>[1]['definition'];
  readonly data?: object;
  readonly at?: string;
  readonly expectedRevision?: string;
}

/** A command on the subscription that the caller has: no id of anybody's is asked for. */
async function change(
  context: RequestContext,
  asked: Change | ((subscriptionId: string) => Promise<Change | Extract<CommandAnswer, { done: false }>>),
) {
  const { caller, ports } = context;
  const { account } = caller;
  if (account === undefined) return SIGNED_OUT;
  if (ports.payments === undefined) return NOTHING_SOLD;
  const subscriptionId = await currentOf(ports.log, account.accountId);
  if (subscriptionId === undefined) return none().refusal;
  const request = typeof asked === 'function' ? await asked(subscriptionId) : asked;
  if ('done' in request) return request.refusal;
  const answer = await runCommand(context, {
    ...request,
    streamId: subscriptionId,
    data: { subscriptionId, ...request.data },
    actor: accountActor(account, caller.profileId),
  });
  return answered(subscriptionId, answer);
}

/** The terms of a plan where the caller is, or why it cannot be had. */
async function termsOf(
  { caller, ports }: Pick<RequestContext, 'caller' | 'ports'>,
  planId: string,
  at: string,
  expected?: string,
): Promise<{ readonly terms: Terms } | Extract<CommandAnswer, { done: false }>> {
  if (!isId(planId) || (expected !== undefined && !isId(expected))) return noPlan();
  const quote = await quotePlan(
    { log: ports.log, language },
    {
      ...{ planId: planId as PlanId, territory: caller.territory ?? null, at },
      ...(expected === undefined ? {} : { expected }),
    },
  );
  if (quote.kind === 'quoted') return { terms: quote.terms };
  const { code, message } = quote.rejection;
  return code === 'plan.unknown' ? noPlan() : refuse('CommandRefused', code, message);
}

async function preview(context: RequestContext, planId: string) {
  const { caller, ports } = context;
  if (caller.account === undefined) return SIGNED_OUT;
  if (ports.payments === undefined) return NOTHING_SOLD;
  const { accountId } = caller.account;
  const asOf = new Date(ports.now()).toISOString();
  const subscriptionId = await currentOf(ports.log, accountId);
  if (subscriptionId === undefined) return none().refusal;
  const quoted = await termsOf(context, planId, asOf);
  if ('done' in quoted) return quoted.refusal;
  const { terms } = quoted;
  const { state, revision } = await subscriptionNow(ports.log, subscriptionId);
  const found = previewChange(state, terms, asOf);
  if (found.kind === 'refused') return refuse('CommandRefused', found.rejection.code, found.rejection.message).refusal;
  const of = (minor: number) => money(minor, terms.currency);
  const from = found.kind === 'later' ? found.at : asOf;
  const nextAt =
    found.kind === 'now'
      ? found.periodEnd
      : found.kind === 'later'
        ? found.at
        : state.status === 'none'
          ? asOf
          : (state.period?.end ?? asOf);
  // From then on these terms hold: what they cost for a period.
  const coupon = found.kind === 'now' ? { coupon: found.coupon } : {};
  const changed = state.status === 'none' ? state : { ...state, terms, next: null, announced: null, ...coupon };
  const next = { at: nextAt, amount: of(nextPayment(changed, nextAt)?.grossMinor ?? terms.amountMinor) };
  const common = {
    ...{ __typename: 'PlanChangePreview' as const, priceId: terms.priceId, planName: terms.planName, from, asOf },
    ...{ nextPayment: next, revision: String(revision) },
  };
  if (found.kind !== 'now')
    return { ...common, atOnce: false, credit: null, charge: null, due: null, fromCredit: null };
  const { credit } = await payerNow(ports.log, accountId);
  const fromCredit = Math.max(0, creditFor(credit.get(terms.currency) ?? 0, found.grossMinor));
  const sums = { credit: of(found.creditMinor), charge: of(found.chargeMinor), due: of(found.grossMinor) };
  return { ...common, atOnce: true, ...sums, fromCredit: of(fromCredit) };
}

/** Whether this was said by a preview a moment ago. */
const isRecent = (asOf: string, nowMs: number): boolean => {
  const ms = Date.parse(asOf);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === asOf && ms <= nowMs && nowMs - ms <= PREVIEW_MS;
};

async function confirm(context: RequestContext, invoiceId: string) {
  const { caller, ports } = context;
  const { payments, log } = ports;
  if (caller.account === undefined) return SIGNED_OUT;
  if (payments === undefined) return NOTHING_SOLD;
  if (!isId(invoiceId)) return noInvoice();
  const { accountId } = caller.account;
  const { isTheirs, paymentRef } = await paymentToConfirm(log, accountId, invoiceId);
  if (!isTheirs) return noInvoice();
  const nothing = refuse(
    'CommandRefused',
    'payment.nothing-to-confirm',
    'The bank asks nothing about this payment now; look at the invoice for how it stands.',
  );
  if (paymentRef === undefined) return nothing.refusal;
  const counted = await attempt(context, 'checkouts', accountId);
  if (!counted.allowed) return tooManyCheckouts(counted.retryAfterMs);
  const payment = await payments.payment(paymentRef);
  if (payment?.outcome.kind !== 'action-needed') return nothing.refusal;
  return { __typename: 'PaymentToConfirm' as const, url: payment.outcome.url };
}

/** The subscription of whoever is signed in. */
export const subscriptionResolvers: ResolverModule = {
  Query: {
    mySubscription: {
      reads: ['subscriptions', 'invoices'],
      async resolve(_parent, _args, { caller: { account }, ports }) {
        if (account === undefined || ports.payments === undefined) return null;
        const current = await currentOf(ports.log, account.accountId);
        const row = current === undefined ? undefined : await ports.queries.subscriptions.byId(current);
        return row === undefined ? null : showSubscription(ports, row);
      },
    },
    previewPlanChange: {
      reads: [],
      resolve: (_parent, { planId }, context) => preview(context, planId),
    },
  } satisfies QueryFields<QueryResolvers, 'mySubscription' | 'previewPlanChange'>,
  Mutation: {
    async subscribe(_parent, { commandId, planId, priceId, trial, coupon }, context) {
      const { account } = context.caller;
      if (account === undefined) return SIGNED_OUT;
      if (context.ports.payments === undefined) return NOTHING_SOLD;
      if (!isId(commandId))
        return refuse('InvalidInput', 'command.bad-id', '`commandId` must be a UUID in lower case.', 'commandId')
          .refusal;
      if (!isId(planId)) return noPlan().refusal;
      const { subscriptionId, answer } = await subscribe(context, account, {
        ...{ commandId, planId, priceId, trial, coupon: coupon ?? undefined },
      });
      return answered(subscriptionId, answer);
    },
    pauseSubscription: (_parent, { commandId, until }, context) =>
      change(context, { commandId, definition: PauseSubscription, data: { until } }),
    resumeSubscription: (_parent, { commandId }, context) =>
      change(context, { commandId, definition: ResumeSubscription }),
    cancelSubscription: (_parent, { commandId, when }, context) =>
      change(context, { commandId, definition: when === 'NOW' ? CancelNow : CancelAtPeriodEnd }),
    undoCancel: (_parent, { commandId }, context) => change(context, { commandId, definition: UndoCancel }),
    changePlan: (_parent, { commandId, planId, priceId, asOf, revision }, context) =>
      change(context, async (subscriptionId) => {
        if (!isRecent(asOf, context.ports.now()))
          return refuse(
            'CommandRefused',
            'plan-change.outdated',
            'This was worked out too long ago; look at it again.',
          );
        const quoted = await termsOf(context, planId, new Date(context.ports.now()).toISOString(), priceId);
        if ('done' in quoted) return quoted;
        // Of this subscription: whoever says the same id in their next one owes another invoice.
        const invoiceId = uuid5(subscriptionId, `change/${commandId}`);
        const data = { terms: quoted.terms, invoiceId };
        return { commandId, definition: ChangePlan, data, at: asOf, expectedRevision: revision };
      }),
    retryPayment: (_parent, { commandId }, context) => change(context, { commandId, definition: RetryPayment }),
    confirmPayment: (_parent, { invoiceId }, context) => confirm(context, invoiceId),
  } satisfies MutationFields<
    MutationResolvers,
    | 'subscribe'
    | 'pauseSubscription'
    | 'resumeSubscription'
    | 'cancelSubscription'
    | 'undoCancel'
    | 'changePlan'
    | 'retryPayment'
    | 'confirmPayment'
  >,
};
