/** How a program ended. */
export interface HowEnded {
  readonly exitCode: number | null;
  /** The signal that ended it, where known. */
  readonly signal: NodeJS.Signals | null;
}

/** Signals of Linux by number: a program in a wrapper ends with 128 and the number of the signal that ended it. */
const NUMBERS: Readonly<Record<number, NodeJS.Signals>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

/** The signal that ended a program, also where a wrapper tells of it. */
export const signalOf = ({ exitCode, signal }: HowEnded): NodeJS.Signals | undefined =>
  signal ?? (exitCode !== null && exitCode > 128 ? NUMBERS[exitCode - 128] : undefined);

const FROM_OUTSIDE: ReadonlySet<string> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']);

/** Somebody else stopped it: the kernel for want of memory, or an operator. It says nothing of the film. */
export const isStoppedFromOutside = (ended: HowEnded): boolean => {
  const signal = signalOf(ended);
  return signal === undefined ? ended.exitCode === null : FROM_OUTSIDE.has(signal);
};

/** What a machine lacks, or what went away below a program, as ffmpeg, ffprobe and the packager say it. */
const MACHINE =
  /Cannot allocate memory|bad_alloc|Resource temporarily unavailable|Too many open files|Stale file handle|Read-only file system|(av_interleaved_write_frame|Error (muxing|writing)|Error submitting a packet to the muxer|Could not write|Error opening output)[^\n]*(Input\/output error|I\/O error|Permission denied|No such file)/i;
/** The program itself is at its end: the same film will bring it there again. */
const CRASHES: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP', 'SIGSYS']);
/** The program went beyond what one film may cost. */
const CEILINGS: ReadonlySet<string> = new Set(['SIGXFSZ', 'SIGXCPU']);

/** How a program ended that was to make something of a film, and what it complained about last. */
export interface Ending extends HowEnded {
  readonly complaints: string;
}

/**
 * Who is to blame for how a program ended by itself. `machine`: it may pass, the same film may succeed at another try; also
 * where nobody knows. All else will repeat: `crash`, `ceiling` (too much time or space) and `film`.
 */
export const blameFor = (ending: Ending): 'machine' | 'crash' | 'ceiling' | 'film' => {
  const { complaints } = ending;
  // First, since a program that gets no memory may crash for want of it.
  if (MACHINE.test(complaints) || isStoppedFromOutside(ending)) return 'machine';
  const signal = signalOf(ending);
  if (signal !== undefined && CRASHES.has(signal)) return 'crash';
  if (signal !== undefined && CEILINGS.has(signal)) return 'ceiling';
  return complaints.trim() === '' || /received signal \d+/.test(complaints) ? 'machine' : 'film';
};

/** The program stopped for a reason of the machine, not of the film: another try may succeed. */
export class ProgramStopped extends Error {
  override readonly name: string = 'ProgramStopped';
  /** What it said last. */
  readonly complaints: string;

  constructor(message: string, complaints: string) {
    super(message);
    this.complaints = complaints;
  }
}

/** Code of the failure of a job whose program came to no end in its time. */
export const OUT_OF_TIME = 'out-of-time';

/** A program came to no end in its time. A busy machine may be why, once; if it happens again, the film is. */
export class OutOfTime extends ProgramStopped {
  override readonly name = 'OutOfTime';

  constructor(program: string, deadlineMs: number, complaints: string) {
    super(
      `The program ${program} did not end within ${Math.round(deadlineMs / 60_000)} minutes; the machine may be busy. It is tried once more by itself.`,
      complaints,
    );
  }
}
