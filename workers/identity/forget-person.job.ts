import type { z } from 'zod';
import type { ForgetPersonJob } from '../../schemas/identity/jobs.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';
import type { MailTools } from './send-mail.job.ts';

async function run({ vault }: Pick<MailTools, 'vault'>, { input }: Pick<Job, 'input'>): Promise<JobOutcome> {
  const { kind, accountId } = input as z.output<typeof ForgetPersonJob.input>;
  const { at, places } = await vault.forget(accountId);
  const left = places.filter((place) => place.left > 0);
  // A message that went into the outbox meanwhile: the next attempt removes it.
  if (left.length > 0)
    throw new Error(`Something of ${accountId} is still in ${left.map(({ place }) => place).join(', ')}.`);
  return { kind: 'done', result: { kind, accountId, keyDestroyedAt: at, places } };
}

/** Destroys a person's key. Doing it twice destroys it once, and gives the same instant. */
export const forgetPerson: JobHandler<MailTools> = {
  kind: 'forget-person',
  concurrency: 2,
  limitMs: () => 5 * 60_000,
  run,
};
