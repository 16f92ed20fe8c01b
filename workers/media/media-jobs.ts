import { mkdir } from 'node:fs/promises';
import type { JobState } from '../../domain/kernel/job.decider.ts';
import { workLimitMs } from '../../domain/media/ingest.deadlines.ts';
import type { JobInput, JobKind } from '../../schemas/media/job.types.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';
import { isClosed } from '../runtime/job-state.ts';
import { encodedBytes } from './encode.job.ts';
import { readOwner, removeOtherAttempts } from './janitor.ts';
import type { MediaTools } from './media-tools.ts';
import { outputParent, runJob } from './run-job.ts';

/** Runs a media job in a directory of its own, which is gone afterwards. */
async function run(tools: MediaTools, job: Job): Promise<JobOutcome> {
  const { store } = tools;
  const workKey = `work/${job.jobId}/${job.attempt}`;
  const workDir = store.path(workKey);
  try {
    await store.remove(workKey);
    await mkdir(workDir, { recursive: true });
    const input = job.input as JobInput;
    const progress = (fraction: number, fps: number | null = null, speed: number | null = null): void =>
      job.progress(fraction, { fps, speed });
    return await runJob({ ...tools, ...job, workKey, workDir, assetId: input.assetId, progress }, input);
  } finally {
    await store
      .remove(workKey)
      .catch((error: unknown) => job.log.warn({ err: error }, 'a work directory could not be removed; it will be'));
  }
}

async function lacksSpace({ store, reserveBytes }: MediaTools, given: unknown): Promise<string | undefined> {
  const input = given as JobInput;
  const wanted = reserveBytes + (await neededBytes(store, input));
  const free = await store.freeBytes();
  if (free >= wanted) return undefined;
  return `the disk is too full for a ${input.kind} job: ${mebibytes(free)} free, ${mebibytes(wanted)} wanted. Free some space; it goes on by itself.`;
}

/** Bytes that a job's output may take. A package is about as large as the encoding that it is cut from. */
async function neededBytes(store: MediaTools['store'], input: JobInput): Promise<number> {
  if (input.kind === 'encode') return encodedBytes(input.plan, input.probe.durationMs);
  if (input.kind !== 'package') return 0;
  const sizes = await Promise.all(
    [...input.plan.video, ...input.plan.audio].map(({ name }) => store.size(`${input.encodingKey}/${name}.mp4`)),
  );
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`;

/** Removes what does not count: other attempts' outputs, and once the job is closed everything that was only on the way. */
async function tidy({ store }: MediaTools, { jobId, input: given }: Pick<Job, 'jobId' | 'input'>, state: JobState) {
  const input = given as JobInput;
  const parent = outputParent(input);
  // A job that was asked for again shares its place with the one before.
  const owner = parent === undefined ? undefined : await readOwner(store, parent);
  if (parent !== undefined && (owner === undefined || owner.jobId === jobId))
    await removeOtherAttempts(store, parent, state);
  if (isClosed(state)) await store.remove(`work/${jobId}`);
  if (input.kind === 'package' && state.status === 'completed') await store.remove(`encodings/${input.encodingId}`);
}

const handler = (kind: JobKind, concurrency: JobHandler['concurrency']): JobHandler<MediaTools> => ({
  kind,
  concurrency,
  lacksSpace,
  // As long as the process waits for all attempts together.
  limitMs: (input) => workLimitMs(input as JobInput),
  run,
  tidy,
});

/** The kinds of work that this context brings. An encoder fills the machine; the others are light beside it. */
export const mediaJobs: readonly JobHandler<MediaTools>[] = [
  handler('probe', 2),
  handler('poster', 1),
  handler('encode', 'heavy'),
  handler('package', 1),
];
