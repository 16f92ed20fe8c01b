import type { z } from 'zod';
import type { FindDuesJob } from '../../schemas/billing/jobs.ts';
import type { HistoryTools } from '../identity/person-history.ts';
import { duesOf } from '../identity/person-money.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';

async function run(tools: HistoryTools, { input }: Pick<Job, 'input'>): Promise<JobOutcome> {
  const { kind, accountId } = input as z.output<typeof FindDuesJob.input>;
  return { kind: 'done', result: { kind, ...(await duesOf(tools, accountId, await tools.log.head())) } };
}

/** Finds what goes on costing somebody who is being forgotten. */
export const findDues: JobHandler<HistoryTools> = {
  kind: 'find-dues',
  concurrency: 2,
  limitMs: () => 5 * 60_000,
  run,
};
