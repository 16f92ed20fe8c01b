/**
 * What lines of ffmpeg at its verbose level say, in the words of its versions 5 to 8. The words moved with version 6.1: before,
 * a line names the stream at its end, since then in the brackets before it (`[vist#0:1/h264 @ …] [dec:h264 @ …]`).
 */

/** A packet of some stream could not be decoded. */
export const isDecodeError = (line: string): boolean =>
  /Error while decoding stream #|Error submitting packet to decoder: |\] Decoding error: /.test(line);

/** The same of one stream of the first input. */
export const isDecodeErrorOf = (line: string, index: number): boolean =>
  isDecodeError(line) && (line.includes(`decoding stream #0:${index}:`) || isSaidOf(line, index));

/** A frame of one stream was decoded with parts made up from others. */
export const isConcealedIn = (line: string, index: number): boolean =>
  line.endsWith(`corrupt decoded frame in stream ${index}`) ||
  (line.endsWith('corrupt decoded frame') && isSaidOf(line, index));

const isSaidOf = (line: string, index: number): boolean => /^\[[avs]ist#0:(\d+)\//.exec(line)?.[1] === String(index);

/** A change of the pictures that go into the filters. `first`: like the first one again. */
export interface PictureChange {
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly first: boolean;
  /** Version 7 and newer say a change once, older ones say it of every picture that is not like the first. */
  readonly saidOnce: boolean;
}

export const pictureChangeIn = (line: string): PictureChange | undefined => {
  if (line.includes('video frame properties congruent with link'))
    return { width: 0, height: 0, format: '', first: true, saidOnce: true };
  const found = new RegExp(`filter context - ${PICTURE}.*incoming frame - ${PICTURE}`).exec(line);
  if (found === null) return undefined;
  const [firstWidth, firstHeight, firstFormat, width, height, format = ''] = found.slice(1);
  return {
    width: Number(width),
    height: Number(height),
    format,
    // Newer versions also say when nothing but the colours' meaning changes.
    first: width === firstWidth && height === firstHeight && format === firstFormat,
    saidOnce: line.includes('[warning]'),
  };
};
const PICTURE = String.raw`w: ?(\d+) h: ?(\d+) fmt: ?(\d+)`;

/** Lines that say what is wrong; the rest of the verbose level is only read. */
export const isComplaint = (line: string): boolean => /\[(error|fatal|panic)\]/.test(line);
