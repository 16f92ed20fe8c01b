import { z } from 'zod';
import { defineCommand } from './define.ts';
import { JobCancelled, JobCompleted, JobFailed, JobReleased, JobStarted } from './job.events.ts';

export const ClaimJob = defineCommand({
  type: 'ClaimJob',
  category: 'job',
  description: 'Take the next attempt at a job.',
  data: JobStarted.data.omit({ attempt: true }),
});
export const CompleteJob = defineCommand({
  type: 'CompleteJob',
  category: 'job',
  description: 'Report the result of an attempt.',
  data: JobCompleted.data,
});
export const FailJob = defineCommand({
  type: 'FailJob',
  category: 'job',
  description: 'Report that an attempt failed.',
  data: JobFailed.data.omit({ final: true, retryAt: true }).extend({ retryable: z.boolean() }),
});
export const ReleaseJob = defineCommand({
  type: 'ReleaseJob',
  category: 'job',
  description: 'Give an attempt back unfinished, for no fault of the job.',
  data: JobReleased.data,
});
export const CancelJob = defineCommand({
  type: 'CancelJob',
  category: 'job',
  description: 'Give a job up, whether or not somebody has begun it.',
  data: JobCancelled.data,
});

export const jobCommands = [ClaimJob, CompleteJob, FailJob, ReleaseJob, CancelJob] as const;
