import type { JobInput, JobResult } from '../../schemas/media/job.types.ts';
import { encode } from './encode.job.ts';
import { diskFull, failed, isDiskFull, outOfTime } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { packageEncoding } from './package.job.ts';
import { poster } from './poster.job.ts';
import { probe } from './probe.job.ts';
import { OutOfTime, ProgramStopped } from './program-stopped.ts';

/** Runs a job of any kind. What it throws is an abort or ends as a failure that may be tried again. */
export const runJob = async (context: JobContext, input: JobInput): Promise<JobOutcome<JobResult>> => {
  try {
    switch (input.kind) {
      case 'probe':
        return await probe(context, input);
      case 'poster':
        return await poster(context, input);
      case 'encode':
        return await encode(context, input);
      case 'package':
        return await packageEncoding(context, input);
    }
  } catch (error) {
    if (context.signal.aborted) throw error;
    if (error instanceof OutOfTime) return outOfTime(context, error);
    if (error instanceof ProgramStopped) return failed(error.message, error.complaints);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.log.error({ err: error, kind: input.kind }, 'a job broke');
    return isDiskFull(text)
      ? diskFull(text)
      : failed('Something went wrong while this film was processed. It is tried again by itself.', text);
  }
};

/** Keys below which attempts of a job leave finished outputs; each holds one entry per attempt. */
export const outputParent = (input: JobInput): string | undefined => {
  switch (input.kind) {
    case 'probe':
      return undefined;
    case 'poster':
      return `posters/${input.assetId}`;
    case 'encode':
      return `encodings/${input.encodingId}`;
    case 'package':
      return `packages/${input.packageId}`;
  }
};
