import type { FfprobeOutput, Stream } from './ffprobe-output.ts';
import type { PacketWalk, Packets } from './packets.ts';
import type { Demuxer } from './sniff.ts';

/** How far packets may stop before the promised end. */
const MISSING_SHARE = 0.05;
const MISSING_SECONDS = 1;

/**
 * Compares what was found with what a sample table or a header promises; fragmented files promise nothing that counts.
 * A promised length is that of the film as it is shown or the instant at which it ends, whichever the writer meant.
 * @returns what is missing, undefined when nothing is
 */
export const endsEarly = (
  demuxer: Demuxer,
  output: FfprobeOutput,
  video: Stream,
  walked: PacketWalk,
): string | undefined => {
  const pictures = walked.of(video.index);
  if (demuxer === 'mov') {
    const promised = Number(video.nb_frames);
    const found = pictures.times.length + pictures.hidden + pictures.headless;
    // What an edit list hides may be absent from the walk, but then the shown length is complete.
    return promised > 0 && found < promised * (1 - MISSING_SHARE) && isShort(Number(video.duration), lengthOf(pictures))
      ? `${found} frames were found; the file promises ${promised}`
      : undefined;
  }
  if (demuxer !== 'matroska' && demuxer !== 'avi') return undefined;
  const start = Math.max(0, Number(output.format.start_time) || 0);
  const ends = output.streams.map(({ index }) => endOf(walked.of(index)));
  const found = start + Math.max(...ends);
  const promised = Number(output.format.duration);
  return isShort(promised, found)
    ? `packets end at ${found.toFixed(1)} s; the file promises ${promised.toFixed(1)} s`
    : undefined;
};

const isShort = (promised: number, found: number): boolean =>
  promised - found > Math.max(MISSING_SECONDS, promised * MISSING_SHARE);

const endOf = ({ times, durations }: Packets): number =>
  times.reduce((end, time, n) => Math.max(end, time + (durations[n] ?? 0)), 0);
const lengthOf = (packets: Packets): number =>
  endOf(packets) - packets.times.reduce((first, time) => Math.min(first, time), Infinity);
