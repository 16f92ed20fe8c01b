import type { JobOutcome } from '../runtime/context.ts';
import { refused } from './job-context.ts';
import { blameFor, signalOf } from './program-stopped.ts';
import type { Ending } from './program-stopped.ts';

/** The filters and the encoder of sound, in the words of ffmpeg 5 to 8. */
const SOUND =
  /\[SWR\b|\[Parsed_(a(resample|format|pad|trim|limiter|split)|pan|volume)_|audio frame|\[(af|aist|aost)#|\[enc:aac\b/i;
const NO_SOUND = 'The sound of this film cannot be decoded. Export it again, for example as MP4 with H.264 and AAC.';
const NO_PICTURES = 'The pictures of this film cannot be decoded. Export it again, for example as MP4 with H.264.';
/** ffmpeg's own code for "more than two thirds of the packets could not be decoded". */
const MOSTLY_DAMAGED = 69;

/** Why an encoder fails that will fail again: it is deterministic, so the film is refused at once. */
export const judgeFailure = (ending: Ending): JobOutcome<never> => {
  const { complaints } = ending;
  const blame = blameFor(ending);
  if (blame === 'crash')
    return refused(
      'undecodable',
      'The encoder cannot cope with this film: it stopped in the middle of it. Export the film again, for example as MP4 with H.264.',
      `${signalOf(ending)}\n${complaints}`,
    );
  if (blame === 'ceiling')
    return refused(
      'too-large',
      'Encoding this film takes far more time or space than its length lets expect. Upload a smaller or shorter version.',
      `${signalOf(ending)}\n${complaints}`,
    );
  if (ending.exitCode === MOSTLY_DAMAGED)
    return refused(
      'undecodable',
      'Most of this film is damaged and cannot be decoded. Export or copy it again and upload the whole file.',
      complaints,
    );
  return nothingMade(ending);
};

/** An encoder that ended well and made nothing that can be played. */
export const nothingMade = ({ complaints }: Pick<Ending, 'complaints'>): JobOutcome<never> =>
  refused('undecodable', SOUND.test(lastLines(complaints)) ? NO_SOUND : NO_PICTURES, complaints);

/**
 * Whether an encoder that failed complained about sound, so that the pictures alone may succeed.
 * @param index of the sound's stream
 */
export const blamesSound = (complaints: string, index: number): boolean =>
  SOUND.test(complaints) || new RegExp(`stream #?0:${index}\\b`).test(complaints);

const lastLines = (complaints: string): string => complaints.split('\n').slice(-6).join('\n');
