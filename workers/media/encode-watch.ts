import { isConcealedIn, isDecodeErrorOf, pictureChangeIn } from './program-lines.ts';
import type { PictureChange } from './program-lines.ts';

/** What an encode showed of its source while it ran. */
export interface Seen {
  /** Pictures that could not be decoded. */
  damaged: number;
  /** Pictures that were decoded with parts made up from others. */
  concealed: number;
  /** Pictures that were decoded. */
  decoded: number;
  /** What the film's frame rate made of the pictures that decoded; undefined when the encoder did not get so far. */
  rate: { readonly taken: number; readonly shown: number; readonly dropped: number } | undefined;
  /** Pixels of all pictures of another size than the first, how many sizes followed each other, and the largest. */
  otherPixels: number;
  otherPictures: number;
  sizeChanges: number;
  largest: { readonly width: number; readonly height: number } | undefined;
}

/** Hears what an encoder says. */
export interface EncoderWatch {
  readonly seen: Seen;
  /** A line of its verbose level. */
  readonly onErrorLine: (line: string) => void;
  /** A line of its progress. */
  readonly onLine: (line: string) => void;
}

/**
 * Reads what ffmpeg says at its verbose level and in its progress. `onSize` is called when pictures were seen whose size or
 * format is not the first one's.
 * @param videoIndex the stream that is encoded
 */
export const watchEncoder = (videoIndex: number, onSize: (seen: Seen) => void): EncoderWatch => {
  const seen: Seen = {
    damaged: 0,
    concealed: 0,
    decoded: 0,
    rate: undefined,
    otherPixels: 0,
    otherPictures: 0,
    sizeChanges: 0,
    largest: undefined,
  };
  let now: PictureChange | undefined;
  const add = (pictures: number, { width, height }: PictureChange): void => {
    seen.otherPictures += pictures;
    seen.otherPixels += pictures * width * height;
    onSize(seen);
  };
  const change = (to: PictureChange): void => {
    const before = now;
    now = to.first ? undefined : to;
    if (now === undefined) return;
    if (before?.width !== to.width || before.height !== to.height || before.format !== to.format) seen.sizeChanges++;
    if (to.width * to.height > (seen.largest?.width ?? 0) * (seen.largest?.height ?? 0))
      seen.largest = { width: to.width, height: to.height };
    add(1, to);
  };
  return {
    seen,
    onErrorLine: (line) => {
      if (isDecodeErrorOf(line, videoIndex)) return void seen.damaged++;
      if (isConcealedIn(line, videoIndex)) return void seen.concealed++;
      const rate = /(\d+) frames in, (\d+) frames out; (\d+) frames dropped/.exec(line);
      if (rate !== null) {
        const [taken = 0, shown = 0, dropped = 0] = rate.slice(1).map(Number);
        seen.rate = { taken, shown, dropped };
        return;
      }
      const changed = pictureChangeIn(line);
      if (changed !== undefined) change(changed);
    },
    onLine: (line) => {
      const frames = line.startsWith('frame=') ? Number(line.slice('frame='.length)) : NaN;
      if (!(frames > seen.decoded)) return;
      const more = frames - seen.decoded;
      seen.decoded = frames;
      if (now?.saidOnce === true) add(more, now);
    },
  };
};
