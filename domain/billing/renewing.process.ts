import type { z } from 'zod';
import type {
  CollectInvoice,
  IssueInvoice,
  RefundInvoice,
  VoidInvoice,
} from '../../schemas/billing/invoice.commands.ts';
import type { InvoiceActionNeeded, InvoicePaid, InvoicePaymentFailed } from '../../schemas/billing/invoice.events.ts';
import type { InvoiceId, RefundId } from '../../schemas/billing/invoice.ids.ts';
import type { TakenOff, Terms } from '../../schemas/billing/subscription.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { DeriveId, Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';
import { withoutTimer, withTimer } from '../kernel/timer-names.ts';
import type { TimerNames } from '../kernel/timer-names.ts';
import { DAY_MS } from './calendar.ts';
import type { Period } from './calendar.ts';
import { changeLines, periodLines } from './change-lines.ts';
import type { SubscriptionCommand } from './subscription.decider.ts';
import type { SubscriptionEvent } from './subscription.state.ts';

type Outcome = EventOf<typeof InvoicePaid | typeof InvoicePaymentFailed | typeof InvoiceActionNeeded>;
type Input = SubscriptionEvent | Outcome;
type Issue = z.input<typeof IssueInvoice.data>;
type OfInvoices =
  | { readonly type: 'IssueInvoice'; readonly data: Issue }
  | { readonly type: 'CollectInvoice'; readonly data: z.input<typeof CollectInvoice.data> }
  | { readonly type: 'VoidInvoice'; readonly data: z.input<typeof VoidInvoice.data> }
  | { readonly type: 'RefundInvoice'; readonly data: z.input<typeof RefundInvoice.data> };
type OfSubscription = WithoutTime<SubscriptionCommand>;

/** The timers that are set, and the invoice that was asked for last, by the request for it. */
export interface RenewingState {
  readonly timers: TimerNames;
  readonly issuing: { readonly requestId: string; readonly invoiceId: InvoiceId } | null;
}

const PERIOD_END = 'period-end';
const TRIAL_ENDING = 'trial-ending';
const DUNNING = 'dunning';
const PAUSE_END = 'pause-end';
const INCOMPLETE = 'incomplete';
/** How long before its end somebody hears that their trial ends. */
const WARN_MS = 3 * DAY_MS;

const same = (state: RenewingState): RenewingState => state;

type Make = ReturnType<typeof requestsOf<OfSubscription | OfInvoices, never>>;

/** What is built in a reaction. */
interface Reaction {
  readonly make: Make;
  readonly subscriptionId: string;
  readonly derive: DeriveId;
  readonly state: RenewingState;
  readonly at: string;
}

const command = ({ make, subscriptionId }: Reaction, asked: OfSubscription): ProcessRequest =>
  make.command('subscription', subscriptionId, asked);
const onInvoice = ({ make }: Reaction, asked: OfInvoices): ProcessRequest =>
  make.command('invoice', asked.data.invoiceId, asked);
const wake = ({ make }: Reaction, name: string, at: string, beforeMs = 0): ProcessRequest =>
  make.timer(name, at, -beforeMs);
const rest = ({ make, state }: Reaction, ...names: readonly string[]): readonly ProcessRequest[] =>
  names.filter((name) => state.timers.has(name)).map((name) => make.cancelTimer(name));

interface Bill {
  readonly subscriptionId: SubscriptionEvent['data']['subscriptionId'];
  readonly accountId: SubscriptionEvent['data']['accountId'];
  readonly invoiceId: InvoiceId;
  readonly terms: Terms;
  readonly discount: TakenOff | null;
  readonly period: Period;
}

function issue(
  reaction: Reaction,
  cause: 'start' | 'renewal' | 'change' | 'restart',
  { subscriptionId, accountId, invoiceId, terms, discount, period }: Bill,
  country: string | null,
  lines: Issue['lines'] = [...periodLines(terms, discount)],
): ProcessRequest {
  return onInvoice(reaction, {
    type: 'IssueInvoice',
    data: {
      invoiceId,
      accountId,
      reason: { kind: 'subscription', subscriptionId, cause, periodStart: period.start, periodEnd: period.end },
      currency: terms.currency,
      country,
      lines,
    },
  });
}

