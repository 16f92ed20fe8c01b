import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobInput, JobResult } from '../../schemas/media/job.types.ts';
import { chooseVideo, displayedSize } from './ffprobe-output.ts';
import type { Stream } from './ffprobe-output.ts';
import { fileFacts, publishOutput } from './file-facts.ts';
import { INPUT, glanceOptions, placeInput, readHead, safeGlobals } from './input-file.ts';
import { isInterlaced } from './interlace.ts';
import { diskFull, done, failed, isDiskFull, refused, runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { OutOfTime } from './program-stopped.ts';
import { deinterlaceFilters, pictureFilters, pictureOf } from './picture-filters.ts';
import { showStreams } from './show-streams.ts';
import { sniff } from './sniff.ts';
import type { Demuxer } from './sniff.ts';

type PosterInput = Extract<JobInput, { kind: 'poster' }>;
type PosterResult = Extract<JobResult, { kind: 'poster' }>;

/** Where a good still may be, as shares of the film; the first that is not nearly black or flat wins. */
const POSITIONS = [0.18, 0.35, 0.55, 0.08, 0];
const MAX_SIDE = 1280;
const TINY_SIDE = 24;
const GREY_SIDE = 32;
const DEADLINE_MS = 120_000;
/** A poster is made beside the encoder, which everybody waits for. */
const NICENESS = 5;
const HDR = new Set(['smpte2084', 'arib-std-b67']);

/** Takes a representative still as a JPEG (at most 1280 pixels), and a tiny one to show until it arrives. */
export const poster = async (context: JobContext, input: PosterInput): Promise<JobOutcome<PosterResult>> => {
  const sniffed = sniff(await readHead(await placeInput(context, input.sourceKey)));
  if (sniffed.kind !== 'container')
    return refused('not-a-film', 'The stored file is not a film any more. Upload it again.');
  const { output, detail } = await showStreams(context, sniffed.demuxer);
  const video = output?.streams.find(({ index }) => index === input.videoIndex) ?? chooseVideo(output?.streams ?? []);
  if (video === undefined)
    return failed('The stored film could not be read again. If it stays so, upload it again.', detail);
  const found = await findStill(context, {
    demuxer: sniffed.demuxer,
    video,
    durationMs: input.durationMs,
    startSeconds: Math.max(0, Number(video.start_time) - Number(output?.format.start_time) || 0),
    interlaced: await isInterlaced(context, sniffed.demuxer, video),
  });
  if (typeof found === 'string')
    return isDiskFull(found)
      ? diskFull(found)
      : refused('undecodable', 'No picture of this film can be decoded for a poster.', found);
  const { folder, size } = found;
  const tiny = await readFile(join(folder, 'tiny.jpg'));
  const { sha256 } = await fileFacts(join(folder, 'poster.jpg'));
  const storageKey = `posters/${context.assetId}/${context.attempt}.jpg`;
  await publishOutput(join(folder, 'poster.jpg'), context.store.path(storageKey), {
    jobId: context.jobId,
    assetId: context.assetId,
  });
  return done({
    kind: 'poster',
    poster: { storageKey, ...size, sha256, placeholder: `data:image/jpeg;base64,${tiny.toString('base64')}` },
  });
};

/** The film that a still is taken from. `startSeconds`: its first picture, counted from where the file begins. */
interface Film {
  readonly demuxer: Demuxer;
  readonly video: Stream;
  readonly durationMs: number;
  readonly startSeconds: number;
  readonly interlaced: boolean;
}

interface Still {
  readonly folder: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly contrast: number;
}

/**
 * The first good still, else the one with most contrast, else what ffmpeg complained about.
 * @throws OutOfTime when there is none because ffmpeg came to no end
 */
const findStill = async (
  context: JobContext,
  { demuxer, video, durationMs, startSeconds, interlaced }: Film,
): Promise<Still | string> => {
  const size = fitInto(displayedSize(video), MAX_SIDE);
  let best: Still | undefined;
  let complaint = '';
  let late = false;
  for (const [index, position] of POSITIONS.entries()) {
    const folder = join(context.workDir, `still${index}`);
    await mkdir(folder);
    const { run, endedBy } = await runProgram(
      context,
      context.programs.ffmpeg,
      stillArgs({
        demuxer,
        video,
        size,
        thin: durationMs > 4000,
        atSeconds: startSeconds + (durationMs * position) / 1000,
        interlaced,
        folder: `still${index}`,
        toneMap: context.programs.canToneMap && HDR.has(video.color_transfer ?? ''),
      }),
      { deadlineMs: DEADLINE_MS, niceness: NICENESS, mayRunOut: true },
    );
    complaint = run.stderrTail;
    late ||= endedBy === 'deadline';
    const grey = await readFile(join(folder, 'grey.raw')).catch(() => undefined);
    if (run.exitCode !== 0 || grey === undefined || grey.length === 0) continue;
    const { mean, contrast } = measure(grey);
    if (best === undefined || contrast > best.contrast) best = { folder, size, contrast };
    if (mean > 30 && mean < 240 && contrast > 12) return { folder, size, contrast };
  }
  if (best === undefined && late) throw new OutOfTime(context.programs.ffmpeg.name, DEADLINE_MS, complaint);
  return best ?? complaint;
};

/** Arguments that take one still and its two small companions. Golden in tests. */
export const stillArgs = ({
  demuxer,
  video,
  size,
  thin,
  atSeconds,
  interlaced,
  folder,
  toneMap,
}: {
  demuxer: Demuxer;
  video: Stream;
  size: { width: number; height: number };
  atSeconds: number;
  interlaced: boolean;
  folder: string;
  toneMap: boolean;
  /** Look at six frames a second only. */
  thin: boolean;
}): string[] => {
  const tiny = fitInto(size, TINY_SIDE);
  const picture = pictureOf(video);
  const filters = [
    ...(interlaced ? deinterlaceFilters(picture) : []),
    ...(thin ? ['fps=6'] : []),
    ...pictureFilters(size, picture, toneMap),
    // JPEG means BT.601 in full range to everybody who shows one.
    'scale=in_color_matrix=bt709:in_range=tv:out_color_matrix=smpte170m:out_range=pc',
    'format=yuvj420p',
    'thumbnail=24',
    'split=3[poster][t][g]',
  ];
  return [
    '-nostdin',
    '-y',
    '-v',
    'error',
    ...safeGlobals,
    ...(atSeconds > 0 ? ['-ss', atSeconds.toFixed(3)] : []),
    '-t',
    '4',
    ...glanceOptions(demuxer, video),
    '-noautorotate',
    '-reinit_filter:v',
    '0',
    '-i',
    INPUT,
    '-filter_complex',
    `[0:${video.index}]${filters.join(',')};` +
      `[t]scale=${tiny.width}:${tiny.height}:flags=area[tiny];[g]scale=${GREY_SIDE}:${GREY_SIDE}:flags=area,format=gray[grey]`,
    ...image('poster', 3, `${folder}/poster.jpg`),
    ...image('tiny', 8, `${folder}/tiny.jpg`),
    '-map',
    '[grey]',
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    `${folder}/grey.raw`,
  ];
};

const image = (label: string, quality: number, path: string): string[] => [
  '-map',
  `[${label}]`,
  '-frames:v',
  '1',
  '-c:v',
  'mjpeg',
  '-q:v',
  String(quality),
  '-huffman',
  'optimal',
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-f',
  'image2',
  '-update',
  '1',
  path,
];

/** Even sizes, the longer side at most `most`. */
const fitInto = (
  { width, height }: { width: number; height: number },
  most: number,
): { width: number; height: number } => {
  const scale = Math.min(1, most / Math.max(width, height));
  const even = (length: number): number => Math.max(2, Math.round((length * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
};

const measure = (grey: Buffer): { mean: number; contrast: number } => {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  return { mean, contrast: Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length) };
};
