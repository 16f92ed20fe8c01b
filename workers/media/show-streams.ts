import { parseFfprobe } from './ffprobe-output.ts';
import type { FfprobeOutput } from './ffprobe-output.ts';
import { INPUT, inputOptions, safeGlobals } from './input-file.ts';
import { runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { Demuxer } from './sniff.ts';

const DEADLINE_MS = 60_000;

/** Runs ffprobe over the input. Undefined output: it cannot be read. */
export const showStreams = async (
  context: JobContext,
  demuxer: Demuxer,
): Promise<{ output: FfprobeOutput | undefined; detail: string }> => {
  const { run, stdout } = await runProgram(context, context.programs.ffprobe, ffprobeArgs(demuxer), {
    deadlineMs: DEADLINE_MS,
  });
  return { output: run.exitCode === 0 ? parseFfprobe(stdout) : undefined, detail: run.stderrTail };
};

/** Arguments of ffprobe for the list of streams. Golden in tests. */
export const ffprobeArgs = (demuxer: Demuxer): readonly string[] => [
  '-v',
  'error',
  ...safeGlobals,
  ...inputOptions(demuxer),
  '-show_format',
  '-show_streams',
  '-show_programs',
  '-of',
  'json',
  INPUT,
];
