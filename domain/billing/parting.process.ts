import type { z } from 'zod';
import type { FindDuesJob } from '../../schemas/billing/jobs.ts';
import type { RemoveMethod } from '../../schemas/billing/payer.commands.ts';
import type { PaymentMethodKept } from '../../schemas/billing/payer.events.ts';
import type { AbandonPurchase } from '../../schemas/billing/purchase.commands.ts';
import type { PurchaseRequested } from '../../schemas/billing/purchase.events.ts';
import type { CancelNow } from '../../schemas/billing/subscription.commands.ts';
import type { SubscriptionRequested, TrialStarted } from '../../schemas/billing/subscription.events.ts';
import type { ErasureBegun } from '../../schemas/identity/account.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { DeriveId, Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';

type Input = EventOf<
  | typeof ErasureBegun
  | typeof PaymentMethodKept
  | typeof TrialStarted
  | typeof SubscriptionRequested
  | typeof PurchaseRequested
>;
type Command = WithoutTime<CommandOf<typeof CancelNow | typeof RemoveMethod | typeof AbandonPurchase>>;
type Dues = z.output<typeof FindDuesJob.result>;

/** Whether its owner is being forgotten. */
export interface PartingState {
  readonly parting: boolean;
}

const AGAIN = 'again';
/** After a job that failed as often as jobs may, ms. */
const REST_MS = 3600_000;
const same = (state: PartingState): PartingState => state;

/**
 * Ends what goes on costing somebody who is being forgotten: their subscriptions, what is not paid yet, and the means of payment that
 * are kept. What begins in the same moment, by a device that does not know it yet, is ended as it comes. Invoices stay.
 */
export const partingProcess: Process<PartingState, Input, never> = {
  category: 'parting',
  inputs: [
    'identity.ErasureBegun',
    'billing.PaymentMethodKept',
    'billing.TrialStarted',
    'billing.SubscriptionRequested',
    'billing.PurchaseRequested',
    'kernel.JobCompleted',
    'kernel.JobFailed',
    'kernel.TimerFired',
  ],
  route: ({ data }) => data.accountId,
  initial: { parting: false },
  evolve: evolveBy<PartingState, ProcessRequest | ProcessFeedback>({
    'kernel.JobRequested': () => ({ parting: true }),
    'kernel.CommandRequested': same,
    'kernel.CommandRefused': same,
    'kernel.TimerSet': same,
    'kernel.TimerCancelled': same,
    'kernel.TimerFired': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, { parting }, derive) => {
    const accountId = 'accountId' in event.data ? event.data.accountId : event.data.processId;
    const { job, timer } = requestsOf<Command, z.input<typeof FindDuesJob.input>>('parting', accountId, derive);
    const end = endings(accountId, derive);
    switch (event.type) {
      case 'identity.ErasureBegun':
        return parting ? [] : [job({ kind: 'find-dues', accountId })];
      case 'billing.PaymentMethodKept':
        return parting ? [end.method(event.data.methodRef)] : [];
      case 'billing.TrialStarted':
      case 'billing.SubscriptionRequested':
        return parting ? [end.subscription(event.data.subscriptionId)] : [];
      case 'billing.PurchaseRequested':
        return parting ? [end.purchase(event.data.purchaseId)] : [];
      case 'kernel.JobCompleted': {
        // A completed job's result was held against its definition when it was reported.
        const { subscriptionIds, purchaseIds, methodRefs } = event.data.result as unknown as Dues;
        // The means of payment last: they are what a payment that is on its way is told by.
        return [
          ...subscriptionIds.map(end.subscription),
          ...purchaseIds.map(end.purchase),
          ...methodRefs.map(end.method),
        ];
      }
      case 'kernel.JobFailed':
        return event.data.final ? [timer(AGAIN, at, REST_MS)] : [];
      case 'kernel.TimerFired':
        return [job({ kind: 'find-dues', accountId })];
      default:
        return [];
    }
  },
};

/** Asks for the end of one of each. */
function endings(owner: string, derive: DeriveId) {
  const { command } = requestsOf<Command, never>('parting', owner, derive);
  const accountId = owner as z.output<typeof FindDuesJob.input>['accountId'];
  return {
    subscription: (subscriptionId: Dues['subscriptionIds'][number]): ProcessRequest =>
      command(
        'subscription',
        subscriptionId,
        { type: 'CancelNow', data: { subscriptionId } },
        `cancel/${subscriptionId}`,
      ),
    purchase: (purchaseId: Dues['purchaseIds'][number]): ProcessRequest =>
      command('purchase', purchaseId, { type: 'AbandonPurchase', data: { purchaseId } }, `abandon/${purchaseId}`),
    method: (methodRef: string): ProcessRequest =>
      command('payer', accountId, { type: 'RemoveMethod', data: { accountId, methodRef } }, `remove/${methodRef}`),
  };
}
