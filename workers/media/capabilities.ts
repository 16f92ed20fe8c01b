import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import ffmpeg from 'fluent-ffmpeg';

const run = promisify(execFile);

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
  const filters = run(path, ['-hide_banner', '-filters'], { timeout: 20_000 }).then(({ stdout }) =>
    filterNames(stdout),
  );
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
  const [filterList, encoderNames, codecNames] = await Promise.all([filters, encoders, codecs]);
  return { filters: new Set(filterList), encoders: new Set(encoderNames), decodable: new Set(codecNames) };
}

/**
 * Names in the list of filters: what stands before the kinds of input and output. ffmpeg 8 has two columns of flags before
 * it, older versions three; fluent-ffmpeg knows the old ones.
 */
export const filterNames = (list: string): readonly string[] =>
  [...list.matchAll(/^ *[A-Z.]{2,3} +(\S+) +[AVN|]+->[AVN|]+ /gm)].flatMap(([, name]) => name ?? []);
