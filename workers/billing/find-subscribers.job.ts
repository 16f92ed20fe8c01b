import type { z } from 'zod';
import { concerns } from '../../domain/billing/price-rise.ts';
import type { PlanSubscribers } from '../../ports/plan-subscribers.ts';
import type { FindSubscribersJob } from '../../schemas/billing/jobs.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';

export interface SubscriberTools {
  /** Undefined: nobody can say here. */
  readonly subscribers: PlanSubscribers | undefined;
}

/** How many are looked at by one job: each that is told is a command in one append. */
const AT_ONCE = 100;

const NOT_HERE: JobOutcome = {
  kind: 'refused',
  retryable: true,
  reason: {
    code: 'no-subscribers',
    message: 'This worker cannot ask who has a plan; another one tries it.',
    detail: '',
  },
};

async function run({ subscribers }: SubscriberTools, { input }: Pick<Job, 'input'>): Promise<JobOutcome> {
  if (subscribers === undefined) return NOT_HERE;
  const { kind, planId, price, after } = input as z.output<typeof FindSubscribersJob.input>;
  const [{ rows, next }, total] = await Promise.all([
    subscribers.page(planId, after, AT_ONCE),
    after === null ? subscribers.count(planId) : null,
  ]);
  const told = rows.filter(({ terms, leaves }) => !leaves && concerns(price, terms));
  const subscriptionIds = told.map(({ subscriptionId }) => subscriptionId);
  return { kind: 'done', result: { kind, subscriptionIds, skipped: rows.length - told.length, total, next } };
}

/** Finds some of those who have a plan and pay less than a new price. */
export const findSubscribers: JobHandler<SubscriberTools> = {
  kind: 'find-subscribers',
  concurrency: 1,
  limitMs: () => 2 * 60_000,
  run,
};
