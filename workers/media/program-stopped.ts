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

/** A program was stopped from outside, or by a busy machine before it came to an end: another try may succeed. */
export class ProgramStopped extends Error {
  override readonly name = 'ProgramStopped';
  /** What it said last. */
  readonly complaints: string;

  constructor(message: string, complaints: string) {
    super(message);
    this.complaints = complaints;
  }
}