const timerCommands = (derive: DeriveId, dueAt: string, subscriptionId: string): Readonly<Record<string, object>> => ({
  [PERIOD_END]: { type: 'RenewSubscription', data: { subscriptionId, dueAt, invoiceId: derive('invoice') } },
  [TRIAL_ENDING]: { type: 'NotifyTrialEnding', data: { subscriptionId } },
  [DUNNING]: { type: 'ContinueDunning', data: { subscriptionId } },
  [PAUSE_END]: { type: 'ResumeSubscription', data: { subscriptionId } },
  [INCOMPLETE]: { type: 'ExpireIncomplete', data: { subscriptionId } },
});

/** What the trial's end is warned of by, where there is time left for it. */
const warning = (reaction: Reaction, endsAt: string): readonly ProcessRequest[] =>
  Date.parse(endsAt) - WARN_MS > Date.parse(reaction.at) ? [wake(reaction, TRIAL_ENDING, endsAt, WARN_MS)] : [];

function onSubscription(reaction: Reaction, event: SubscriptionEvent): readonly ProcessRequest[] {
  const { derive } = reaction;
  switch (event.type) {
    case 'billing.TrialStarted':
      return [...warning(reaction, event.data.endsAt), wake(reaction, PERIOD_END, event.data.endsAt)];
    case 'billing.SubscriptionRequested':
      return [
        wake(reaction, INCOMPLETE, event.data.expiresAt),
        issue(reaction, event.data.previousId === null ? 'start' : 'restart', event.data, event.data.country),
      ];
    case 'billing.SubscriptionStarted':
    case 'billing.SubscriptionRestarted':
    case 'billing.SubscriptionActivated':
    case 'billing.SubscriptionRenewed':
    case 'billing.PlanChangePaid':
    case 'billing.PaymentRecovered':
    case 'billing.SubscriptionReinstated':
      return [...rest(reaction, INCOMPLETE, DUNNING), wake(reaction, PERIOD_END, event.data.period.end)];
    case 'billing.RenewalDue':
      return [issue(reaction, event.data.cause, event.data, event.data.country)];
    case 'billing.PlanChanged':
      return [
        wake(reaction, PERIOD_END, event.data.period.end),
        issue(reaction, 'change', event.data, event.data.country, [...changeLines(event.data)]),
      ];
    case 'billing.PaymentRetryAsked':
      return [onInvoice(reaction, { type: 'CollectInvoice', data: { invoiceId: event.data.invoiceId } })];
    case 'billing.DunningStarted':
      return [wake(reaction, DUNNING, event.data.nextAt)];
    case 'billing.DunningContinued':
    case 'billing.SubscriptionSuspended': {
      const { invoiceId, retry, nextAt } = event.data;
      const again = retry ? [onInvoice(reaction, { type: 'CollectInvoice', data: { invoiceId } })] : [];
      return [wake(reaction, DUNNING, nextAt), ...again];
    }
    case 'billing.SubscriptionPaused':
      return [...rest(reaction, PERIOD_END, TRIAL_ENDING), wake(reaction, PAUSE_END, event.data.until)];
    case 'billing.SubscriptionResumed': {
      const { trial, period } = event.data;
      return [
        ...rest(reaction, PAUSE_END),
        ...(trial ? warning(reaction, period.end) : []),
        wake(reaction, PERIOD_END, period.end),
      ];
    }
    case 'billing.TrialExpired':
    case 'billing.SubscriptionExpired':
    case 'billing.SubscriptionCanceled': {
      const open = event.type === 'billing.SubscriptionCanceled' ? event.data.openInvoiceId : event.data.invoiceId;
      const why = 'The subscription is over.';
      return [
        ...rest(reaction, ...reaction.state.timers),
        ...(open === null ? [] : [onInvoice(reaction, { type: 'VoidInvoice', data: { invoiceId: open, why } })]),
      ];
    }
    case 'billing.PaymentAfterEnd': {
      const { invoiceId, amountMinor } = event.data;
      const data = {
        invoiceId,
        amountMinor,
        refundId: derive('refund') as RefundId,
        why: 'The subscription was over.',
      };
      return amountMinor === 0 ? [] : [onInvoice(reaction, { type: 'RefundInvoice', data })];
    }
    default:
      return [];
  }
}

function onOutcome(reaction: Reaction, { type, data }: Outcome): readonly ProcessRequest[] {
  if (data.reason.kind !== 'subscription') return [];
  const { subscriptionId } = data.reason;
  const of = { subscriptionId, invoiceId: data.invoiceId };
  if (type === 'billing.InvoicePaid') {
    const amountMinor = data.chargedMinor + Math.max(0, data.creditMinor);
    return [command(reaction, { type: 'RecordSubscriptionPaid', data: { ...of, amountMinor } })];
  }
  if (type === 'billing.InvoiceActionNeeded')
    return [command(reaction, { type: 'RecordSubscriptionAction', data: { ...of, attempt: data.attempt } })];
  const { attempt, code, soft } = data;
  return [command(reaction, { type: 'RecordSubscriptionFailure', data: { ...of, attempt, code, soft } })];
}

