import { z } from 'zod';
import { Author } from './metadata.ts';
import { processRef } from './process.events.ts';
import { kernelName } from './text.ts';

/** What the dispatcher puts on the queue `jobs.{kind}` for a requested job. What a newer dispatcher adds is passed over. */
export const JobMessage = z.object({
  jobId: z.uuid(),
  kind: kernelName(),
  ...processRef,
  input: z.record(z.string(), z.unknown()),
  /** Id of the JobRequested event (causation) and the flow it belongs to (correlation). */
  requestedBy: z.string(),
  correlationId: z.string(),
  traceparent: z.string().optional(),
  /** Whose doing led to the job. */
  author: Author.optional(),
});
export type JobMessage = z.infer<typeof JobMessage>;

/** Lost without harm: published on `progress.job.{processId}` several times a second while a job runs. */
export const JobProgressSignal = z.strictObject({
  jobId: z.uuid(),
  kind: kernelName(),
  ...processRef,
  attempt: z.int().min(1),
  /** How much is done, 0 to 1. */
  fraction: z.number().min(0).max(1),
  /** What else the kind of job can tell, e.g. frames a second; null: not known yet. */
  measures: z.record(z.string(), z.number().nullable()),
});
export type JobProgressSignal = z.infer<typeof JobProgressSignal>;
