import { availableParallelism } from 'node:os';
import type { MediaStore } from '../../ports/media-store.ts';
import type { RejectionCode } from '../../schemas/media/job.types.ts';
import type { Job, JobOutcome } from '../runtime/context.ts';
import { runTool } from '../runtime/run-tool.ts';
import type { ToolLimits, ToolOutcome, ToolRequest } from '../runtime/run-tool.ts';
import type { Program } from '../runtime/programs.ts';
import type { MediaPrograms } from './media-programs.ts';
import type { AdmissionLimits } from './admission-limits.ts';
import { isStoppedFromOutside, ProgramStopped } from './program-stopped.ts';

/** What a job may use. One per attempt. */
export interface JobContext extends Omit<Job, 'kind' | 'process' | 'processId' | 'input' | 'progress'> {
  readonly store: MediaStore;
  readonly programs: MediaPrograms;
  readonly limits: AdmissionLimits;
  /** x264's preset. */
  readonly preset: string;
  readonly assetId: string;
  /** The attempt's own directory below `work/`: key and absolute path. It exists and is empty at the start. */
  readonly workKey: string;
  readonly workDir: string;
  /** Fraction done, 0 to 1; `fps` and `speed` as the encoder says them. */
  readonly progress: (fraction: number, fps?: number | null, speed?: number | null) => void;
}

export const done = <R>(result: R): JobOutcome<R> => ({ kind: 'done', result });

export const refused = (code: RejectionCode, message: string, detail = ''): JobOutcome<never> => ({
  kind: 'refused',
  retryable: false,
  reason: { code, message, detail: detail.slice(0, 4000) },
});

/** Something on our side went wrong; another try may succeed. */
export const failed = (message: string, detail = ''): JobOutcome<never> => ({
  kind: 'refused',
  retryable: true,
  reason: { code: 'processing-failed', message, detail: detail.slice(0, 4000) },
});

const GIB = 1024 ** 3;
/** Ceilings for every program that touches a user's file. */
const DEFAULT_LIMITS: ToolLimits = {
  addressSpaceBytes: 12 * GIB,
  fileSizeBytes: 512 * GIB,
  // Decoders, filters and five encoders have threads for each core.
  processes: 256 + 64 * availableParallelism(),
};
/** Sources are links: what could write here could change the film. */
const CONFINE = { readOnly: ['in'] };

/**
 * Runs a program in the attempt's directory and keeps the account of it. Throws when the job is aborted.
 * @throws ProgramStopped when somebody else stopped the program
 */
export const runProgram = async (
  context: JobContext,
  program: Program,
  args: readonly string[],
  options: Pick<ToolRequest, 'deadlineMs'> &
    Partial<Pick<ToolRequest, 'onLine' | 'onErrorLine' | 'keepErrorLine' | 'limits' | 'signal' | 'niceness'>>,
): Promise<ToolOutcome> => {
  const outcome = await runTool({
    signal: context.signal,
    ...options,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    confine: CONFINE,
    program,
    args,
    cwd: context.workDir,
  });
  context.account.runs.push(outcome.run);
  context.account.cpuMs += outcome.cpuMs;
  context.signal.throwIfAborted();
  if (outcome.endedBy === 'itself' && isStoppedFromOutside({ exitCode: outcome.run.exitCode, signal: outcome.signal }))
    throw new ProgramStopped(
      `The program ${program.name} was stopped from outside, perhaps for want of memory. It is tried again by itself.`,
      outcome.run.stderrTail,
    );
  if (outcome.run.exitCode !== 0 && /^bwrap: |error while loading shared libraries/m.test(outcome.run.stderrTail))
    throw new ProgramStopped(
      `The program ${program.name} could not begin in its sandbox. It is tried again by itself; docs/security.md says what may be missing.`,
      outcome.run.stderrTail,
    );
  return outcome;
};

/** The disk is full, as ffmpeg, the packager or Node says it. */
export const isDiskFull = (text: string): boolean => /No space left on device|ENOSPC|Disk quota exceeded/i.test(text);

export const diskFull = (detail: string): JobOutcome<never> =>
  failed('The disk of the media store is full. Free some space; the job goes on by itself.', detail);
