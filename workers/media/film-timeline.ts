import { declaredRateOf } from './ffprobe-output.ts';
import type { Stream } from './ffprobe-output.ts';
import type { JobContext } from './job-context.ts';
import { walkPackets } from './packets.ts';
import type { PacketWalk } from './packets.ts';
import type { Demuxer } from './sniff.ts';
import { timelineOf } from './timeline.ts';
import type { Timeline } from './timeline.ts';

/** The timeline of a film and the packets that it is made of; no timeline where there is no picture or not all can be read. */
export interface FilmTimeline {
  readonly walked: PacketWalk;
  readonly timeline: Timeline | undefined;
}

/** Reads when pictures and sound come. Every job that needs the film's times asks here, so that they are the same everywhere. */
export const readTimeline = async (
  context: JobContext,
  demuxer: Demuxer,
  video: Stream,
  audio: readonly Stream[],
): Promise<FilmTimeline> => {
  const walked = await walkPackets(context, demuxer, [video.index, ...audio.map(({ index }) => index)]);
  const [sound] = audio;
  const timeline = timelineOf(
    walked.of(video.index),
    sound === undefined ? undefined : walked.of(sound.index),
    declaredRateOf(video),
  );
  return { walked, timeline: walked.broken ? undefined : timeline };
};
