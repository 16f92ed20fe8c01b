import type { z } from 'zod';
import type { PriceAnnouncementAdvanced } from '../../schemas/billing/announcing.events.ts';
import type { FindSubscribersJob } from '../../schemas/billing/jobs.ts';
import type { PlanPriceAnnouncementAsked } from '../../schemas/billing/plan.events.ts';
import type { AnnouncePrice } from '../../schemas/billing/subscription.commands.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import { LARGEST_MINOR } from './currency-decision.ts';
import type { WithoutTime } from '../kernel/requests.ts';

type Input = EventOf<typeof PlanPriceAnnouncementAsked>;
type Advanced = EventOf<typeof PriceAnnouncementAdvanced>;
type Command = WithoutTime<CommandOf<typeof AnnouncePrice>>;
type Asked = z.output<typeof FindSubscribersJob.input>;
type Found = z.output<typeof FindSubscribersJob.result>;

/** What was asked for last, and how far it is. */
export interface AnnouncingState {
  readonly asked: Asked | null;
  readonly told: number;
  readonly skipped: number;
  readonly total: number;
}

const AGAIN = 'again';
/** After a job that failed as often as jobs may, ms. */
const REST_MS = 15 * 60_000;
/** Readers hold no larger numbers. */
const upTo = (count: number): number => Math.min(count, LARGEST_MINOR);
const same = (state: AnnouncingState): AnnouncingState => state;

/**
 * Tells everybody who has a plan of a price that costs them more, some at a time. One instance per announcement; whoever was told by an
 * earlier one is not told again, because the subscription knows.
 */
export const announcingProcess: Process<AnnouncingState, Input, Advanced> = {
  category: 'announcing',
  inputs: ['billing.PlanPriceAnnouncementAsked', 'kernel.JobCompleted', 'kernel.JobFailed', 'kernel.TimerFired'],
  route: ({ data }) => data.announcementId,
  initial: { asked: null, told: 0, skipped: 0, total: 0 },
  evolve: evolveBy<AnnouncingState, Advanced | ProcessRequest | ProcessFeedback>({
    // Its own request was held against its definition when it was written.
    'kernel.JobRequested': (state, { input }) => ({ ...state, asked: input as Asked }),
    'billing.PriceAnnouncementAdvanced': (state, { told, skipped, total }) => ({
      ...state,
      ...{ told, skipped, total },
    }),
    'kernel.CommandRequested': same,
    'kernel.CommandRefused': same,
    'kernel.TimerSet': same,
    'kernel.TimerCancelled': same,
    'kernel.TimerFired': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, { asked, ...before }, derive) => {
    const announcementId = 'announcementId' in event.data ? event.data.announcementId : event.data.processId;
    const { command, job, timer } = requestsOf<Command, Asked>('announcing', announcementId, derive);
    if (event.type === 'billing.PlanPriceAnnouncementAsked') {
      const { planId, price } = event.data;
      return asked === null ? [job({ kind: 'find-subscribers', planId, price, after: null })] : [];
    }
    if (asked === null) return [];
    if (event.type === 'kernel.JobFailed') return event.data.final ? [timer(AGAIN, at, REST_MS)] : [];
    if (event.type === 'kernel.TimerFired') return [job(asked)];
    if (event.type !== 'kernel.JobCompleted') return [];
    // A completed job's result was held against its definition when it was reported.
    const found = event.data.result as unknown as Found;
    const { priceId, amountMinor, taxIncluded, from, noticeDays } = asked.price;
    const advanced: Advanced = {
      type: 'billing.PriceAnnouncementAdvanced',
      data: {
        ...{ announcementId: announcementId as Advanced['data']['announcementId'], planId: asked.planId, priceId },
        told: upTo(before.told + found.subscriptionIds.length),
        skipped: upTo(before.skipped + found.skipped),
        total: upTo(found.total ?? before.total),
        done: found.next === null,
      },
    };
    return [
      ...found.subscriptionIds.map((subscriptionId) =>
        command(
          'subscription',
          subscriptionId,
          { type: 'AnnouncePrice', data: { subscriptionId, priceId, amountMinor, taxIncluded, from, noticeDays } },
          `announce/${subscriptionId}`,
        ),
      ),
      advanced,
      ...(found.next === null ? [] : [job({ ...asked, after: found.next })]),
    ];
  },
};