/** An invoice that could not be written is one that was not paid: nobody has for nothing what cannot be asked for. */
function unwritten(reaction: Reaction, requestId: string, code: string): readonly ProcessRequest[] {
  const { issuing } = reaction.state;
  if (issuing?.requestId !== requestId) return [];
  const subscriptionId = reaction.subscriptionId as SubscriptionEvent['data']['subscriptionId'];
  const failure = { subscriptionId, invoiceId: issuing.invoiceId, attempt: 1, code, soft: false };
  return [command(reaction, { type: 'RecordSubscriptionFailure', data: failure })];
}

/**
 * Sees to it that subscriptions live: it sets their timers, has their invoices issued, collected and voided, and tells them what
 * came of it. It decides nothing: what is due is decided by the subscription itself, so that a timer that fires at the moment
 * at which somebody cancels does no harm.
 */
export const renewingProcess: Process<RenewingState, Input, never> = {
  category: 'renewing',
  inputs: [
    'billing.TrialStarted',
    'billing.TrialExpired',
    'billing.SubscriptionRequested',
    'billing.SubscriptionStarted',
    'billing.SubscriptionRestarted',
    'billing.SubscriptionActivated',
    'billing.RenewalDue',
    'billing.SubscriptionRenewed',
    'billing.DunningStarted',
    'billing.DunningContinued',
    'billing.SubscriptionSuspended',
    'billing.PaymentRecovered',
    'billing.SubscriptionReinstated',
    'billing.SubscriptionPaused',
    'billing.SubscriptionResumed',
    'billing.SubscriptionCanceled',
    'billing.SubscriptionExpired',
    'billing.PlanChanged',
    'billing.PlanChangePaid',
    'billing.PaymentRetryAsked',
    'billing.PaymentAfterEnd',
    'billing.InvoicePaid',
    'billing.InvoicePaymentFailed',
    'billing.InvoiceActionNeeded',
    'kernel.CommandRefused',
    'kernel.TimerFired',
  ],
  route: ({ data }) => {
    if ('subscriptionId' in data) return data.subscriptionId;
    return data.reason.kind === 'subscription' ? data.reason.subscriptionId : undefined;
  },
  initial: { timers: new Set(), issuing: null },
  evolve: evolveBy<RenewingState, ProcessRequest | ProcessFeedback>({
    'kernel.TimerSet': (state, { name }) => ({ ...state, timers: withTimer(state.timers, name) }),
    'kernel.TimerCancelled': (state, { name }) => ({ ...state, timers: withoutTimer(state.timers, name) }),
    'kernel.TimerFired': (state, { name }) => ({ ...state, timers: withoutTimer(state.timers, name) }),
    'kernel.CommandRequested': (state, { requestId, command: asked }) =>
      asked.type === 'IssueInvoice'
        ? { ...state, issuing: { requestId, invoiceId: asked.data['invoiceId'] as InvoiceId } }
        : state,
    'kernel.CommandRefused': same,
    'kernel.JobRequested': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, state, derive) => {
    if (event.type.startsWith('kernel.')) {
      if (event.type === 'kernel.CommandRefused') {
        const { processId, requestId, code } = event.data;
        return unwritten(reactionOf(processId, derive, state, at), requestId, code);
      }
      if (event.type !== 'kernel.TimerFired') return [];
      const { name, dueAt, processId } = event.data;
      const reaction = reactionOf(processId, derive, state, at);
      const asked = timerCommands(derive, dueAt, processId)[name] as OfSubscription | undefined;
      return asked === undefined ? [] : [command(reaction, asked)];
    }
    const input = event as Input;
    const subscriptionId = renewingProcess.route(input);
    if (subscriptionId === undefined) return [];
    const reaction = reactionOf(subscriptionId, derive, state, at);
    return 'reason' in input.data
      ? onOutcome(reaction, input as Outcome)
      : onSubscription(reaction, input as SubscriptionEvent);
  },
};

const reactionOf = (subscriptionId: string, derive: DeriveId, state: RenewingState, at: string): Reaction => ({
  make: requestsOf<OfSubscription | OfInvoices, never>('renewing', subscriptionId, derive),
  subscriptionId,
  derive,
  state,
  at,
});
