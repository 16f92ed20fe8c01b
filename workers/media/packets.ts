import type { FfprobeOutput, Stream } from './ffprobe-output.ts';
import { INPUT, inputOptions, safeGlobals } from './input-file.ts';
import { runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { Demuxer } from './sniff.ts';

const PACKETS_DEADLINE_MS = 15 * 60_000;

/** A film begins with its first stream; until the picture comes, its first frame stands. Milliseconds. */
export const leadMs = (output: FfprobeOutput, packets: Packets): number => {
  const lead = Math.round(
    (packets.times.reduce((a, b) => Math.min(a, b), Infinity) - Number(output.format.start_time)) * 1000,
  );
  return lead > 0 && lead < 3600_000 ? lead : 0;
};

/** When the pictures of a source come. Seconds, by the source's own clock. */
export interface Packets {
  readonly times: Float64Array;
  readonly lastDuration: number | undefined;
  /** When the last packet of any stream begins, and the first, in seconds. */
  readonly span: { readonly first: number; readonly last: number };
}

/** More packets than any film that may be taken has. */
const MAX_PACKETS = 6_000_000;

/** Walks over all packets and keeps their times, per stream. Stops when there are more than any film has. */
export const readPackets = async (
  context: JobContext,
  demuxer: Demuxer,
): Promise<{ of: (index: number) => Packets; tooMany: boolean; detail: string }> => {
  const enough = new AbortController();
  const streams = new Map<number, { times: number[]; lastDuration: number | undefined }>();
  const span = { first: Infinity, last: -Infinity };
  let count = 0;
  const outcome = await runProgram(
    context,
    context.programs.ffprobe,
    [
      '-v',
      'error',
      ...safeGlobals,
      ...inputOptions(demuxer),
      '-show_entries',
      'packet=stream_index,pts_time,dts_time,duration_time',
      '-of',
      'compact=p=0:nk=0',
      INPUT,
    ],
    {
      deadlineMs: PACKETS_DEADLINE_MS,
      signal: AbortSignal.any([context.signal, enough.signal]),
      onLine: (line) => {
        const index = numberIn(line, 'stream_index');
        const time = numberIn(line, 'pts_time') ?? numberIn(line, 'dts_time');
        if (index === undefined || time === undefined) return;
        if (++count > MAX_PACKETS) enough.abort();
        span.first = Math.min(span.first, time);
        span.last = Math.max(span.last, time);
        const stream = streams.get(index) ?? { times: [], lastDuration: undefined };
        streams.set(index, stream);
        stream.times.push(time);
        stream.lastDuration = numberIn(line, 'duration_time') ?? stream.lastDuration;
      },
    },
  );
  return {
    of: (index) => ({
      times: Float64Array.from(streams.get(index)?.times ?? []),
      lastDuration: streams.get(index)?.lastDuration,
      span,
    }),
    tooMany: enough.signal.aborted || outcome.endedBy === 'deadline',
    detail: outcome.run.stderrTail,
  };
};

const numberIn = (line: string, name: string): number | undefined => {
  const found = new RegExp(`(?:^|\\|)${name}=(-?[0-9.]+)`).exec(line);
  return found === null ? undefined : Number(found[1]);
};

/** How far packets may stop before the promised end. */
const MISSING_SHARE = 0.05;
const MISSING_MS = 1000;

/** Compares what was found with what a sample table or a header promises; fragmented files promise nothing that counts. */
export const endsEarly = (demuxer: Demuxer, output: FfprobeOutput, video: Stream, packets: Packets): boolean => {
  const promisedFrames = Number(video.nb_frames);
  if (demuxer === 'mov') return promisedFrames > 0 && packets.times.length < promisedFrames * (1 - MISSING_SHARE);
  if (demuxer !== 'matroska' && demuxer !== 'avi') return false;
  const promisedMs = Number(output.format.duration) * 1000;
  const foundMs = (packets.span.last - packets.span.first) * 1000;
  return promisedMs - foundMs > Math.max(MISSING_MS, promisedMs * MISSING_SHARE);
};
