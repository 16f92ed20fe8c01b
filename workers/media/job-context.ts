import { availableParallelism, totalmem } from 'node:os';
import type { MediaStore } from '../../ports/media-store.ts';
import type { RejectionCode } from '../../schemas/media/job.types.ts';
import type { Job, JobOutcome } from '../runtime/context.ts';
import { runTool } from '../runtime/run-tool.ts';
import type { ToolLimits, ToolOutcome, ToolRequest } from '../runtime/run-tool.ts';
import type { Program } from '../runtime/programs.ts';
import type { MediaPrograms } from './media-programs.ts';
import type { AdmissionLimits } from './admission-limits.ts';
import { blameFor, OUT_OF_TIME, OutOfTime, ProgramStopped } from './program-stopped.ts';

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
export const failed = (message: string, detail = '', code: RejectionCode = 'processing-failed'): JobOutcome<never> => ({
  kind: 'refused',
  retryable: true,
  reason: { code, message, detail: detail.slice(0, 4000) },
});

/** What a program that ran out of its time means: another try, and after the second that the film is refused. */
export const outOfTime = (context: JobContext, { message, complaints }: OutOfTime): JobOutcome<never> =>
  context.lastFailure === OUT_OF_TIME
    ? refused(
        OUT_OF_TIME,
        'This film takes longer than any film may, also at a second try. Upload a shorter or smaller version, or export it again, for example as MP4 with H.264.',
        complaints,
      )
    : failed(message, complaints, OUT_OF_TIME);

const GIB = 1024 ** 3;
const MEMORY = 12 * GIB;
/** What is left to everything else of a small machine. */
const MEMORY_SHARE = 0.75;

/**
 * Memory that one program may take, bytes: no more than the machine can give without ending something else.
 * @param constrained of the control group that this process is in, as Node says it: 0 or far too much where there is none
 */
export const memoryCeiling = (total: number, constrained: number): number => {
  const given = constrained > 0 ? Math.min(total, constrained) : total;
  return Math.floor(Math.min(MEMORY, given * MEMORY_SHARE));
};

/** Ceilings for every program that touches a user's file. */
const DEFAULT_LIMITS: ToolLimits = {
  addressSpaceBytes: MEMORY,
  dataBytes: memoryCeiling(totalmem(), process.constrainedMemory()),
  fileSizeBytes: 512 * GIB,
  // Decoders, filters and five encoders have threads for each core.
  processes: 256 + 64 * availableParallelism(),
};
/** Sources are links: what could write here could change the film. */
const CONFINE = { readOnly: ['in'], alone: true };

/** What a media job asks of a program. */
type ProgramOptions = Pick<ToolRequest, 'deadlineMs'> &
  Partial<Pick<ToolRequest, 'onLine' | 'onErrorLine' | 'keepErrorLine' | 'limits' | 'signal' | 'niceness'>> & {
    /** The caller can do without what the program did not come to in its time. */
    readonly mayRunOut?: boolean;
  };

/**
 * Runs a program in the attempt's directory and keeps the account of it. Throws when the job is aborted. What comes back of a
 * program that ended by itself is the film's doing.
 * @throws ProgramStopped when the machine is to blame for how the program ended
 * @throws OutOfTime when it came to no end, where that is not foreseen
 */
export const runProgram = async (
  context: JobContext,
  program: Program,
  args: readonly string[],
  { mayRunOut = false, ...options }: ProgramOptions,
): Promise<ToolOutcome> => {
  const outcome = await runTool({
    signal: context.signal,
    ...options,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    ...(context.programs.sandbox.bwrap === undefined ? {} : { confine: CONFINE }),
    program,
    args,
    cwd: context.workDir,
  });
  context.account.runs.push(outcome.run);
  context.account.cpuMs += outcome.cpuMs;
  context.signal.throwIfAborted();
  if (outcome.endedBy === 'deadline' && !mayRunOut)
    throw new OutOfTime(program.name, options.deadlineMs, outcome.run.stderrTail);
  if (outcome.endedBy === 'itself' && outcome.run.exitCode !== 0) throwIfMachine(program.name, outcome);
  return outcome;
};

const throwIfMachine = (name: string, { run, signal }: ToolOutcome): void => {
  const complaints = run.stderrTail;
  if (isDiskFull(complaints)) throw new ProgramStopped(DISK_FULL, complaints);
  if (/^bwrap: |error while loading shared libraries/m.test(complaints))
    throw new ProgramStopped(
      `The program ${name} could not begin in its sandbox. It is tried again by itself; docs/security.md says what may be missing.`,
      complaints,
    );
  if (blameFor({ exitCode: run.exitCode, signal, complaints }) === 'machine')
    throw new ProgramStopped(
      `The program ${name} stopped for a reason of this machine, perhaps for want of memory (exit code ${run.exitCode}). It is tried again by itself.`,
      complaints,
    );
};

/** The disk is full, as ffmpeg, the packager or Node says it. */
export const isDiskFull = (text: string): boolean => /No space left on device|ENOSPC|Disk quota exceeded/i.test(text);

const DISK_FULL = 'The disk of the media store is full. Free some space; the job goes on by itself.';
export const diskFull = (detail: string): JobOutcome<never> => failed(DISK_FULL, detail);
