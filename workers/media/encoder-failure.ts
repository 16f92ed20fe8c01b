import type { JobOutcome } from '../runtime/context.ts';
import { diskFull, failed, isDiskFull, refused } from './job-context.ts';
import { signalOf } from './program-stopped.ts';
import type { HowEnded } from './program-stopped.ts';

/** How a program ended that was to make something of a film. Those that were stopped from outside are told of before. */
export interface Ending extends HowEnded {
  /** What it complained about last. */
  readonly complaints: string;
}

/** The machine's fault: it may be gone at the next try. */
const PASSING =
  /Cannot allocate memory|Resource temporarily unavailable|Too many open files|Stale file handle|Read-only file system|(av_interleaved_write_frame|Error writing|Could not write|Error opening output)[^\n]*(Input\/output error|Permission denied|No such file)/i;
/** The program itself is at its end: the same film will bring it there again. */
const CRASHES: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP', 'SIGSYS']);
const SOUND = /\[SWR\b|\[Parsed_(a(resample|format|pad|trim|limiter|split)|pan)_|audio frame/i;
const NO_SOUND = 'The sound of this film cannot be decoded. Export it again, for example as MP4 with H.264 and AAC.';
const NO_PICTURES = 'The pictures of this film cannot be decoded. Export it again, for example as MP4 with H.264.';
/** ffmpeg's own code for "more than two thirds of the packets could not be decoded". */
const MOSTLY_DAMAGED = 69;

/**
 * Tells failures that will repeat from those that may pass, by what the encoder says. It is deterministic: when it ends by
 * itself and the machine is not to blame, the film is, and it is refused at once.
 */
export const judgeFailure = (ending: Ending): JobOutcome<never> => {
  const { complaints } = ending;
  if (isDiskFull(complaints)) return diskFull(complaints);
  // First, since a program that gets no memory may crash for want of it.
  if (PASSING.test(complaints)) return machineFault(ending);
  const signal = signalOf(ending);
  if (signal !== undefined && CRASHES.has(signal))
    return refused(
      'undecodable',
      'The encoder cannot cope with this film: it stopped in the middle of it. Export the film again, for example as MP4 with H.264.',
      `${signal}\n${complaints}`,
    );
  if (signal === 'SIGXFSZ' || signal === 'SIGXCPU')
    return refused(
      'too-large',
      'Encoding this film takes far more time or space than its length lets expect. Upload a smaller or shorter version.',
      `${signal}\n${complaints}`,
    );
  if (isPassing(complaints)) return machineFault(ending);
  if (ending.exitCode === MOSTLY_DAMAGED)
    return refused(
      'undecodable',
      'Most of this film is damaged and cannot be decoded. Export or copy it again and upload the whole file.',
      complaints,
    );
  return nothingMade(ending);
};

const machineFault = ({ exitCode, complaints }: Ending): JobOutcome<never> =>
  failed(
    `The encoder stopped for a reason of this machine (exit code ${exitCode}). It is tried again by itself.`,
    complaints,
  );

/** The machine is to blame for how a program ended by itself, or nobody knows. */
export const isPassing = (complaints: string): boolean =>
  PASSING.test(complaints) || complaints.trim() === '' || /received signal \d+/.test(complaints);

/** An encoder that ended well and made nothing that can be played. */
export const nothingMade = ({ complaints }: Ending): JobOutcome<never> =>
  refused('undecodable', SOUND.test(lastLines(complaints)) ? NO_SOUND : NO_PICTURES, complaints);

const lastLines = (complaints: string): string => complaints.split('\n').slice(-6).join('\n');
