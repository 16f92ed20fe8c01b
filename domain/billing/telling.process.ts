import type { z } from 'zod';
import type { InvoicePaid, RefundMade, SurplusReturned } from '../../schemas/billing/invoice.events.ts';
import type { MoneyMail, SendMoneyMailJob } from '../../schemas/billing/jobs.ts';
import type { PurchaseActionNeeded, PurchaseMade } from '../../schemas/billing/purchase.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { Process } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { SubscriptionEvent } from './subscription.state.ts';

type OfInvoice = EventOf<typeof InvoicePaid | typeof RefundMade | typeof SurplusReturned>;
type OfPurchase = EventOf<typeof PurchaseMade | typeof PurchaseActionNeeded>;
type Input = SubscriptionEvent | OfInvoice | OfPurchase;
type Mail = z.input<typeof SendMoneyMailJob.input>;
type Told = {
  readonly [T in Input['type']]?:
    | MoneyMail
    | ((data: Extract<Input, { readonly type: T }>['data']) => MoneyMail | undefined);
};

/**
 * Which event is told by which message. What is not here is told by another one: the first payment of a subscription and each renewal by its
 * invoice, the day on which an overdue payment is tried again by what came of it.
 */
const TOLD = {
  'billing.TrialStarted': 'trial-started',
  'billing.TrialEndingNotified': 'trial-ending',
  'billing.TrialExpired': 'trial-expired',
  'billing.SubscriptionIncomplete': ({ why }) => (why === 'action-needed' ? 'confirm-payment' : undefined),
  'billing.PaymentFailed': ({ code }) => (code === 'action-needed' ? 'confirm-payment' : 'payment-failed'),
  'billing.SubscriptionSuspended': 'suspended',
  'billing.PaymentRecovered': 'recovered',
  'billing.SubscriptionReinstated': 'reinstated',
  'billing.CancellationScheduled': 'ends',
  'billing.CancellationReverted': 'goes-on',
  'billing.SubscriptionCanceled': 'canceled',
  'billing.SubscriptionExpired': 'not-begun',
  'billing.SubscriptionPaused': 'paused',
  'billing.SubscriptionResumed': 'resumed',
  'billing.PlanChanged': 'plan-changed',
  'billing.PlanChangeScheduled': 'plan-changes',
  'billing.PlanChangeDropped': 'plan-stays',
  'billing.PriceChangeAnnounced': 'price-changes',
  // What was bought is told with its invoice, when it is theirs.
  'billing.InvoicePaid': ({ reason }) => (reason.kind === 'subscription' ? 'invoice-paid' : undefined),
  'billing.RefundMade': 'refunded',
  'billing.SurplusReturned': 'surplus-returned',
  'billing.PurchaseMade': 'bought',
  'billing.PurchaseActionNeeded': 'confirm-payment',
} as const satisfies Told;
type InputType = keyof typeof TOLD;

const streamOf = ({ type, data }: Input): Pick<Mail, 'category' | 'streamId'> => {
  if ('purchaseId' in data) return { category: 'purchase', streamId: data.purchaseId };
  return type === 'billing.InvoicePaid' || type === 'billing.RefundMade' || type === 'billing.SurplusReturned'
    ? { category: 'invoice', streamId: data.invoiceId }
    : { category: 'subscription', streamId: data.subscriptionId };
};

/**
 * Tells people what happens to their money: one message for each event, by a job that names the event and nothing of what it says. What
 * happened before it ran for the first time is told to nobody.
 */
export const tellingProcess: Process<null, Extract<Input, { readonly type: InputType }>, never> = {
  category: 'telling',
  inputs: Object.keys(TOLD) as InputType[],
  from: 'now',
  route: ({ data }) => data.accountId,
  initial: null,
  evolve: (state) => state,
  react: ({ event, eventId }, _, derive) => {
    const input = event as Input;
    const told = (TOLD as Told)[input.type] as MoneyMail | ((data: object) => MoneyMail | undefined) | undefined;
    const about = typeof told === 'function' ? told(input.data) : told;
    if (about === undefined) return [];
    const { accountId } = input.data;
    const mail: Mail = { kind: 'send-money-mail', accountId, about, ...streamOf(input), eventId };
    return [requestsOf<never, Mail>('telling', accountId, derive).job(mail)];
  },
};
