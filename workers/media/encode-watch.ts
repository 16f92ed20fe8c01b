/** What an encode showed of its source while it ran. */
export interface Seen {
  /** Pictures that could not be decoded. */
  damaged: number;
  /** Pictures that were decoded with parts made up from others. */
  concealed: number;
  /** What the film's frame rate made of the pictures that decoded; undefined when the encoder did not get so far. */
  rate: { readonly taken: number; readonly shown: number; readonly dropped: number } | undefined;
  /** Pixels of all pictures of another size than the first, how many sizes followed each other, and the largest. */
  otherPixels: number;
  otherPictures: number;
  sizeChanges: number;
  largest: { readonly width: number; readonly height: number } | undefined;
}

/**
 * Reads what ffmpeg says at its verbose level. `onSize` is called for each picture whose size or format is not the first one's.
 * @param videoIndex the stream that is encoded
 */
export const watchEncoder = (
  videoIndex: number,
  onSize: (seen: Seen) => void,
): { readonly seen: Seen; readonly onErrorLine: (line: string) => void } => {
  const seen: Seen = {
    damaged: 0,
    concealed: 0,
    rate: undefined,
    otherPixels: 0,
    otherPictures: 0,
    sizeChanges: 0,
    largest: undefined,
  };
  let size = '';
  return {
    seen,
    onErrorLine: (line) => {
      if (line.includes(`Error while decoding stream #0:${videoIndex}:`)) return void seen.damaged++;
      if (line.endsWith(`corrupt decoded frame in stream ${videoIndex}`)) return void seen.concealed++;
      const rate = /(\d+) frames in, (\d+) frames out; (\d+) frames dropped/.exec(line);
      if (rate !== null) {
        const [taken = 0, shown = 0, dropped = 0] = rate.slice(1).map(Number);
        seen.rate = { taken, shown, dropped };
        return;
      }
      const other = /incoming frame - w: (\d+) h: (\d+) fmt: (\d+)/.exec(line);
      if (other === null) return;
      const [width = 0, height = 0] = other.slice(1).map(Number);
      seen.otherPixels += width * height;
      seen.otherPictures++;
      if (other.slice(1).join() !== size) seen.sizeChanges++;
      size = other.slice(1).join();
      if (width * height > (seen.largest?.width ?? 0) * (seen.largest?.height ?? 0)) seen.largest = { width, height };
      onSize(seen);
    },
  };
};

/** Lines that say what is wrong; the rest of the verbose level is only read. */
export const isComplaint = (line: string): boolean => /\[(error|fatal|panic)\]/.test(line);
