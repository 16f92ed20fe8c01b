import ffmpeg from 'fluent-ffmpeg';

/** What a build of ffmpeg was compiled with, by ffmpeg's own names. */
export interface Capabilities {
  readonly filters: ReadonlySet<string>;
  readonly encoders: ReadonlySet<string>;
}

/**
 * Asks an ffmpeg for its filters and encoders. No file is involved, so that no limits are needed here.
 * @param path of the ffmpeg program
 * @throws Error when ffmpeg cannot be run
 */
export async function readCapabilities(path: string): Promise<Capabilities> {
  const filters = new Promise<string[]>((resolve, reject) => {
    ffmpeg()
      .setFfmpegPath(path)
      .availableFilters((error, found) => (error instanceof Error ? reject(error) : resolve(Object.keys(found))));
  });
  const encoders = new Promise<string[]>((resolve, reject) => {
    ffmpeg()
      .setFfmpegPath(path)
      .availableEncoders((error, found) => (error instanceof Error ? reject(error) : resolve(Object.keys(found))));
  });
  const [filterNames, encoderNames] = await Promise.all([filters, encoders]);
  return { filters: new Set(filterNames), encoders: new Set(encoderNames) };
}
