import ffmpeg from 'fluent-ffmpeg';

/** What a build of ffmpeg was compiled with, by ffmpeg's own names. */
export interface Capabilities {
  readonly filters: ReadonlySet<string>;
  readonly encoders: ReadonlySet<string>;
  /** Codecs that it can decode. */
  readonly decodable: ReadonlySet<string>;
}

/**
 * Asks an ffmpeg for its filters, encoders and codecs. No file is involved, so that no limits are needed here.
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
  const codecs = new Promise<string[]>((resolve, reject) => {
    ffmpeg()
      .setFfmpegPath(path)
      .availableCodecs((error, found) =>
        error instanceof Error
          ? reject(error)
          : resolve(Object.keys(found).filter((name) => found[name]?.canDecode === true)),
      );
  });
  const [filterNames, encoderNames, codecNames] = await Promise.all([filters, encoders, codecs]);
  return { filters: new Set(filterNames), encoders: new Set(encoderNames), decodable: new Set(codecNames) };
}
