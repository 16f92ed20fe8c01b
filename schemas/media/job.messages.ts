import { z } from 'zod';
import { AssetId, JobId } from './ids.ts';
import { JobInput, JobKind } from './job.types.ts';

/** What the dispatcher puts on the queue `jobs.media` for a requested job. */
export const JobMessage = z.strictObject({
  jobId: JobId,
  assetId: AssetId,
  input: JobInput,
  /** Id of the JobRequested event (causation) and the flow it belongs to (correlation). */
  requestedBy: z.string(),
  correlationId: z.string(),
});
export type JobMessage = z.infer<typeof JobMessage>;

/** Lost without harm: published on `progress.job.{assetId}` several times a second while a job runs. */
export const JobProgressSignal = z.strictObject({
  assetId: AssetId,
  jobId: JobId,
  kind: JobKind,
  attempt: z.int().min(1),
  fraction: z.number().min(0).max(1),
  fps: z.number().nullable(),
  speed: z.number().nullable(),
});
export type JobProgressSignal = z.infer<typeof JobProgressSignal>;
