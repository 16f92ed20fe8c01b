import { copyFile, link, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from './job-context.ts';
import { SNIFF_BYTES } from './sniff.ts';
import type { Demuxer } from './sniff.ts';

/** Where a job finds its source: in a directory that holds nothing else, under a name that is not the user's. */
export const INPUT = 'in/input';

/** Puts a link to the source (a copy where links cannot be made) at `INPUT` below the attempt's directory. */
export const placeInput = async (context: JobContext, sourceKey: string): Promise<string> => {
  const target = join(context.workDir, INPUT);
  const source = context.store.path(sourceKey);
  await mkdir(join(context.workDir, 'in'), { recursive: true });
  await link(source, target).catch(async (error: unknown) => {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'EXDEV' || error.code === 'EPERM' || error.code === 'EMLINK')
    )
      return copyFile(source, target);
    throw error;
  });
  return target;
};

export const readHead = async (path: string): Promise<Buffer> => {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(SNIFF_BYTES);
    const { bytesRead } = await file.read(buffer, 0, SNIFF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** Largest single allocation that a decoder may make, and largest picture that it may open. */
const MAX_ALLOC = String(2 * 1024 ** 3);
const MAX_PIXELS = 8192 * 8192;

/**
 * Options that open `INPUT` safely: exactly the demuxer that the magic bytes named, no protocol but files, no external
 * references, no picture of more than `maxPixels`. A playlist in a film's clothes finds nobody who would read it.
 */
export const inputOptions = (demuxer: Demuxer, maxPixels = MAX_PIXELS): readonly string[] => [
  '-protocol_whitelist',
  'file',
  '-format_whitelist',
  demuxer,
  '-f',
  demuxer,
  '-max_pixels',
  String(maxPixels),
];

/** Pictures may grow so many times in mid-stream before a look at a few of them is not worth its price. */
const GROWTH = 8;

/** `inputOptions` for a look at some pictures of a stream: much larger ones than it declares are passed over undecoded. */
export const glanceOptions = (demuxer: Demuxer, { width = 0, height = 0 }: Partial<Size>): readonly string[] =>
  inputOptions(demuxer, Math.min(MAX_PIXELS, GROWTH * Math.max(MIN_PIXELS, width * height)));
const MIN_PIXELS = 640 * 360;

interface Size {
  readonly width: number | undefined;
  readonly height: number | undefined;
}

export const safeGlobals: readonly string[] = ['-max_alloc', MAX_ALLOC];
