import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { offsetOf } from './encode-args.ts';
import type { EncodeSource } from './encode-args.ts';
import { judgeFailure } from './encoder-failure.ts';
import { INPUT, inputOptions, safeGlobals } from './input-file.ts';
import { runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { prepareFilters } from './sound-filters.ts';

const PREPARED = 'sound.mka';
const DEADLINE_MS = 30 * 60_000;
/** Channels that a broadcast may change to. */
const MOST_CHANNELS = 6;

/**
 * Brings sound whose rate or layout changes in mid-stream to one form, in a file of its own. Each change builds ffmpeg's
 * graph of the sound again: in the encoder its clock would begin again, here every sample keeps its time.
 */
export const prepareSound = async (
  context: JobContext,
  source: EncodeSource,
  index: number,
): Promise<EncodeSource | JobOutcome<never>> => {
  const { run, signal } = await runProgram(context, context.programs.ffmpeg, prepareArgs(source, index), {
    deadlineMs: DEADLINE_MS,
  });
  if (run.exitCode === 0) {
    const channels = Math.max(MOST_CHANNELS, source.sound?.channels ?? 0);
    return { ...source, sound: { channels, layout: source.sound?.layout }, prepared: PREPARED };
  }
  await rm(join(context.workDir, PREPARED), { force: true });
  return judgeFailure({ exitCode: run.exitCode, signal, complaints: run.stderrTail });
};

/**
 * Arguments that prepare the sound. The picture's packets are read along, as the encoder does: where a clock begins again
 * ffmpeg decides by both. A moment of silence from 0 on as a second track lets the file begin there. Golden in tests.
 */
export const prepareArgs = (source: EncodeSource, index: number): string[] => [
  '-nostdin',
  '-y',
  '-v',
  'error',
  ...safeGlobals,
  ...inputOptions(source.demuxer),
  ...offsetOf(source.origin),
  '-i',
  INPUT,
  '-f',
  'lavfi',
  '-i',
  'anullsrc=r=48000:cl=mono:d=0.1',
  '-filter_complex',
  `[0:${index}]${prepareFilters(source.sound ?? { channels: 2, layout: undefined }).join(',')}[sound]`,
  '-map',
  '[sound]',
  '-map',
  '1:0',
  '-c:a',
  'flac',
  '-compression_level',
  '0',
  '-sample_fmt',
  's32',
  '-f',
  'matroska',
  PREPARED,
  '-map',
  `0:${source.videoIndex}`,
  '-c',
  'copy',
  '-f',
  'null',
  '-',
];
