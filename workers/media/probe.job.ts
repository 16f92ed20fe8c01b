import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { JobInput, JobResult } from '../../schemas/media/job.types.ts';
import { refuseByCost } from './admission.ts';
import { chooseAudio, chooseVideo, displayedSize, languageOf, rotationOf, videosOf } from './ffprobe-output.ts';
import type { FfprobeOutput, Stream } from './ffprobe-output.ts';
import { endsEarly } from './ends-early.ts';
import { readTimeline } from './film-timeline.ts';
import { placeInput, readHead } from './input-file.ts';
import { isInterlaced } from './interlace.ts';
import { done, refused } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { leftOutTracks } from './left-out-tracks.ts';
import { withNotes } from './notes.ts';
import { walkPackets } from './packets.ts';
import type { PacketWalk } from './packets.ts';
import { findSound } from './find-sound.ts';
import { BROKEN_MESSAGE, CUT_MESSAGE, refuseCut, refuseNoVideo, refuseSniffed } from './probe-refusals.ts';
import { showStreams } from './show-streams.ts';
import { sniff } from './sniff.ts';
import type { Demuxer } from './sniff.ts';
import { timelineNotes } from './timeline-notes.ts';
import { framesIn } from './timeline.ts';
import { findTrackFaults } from './track-faults.ts';

type ProbeInput = Extract<JobInput, { kind: 'probe' }>;
type ProbeResult = Extract<JobResult, { kind: 'probe' }>;

/** Examines a source: what it is, whether it is whole, what it would cost, and how to encode it. */
export const probe = async (context: JobContext, input: ProbeInput): Promise<JobOutcome<ProbeResult>> => {
  const path = await placeInput(context, input.sourceKey);
  const [outcome, bytes] = await Promise.all([examine(context, path), stat(path).then(({ size }) => size)]);
  if (bytes > 0 && (await hashOf(context, input.sourceKey)) !== input.sha256)
    return refused('checksum-mismatch', 'The stored file is not the one that was uploaded. Upload it again.');
  return outcome;
};

const hashOf = async (context: JobContext, key: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(context.store.read(key), hash, { signal: context.signal });
  return hash.digest('hex');
};

const examine = async (context: JobContext, path: string): Promise<JobOutcome<ProbeResult>> => {
  const head = await readHead(path);
  const sniffed = sniff(head);
  if (sniffed.kind !== 'container') return refuseSniffed(sniffed);
  const { demuxer } = sniffed;
  const size = (await stat(path)).size;
  const cut = demuxer === 'mov' ? await refuseCut(path, size) : undefined;
  if (cut !== undefined) return cut;
  const { output, detail } = await showStreams(context, demuxer);
  if (output === undefined || output.streams.length === 0) return refused('undecodable', BROKEN_MESSAGE, detail);
  const faults = await findTrackFaults({ path, demuxer, head }, output.streams, context.programs.decodable);
  const readable = output.streams.filter(({ index }) => !faults.has(index));
  const video = await findVideo(context, demuxer, readable);
  if (video === undefined) return refuseNoVideo(output, faults, detail);
  const { width, height } = displayedSize(video);
  const tooLarge = refuseByCost({ width, height, frames: 1, durationMs: 0, bytes: Infinity }, context.limits);
  if (tooLarge !== undefined) return tooLarge;
  const tracks = chooseAudio(readable, video, output.programs);
  const [sound, first] = await Promise.all([
    findSound(context, demuxer, tracks),
    readTimeline(context, demuxer, video, tracks),
  ]);
  const { audio } = sound;
  const { timeline, walked } =
    audio[0]?.index === tracks[0]?.index ? first : await readTimeline(context, demuxer, video, audio);
  if (walked.tooMany)
    return refused(
      'too-many-pixels',
      'The film has more pictures than can be taken. Upload a shorter version.',
      walked.detail,
    );
  if (timeline === undefined)
    return refused('undecodable', 'The film has no pictures that can be read. Export it again.', walked.detail);
  const { durationMs, frameRate } = timeline;
  // A gap between two frames is filled by repeating the first, and that costs as much as real frames do.
  const frames = Math.max(timeline.pictures, framesIn(durationMs, frameRate));
  const tooCostly = refuseByCost({ width, height, frames, durationMs, bytes: size }, context.limits);
  if (tooCostly !== undefined) return tooCostly;
  const missing = await findMissingEnd(context, demuxer, output, video, walked);
  if (missing !== undefined) return refused('truncated', CUT_MESSAGE, missing);
  const interlaced = await isInterlaced(context, demuxer, video);
  const transfer = video.color_transfer;
  const notes = [
    ...leftOutTracks(output.streams, { video, audio: audio[0], faults: new Map([...faults, ...sound.faults]) }),
    ...sound.notes,
    ...timelineNotes(timeline),
  ];
  return done({
    kind: 'probe',
    probe: {
      container: demuxer,
      durationMs,
      bitRate: Number.isSafeInteger(Number(output.format.bit_rate)) ? Number(output.format.bit_rate) : null,
      video: {
        index: video.index,
        codec: video.codec_name ?? 'unknown',
        width,
        height,
        frameRate,
        pixelFormat: video.pix_fmt ?? 'unknown',
        rotation: rotationOf(video),
        sampleAspectRatio: video.sample_aspect_ratio ?? '1:1',
        colourTransfer: transfer === undefined || transfer === 'unknown' ? null : transfer,
        interlaced,
      },
      audio: audio.map((stream) => ({
        index: stream.index,
        codec: stream.codec_name ?? 'unknown',
        channels: stream.channels ?? 0,
        sampleRate: Number(stream.sample_rate ?? 0) || 0,
        language: languageOf(stream),
      })),
      toolVersion: context.programs.ffprobe.version,
    },
    ...withNotes(notes),
  });
};

/** The film's picture. Where a container does not say which of several streams are stills, their packets are counted. */
const findVideo = async (
  context: JobContext,
  demuxer: Demuxer,
  streams: readonly Stream[],
): Promise<Stream | undefined> => {
  const videos = videosOf(streams);
  if (videos.length < 2 || videos.every(({ nb_frames: frames }) => frames !== undefined)) return chooseVideo(streams);
  const walked = await walkPackets(
    context,
    demuxer,
    videos.map(({ index }) => index),
  );
  return chooseVideo(streams, ({ index }) => walked.of(index).times.length);
};

/** What is missing at the end of the file. A stream that is not taken may be the one that lasts as long as the file says. */
const findMissingEnd = async (
  context: JobContext,
  demuxer: Demuxer,
  output: FfprobeOutput,
  video: Stream,
  walked: PacketWalk,
): Promise<string | undefined> => {
  if (endsEarly(demuxer, output, video, walked) === undefined) return undefined;
  const all = output.streams.filter(({ codec_type: type = '' }) => ['video', 'audio', 'subtitle'].includes(type));
  return endsEarly(
    demuxer,
    output,
    video,
    await walkPackets(
      context,
      demuxer,
      all.map(({ index }) => index),
    ),
  );
};
