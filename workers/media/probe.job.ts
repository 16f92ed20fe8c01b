import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { JobInput, JobResult } from '../../schemas/media/job.types.ts';
import { refuseByCost } from './admission.ts';
import { chooseAudio, chooseVideo, displayedSize, languageOf, parseFfprobe, rotationOf } from './ffprobe-output.ts';
import type { FfprobeOutput, Stream } from './ffprobe-output.ts';
import { timeFrames } from './frame-timing.ts';
import { INPUT, inputOptions, placeInput, readHead, safeGlobals } from './input-file.ts';
import { done, refused, runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { readMp4Layout } from './mp4-boxes.ts';
import { sniff } from './sniff.ts';
import type { Demuxer, Sniffed } from './sniff.ts';

type ProbeInput = Extract<JobInput, { kind: 'probe' }>;
type ProbeResult = Extract<JobResult, { kind: 'probe' }>;

const PROBE_DEADLINE_MS = 60_000;
const PACKETS_DEADLINE_MS = 15 * 60_000;
const CUT_MESSAGE = 'The file is cut off: its end is missing. Export or copy it again and upload the whole file.';
const BROKEN_MESSAGE = 'The file looks like a film but cannot be read. Export it again, for example as MP4 with H.264.';
const NO_VIDEO_MESSAGE = 'The file has sound but no moving picture. Upload the film itself.';

/** Examines a source: what it is, whether it is whole, what it would cost, and how to encode it. */
export const probe = async (context: JobContext, input: ProbeInput): Promise<JobOutcome<ProbeResult>> => {
  const path = await placeInput(context, input.sourceKey);
  const [refusal, bytes] = await Promise.all([examine(context, path), stat(path).then(({ size }) => size)]);
  if (bytes > 0 && (await hashOf(context, input.sourceKey)) !== input.sha256)
    return refused('checksum-mismatch', 'The stored file is not the one that was uploaded. Upload it again.');
  return refusal;
};

const hashOf = async (context: JobContext, key: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(context.store.read(key), hash, { signal: context.signal });
  return hash.digest('hex');
};

/** Runs ffprobe over a placed input. Undefined output: it cannot be read. */
export const showStreams = async (
  context: JobContext,
  demuxer: Demuxer,
): Promise<{ output: FfprobeOutput | undefined; detail: string }> => {
  const { run, stdout } = await runProgram(context, context.programs.ffprobe, ffprobeArgs(demuxer), {
    deadlineMs: PROBE_DEADLINE_MS,
  });
  return { output: run.exitCode === 0 ? parseFfprobe(stdout) : undefined, detail: run.stderrTail };
};

const examine = async (context: JobContext, path: string): Promise<JobOutcome<ProbeResult>> => {
  const sniffed = sniff(await readHead(path));
  if (sniffed.kind !== 'container') return refuseSniffed(sniffed);
  const { demuxer } = sniffed;
  const size = (await stat(path)).size;
  const cut = demuxer === 'mov' ? await refuseCut(path, size) : undefined;
  if (cut !== undefined) return cut;
  const [{ output, detail }, walked] = await Promise.all([
    showStreams(context, demuxer),
    readPackets(context, demuxer),
  ]);
  if (output === undefined || output.streams.length === 0) return refused('undecodable', BROKEN_MESSAGE, detail);
  const video = chooseVideo(output.streams);
  if (video === undefined) return refuseNoVideo(output, detail);
  const { width, height } = displayedSize(video);
  const tooLarge = refuseByCost({ width, height, frames: 1, durationMs: 0, bytes: Infinity }, context.limits);
  if (tooLarge !== undefined) return tooLarge;
  if (walked.tooMany)
    return refused(
      'too-many-pixels',
      'The film has more pictures than can be taken. Upload a shorter version.',
      walked.detail,
    );
  const packets = walked.of(video.index);
  if (packets.times.length === 0)
    return refused('undecodable', 'The film has no pictures that can be read. Export it again.', walked.detail);
  const timing = timeFrames(packets.times, packets.lastDuration);
  const durationMs = timing.durationMs + leadMs(output, packets);
  // A gap between two frames is filled by repeating the first, and that costs as much as real frames do.
  const frames = Math.max(
    timing.frames,
    Math.round((durationMs / 1000) * (timing.frameRate.numerator / timing.frameRate.denominator)),
  );
  const tooCostly = refuseByCost({ width, height, frames, durationMs, bytes: size }, context.limits);
  if (tooCostly !== undefined) return tooCostly;
  if (endsEarly(demuxer, output, video, packets))
    return refused(
      'truncated',
      CUT_MESSAGE,
      `${timing.frames} frames in ${timing.durationMs} ms were found; the file promises ${video.nb_frames ?? '?'} frames in ${video.duration ?? output.format.duration} s`,
    );
  const interlaced = await isInterlaced(context, demuxer, video);
  const transfer = video.color_transfer;
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
        frameRate: timing.frameRate,
        pixelFormat: video.pix_fmt ?? 'unknown',
        rotation: rotationOf(video),
        sampleAspectRatio: video.sample_aspect_ratio ?? '1:1',
        colourTransfer: transfer === undefined || transfer === 'unknown' ? null : transfer,
        interlaced,
      },
      audio: chooseAudio(output.streams).map((stream) => ({
        index: stream.index,
        codec: stream.codec_name ?? 'unknown',
        channels: stream.channels ?? 0,
        sampleRate: Number(stream.sample_rate ?? 0) || 0,
        language: languageOf(stream),
      })),
      toolVersion: context.programs.ffprobe.version,
    },
  });
};

