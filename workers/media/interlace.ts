import type { Stream } from './ffprobe-output.ts';
import { INPUT, glanceOptions, safeGlobals } from './input-file.ts';
import { runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import { OUT_OF_TIME } from './program-stopped.ts';
import type { Demuxer } from './sniff.ts';

const DEADLINE_MS = 60_000;
/** ffprobe's names of fields that come one after the other. */
const FIELD_ORDERS = new Set(['tt', 'bb', 'tb', 'bt']);
const NEVER_INTERLACED = new Set(['av1', 'vp8', 'vp9', 'hevc']);

/**
 * Believes "progressive"; looks at some pictures (idet) where the stream declares or suggests otherwise, and believes what it
 * declares where the look comes to nothing.
 * @throws OutOfTime when the look came to no end for the first time
 */
export const isInterlaced = async (context: JobContext, demuxer: Demuxer, video: Stream): Promise<boolean> => {
  if (video.field_order === 'progressive' || NEVER_INTERLACED.has(video.codec_name ?? '')) return false;
  const { run } = await runProgram(
    context,
    context.programs.ffmpeg,
    [
      '-nostdin',
      '-hide_banner',
      '-v',
      'info',
      '-nostats',
      ...safeGlobals,
      ...glanceOptions(demuxer, video),
      // Fields are lines of the stored picture.
      '-noautorotate',
      '-i',
      INPUT,
      '-map',
      `0:${video.index}`,
      '-vf',
      'idet',
      '-frames:v',
      '150',
      '-f',
      'null',
      '-',
    ],
    { deadlineMs: DEADLINE_MS, mayRunOut: context.lastFailure === OUT_OF_TIME },
  );
  const found = [
    ...run.stderrTail.matchAll(/Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)/g),
  ].at(-1);
  return found === undefined
    ? FIELD_ORDERS.has(video.field_order ?? '')
    : Number(found[1]) + Number(found[2]) > Number(found[3]);
};
