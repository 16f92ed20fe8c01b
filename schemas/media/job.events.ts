import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { AssetId, JobId } from '../kernel/ids.ts';
import { JobInput, JobKind, JobResult, RejectionReason, ToolRun } from './job.types.ts';

const attempt = {
  jobId: JobId,
  kind: JobKind,
  assetId: AssetId,
  attempt: z.int().min(1).describe('1 for the first try; a result of a superseded attempt is refused'),
  worker: z.string().max(100),
};

export const JobStarted = defineEvent({
  type: 'media.JobStarted',
  version: 1,
  category: 'job',
  says: 'A worker claimed an attempt at a job; every earlier attempt is superseded.',
  data: z.strictObject(attempt),
});

export const JobCompleted = defineEvent({
  type: 'media.JobCompleted',
  version: 1,
  category: 'job',
  says: 'The current attempt finished and its result counts.',
  data: z.strictObject({
    ...attempt,
    result: JobResult,
    wallMs: z.int().min(0),
    cpuMs: z.int().min(0),
    runs: z.array(ToolRun),
  }),
});

export const JobFailed = defineEvent({
  type: 'media.JobFailed',
  version: 1,
  category: 'job',
  says: 'The current attempt failed; `final` says that nobody will try again.',
  data: z.strictObject({
    ...attempt,
    reason: RejectionReason,
    final: z.boolean(),
    retryAt: z.iso.datetime().nullable(),
    runs: z.array(ToolRun),
  }),
});

export const JobReleased = defineEvent({
  type: 'media.JobReleased',
  version: 1,
  category: 'job',
  says: "A worker that is being stopped gave the current attempt back; the job is nobody's until it is claimed again.",
  data: z.strictObject(attempt),
});

/** Written by the ingest process: the decision to run a job, taken before the job exists. */
export const JobRequested = defineEvent({
  type: 'media.JobRequested',
  version: 1,
  category: 'ingest',
  says: 'The ingest process decided that a job must run.',
  data: z.strictObject({ jobId: JobId, assetId: AssetId, input: JobInput }),
});

export const jobEvents = [JobStarted, JobCompleted, JobFailed, JobReleased] as const;