const refuseSniffed = (sniffed: Exclude<Sniffed, { kind: 'container' }>): JobOutcome<never> => {
  switch (sniffed.kind) {
    case 'empty':
      return refused('empty-file', 'The file is empty (0 bytes). Choose the film again.');
    case 'playlist':
      return refused(
        'playlist-not-film',
        `The file is not a film but a text that points at other files (${sniffed.what}). Upload the film itself.`,
      );
    case 'audio':
      return refused('no-video', NO_VIDEO_MESSAGE);
    case 'unknown':
      return refused(
        'not-a-film',
        'The file is not a film in any format that we know. Upload MP4, MOV, MKV, WebM, AVI, FLV, MPEG or Ogg video.',
      );
  }
};

/** An MP4 whose boxes go on after its end, or whose index never comes. */
const refuseCut = async (path: string, size: number): Promise<JobOutcome<never> | undefined> => {
  const file = await open(path);
  try {
    const { types, cutBox } = await readMp4Layout(file, size);
    if (cutBox === 'mdat' || cutBox === 'moov' || cutBox === 'moof')
      return refused('truncated', CUT_MESSAGE, `the box ${cutBox} goes on after the end of the file`);
    if (types.includes('mdat') && !types.includes('moov'))
      return refused('truncated', CUT_MESSAGE, 'there is no moov box');
    return undefined;
  } finally {
    await file.close();
  }
};

/** Arguments of the first look. Golden in tests. */
export const ffprobeArgs = (demuxer: Demuxer): readonly string[] => [
  '-v',
  'error',
  ...safeGlobals,
  ...inputOptions(demuxer),
  '-show_format',
  '-show_streams',
  '-of',
  'json',
  INPUT,
];

const refuseNoVideo = (output: FfprobeOutput, detail: string): JobOutcome<never> => {
  if (/exceeds|Picture size/i.test(detail))
    return refused(
      'too-many-pixels',
      'The picture is too large to be decoded. Scale it down and upload it again.',
      detail,
    );
  if (output.streams.some((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1))
    return refused('undecodable', BROKEN_MESSAGE, detail);
  return refused('no-video', NO_VIDEO_MESSAGE, detail);
};

/** A film begins with its first stream; until the picture comes, its first frame stands. Milliseconds. */
const leadMs = (output: FfprobeOutput, packets: Packets): number => {
  const lead = Math.round(
    (packets.times.reduce((a, b) => Math.min(a, b), Infinity) - Number(output.format.start_time)) * 1000,
  );
  return lead > 0 && lead < 3600_000 ? lead : 0;
};

interface Packets {
  readonly times: Float64Array;
  readonly lastDuration: number | undefined;
  /** When the last packet of any stream begins, and the first, in seconds. */
  readonly span: { readonly first: number; readonly last: number };
}

/** More packets than any film that may be taken has. */
const MAX_PACKETS = 6_000_000;

/** Walks over all packets and keeps their times, per stream. Stops when there are more than any film has. */
const readPackets = async (
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
const endsEarly = (demuxer: Demuxer, output: FfprobeOutput, video: Stream, packets: Packets): boolean => {
  const promisedFrames = Number(video.nb_frames);
  if (demuxer === 'mov') return promisedFrames > 0 && packets.times.length < promisedFrames * (1 - MISSING_SHARE);
  if (demuxer !== 'matroska' && demuxer !== 'avi') return false;
  const promisedMs = Number(output.format.duration) * 1000;
  const foundMs = (packets.span.last - packets.span.first) * 1000;
  return promisedMs - foundMs > Math.max(MISSING_MS, promisedMs * MISSING_SHARE);
};

const NEVER_INTERLACED = new Set(['av1', 'vp8', 'vp9', 'hevc']);

/** Believes "progressive"; looks at some pictures (idet) where the stream says or suggests otherwise. */
const isInterlaced = async (context: JobContext, demuxer: Demuxer, video: Stream): Promise<boolean> => {
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
      ...inputOptions(demuxer),
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
    { deadlineMs: PROBE_DEADLINE_MS },
  );
  const found = [
    ...run.stderrTail.matchAll(/Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)/g),
  ].at(-1);
  return found !== undefined && Number(found[1]) + Number(found[2]) > Number(found[3]);
};
