import { z } from 'zod';
import { defineEvent } from './define.ts';
import { processRef } from './process.events.ts';
import { kernelName, plainText } from './text.ts';

const int = () => z.int().min(0);

/** One run of an external program: provenance for every byte made. */
export const ToolRun = z.strictObject({
  program: z.string(),
  version: z.string(),
  argv: z.array(z.string()),
  exitCode: z.int().nullable(),
  wallMs: int(),
  stderrTail: z.string().max(4000),
});
export type ToolRun = z.infer<typeof ToolRun>;

/** Why a job failed, in a form that machines and people understand. */
export const JobFailure = z.strictObject({
  code: z.string().max(80),
  message: plainText(500).describe('a sentence for the person who waits for the result: what is wrong and what to do'),
  detail: plainText(4000),
});
export type JobFailure = z.infer<typeof JobFailure>;

/** The last attempt that an event can name. */
export const LAST_ATTEMPT = 1_000_000;

const job = { jobId: z.uuid(), kind: kernelName(), ...processRef };

const attempt = {
  ...job,
  attempt: z
    .int()
    .min(1)
    .max(LAST_ATTEMPT)
    .describe('1 for the first try; a result of a superseded attempt is refused'),
  worker: plainText(100),
};

export const JobStarted = defineEvent({
  type: 'kernel.JobStarted',
  version: 1,
  category: 'job',
  description: 'A worker claimed an attempt at a job; every earlier attempt is superseded.',
  data: z.strictObject(attempt),
});

export const JobCompleted = defineEvent({
  type: 'kernel.JobCompleted',
  version: 1,
  category: 'job',
  description: 'The current attempt finished and its result counts.',
  data: z.strictObject({
    ...attempt,
    result: z.record(z.string(), z.unknown()).describe('as the kind of job defines it'),
    wallMs: int(),
    cpuMs: int(),
    runs: z.array(ToolRun),
  }),
});

export const JobFailed = defineEvent({
  type: 'kernel.JobFailed',
  version: 1,
  category: 'job',
  description: 'The current attempt failed; `final` says that nobody will try again.',
  data: z.strictObject({
    ...attempt,
    reason: JobFailure,
    final: z.boolean(),
    retryAt: z.iso.datetime().nullable(),
    runs: z.array(ToolRun),
  }),
});

export const JobReleased = defineEvent({
  type: 'kernel.JobReleased',
  version: 1,
  category: 'job',
  description:
    "A worker that is being stopped gave the current attempt back; the job is nobody's until it is claimed again.",
  data: z.strictObject(attempt),
});

export const JobCancelled = defineEvent({
  type: 'kernel.JobCancelled',
  version: 1,
  category: 'job',
  description:
    'Nobody waits for the job any more: no attempt may begin, and the result of one that runs does not count.',
  data: z.strictObject(job),
});

export const jobEvents = [JobStarted, JobCompleted, JobFailed, JobReleased, JobCancelled] as const;
