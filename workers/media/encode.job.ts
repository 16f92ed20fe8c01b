import { availableParallelism } from 'node:os';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncodedRendition, JobInput, JobResult } from '../../schemas/media/job.types.ts';
import type { EncodingPlan } from '../../schemas/media/ladder.ts';
import { encodeArgs } from './encode-args.ts';
import type { EncodeSource } from './encode-args.ts';
import { growsTooMuch } from './admission.ts';
import { watchEncoder } from './encode-watch.ts';
import type { Seen } from './encode-watch.ts';
import { judgeEncode } from './encode-verdict.ts';
import { blamesSound, judgeFailure, nothingMade } from './encoder-failure.ts';
import { fileFacts, mapFew, publishOutput } from './file-facts.ts';
import { placeInput, readHead } from './input-file.ts';
import { diskFull, done, failed, isDiskFull, refused, runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import type { ToolOutcome } from '../runtime/run-tool.ts';
import { dropMatrix, readMp4Track } from './mp4-track.ts';
import { readTimeline } from './film-timeline.ts';
import { pictureOf } from './picture-filters.ts';
import { framesIn } from './timeline.ts';
import type { Timeline } from './timeline.ts';
import { prepareSound } from './prepare-sound.ts';
import { showStreams } from './show-streams.ts';
import { soundOf } from './sound-filters.ts';
import { lookAtSound } from './sound-look.ts';
import { note, withNotes } from './notes.ts';
import { isComplaint } from './program-lines.ts';
import { readProgress } from './progress-lines.ts';
import { sniff } from './sniff.ts';

type EncodeInput = Extract<JobInput, { kind: 'encode' }>;
type EncodeResult = Extract<JobResult, { kind: 'encode' }>;

const MIN_DEADLINE_MS = 15 * 60_000;
/** Real time × this is more than the slowest sensible encode. */
const DEADLINE_FACTOR = 40;

/** Bytes that an encode may need on the disk. */
export const encodedBytes = (plan: EncodingPlan, durationMs: number): number => {
  const kbps =
    plan.video.reduce((sum, { maxrateKbps }) => sum + maxrateKbps, 0) +
    plan.audio.reduce((sum, { bitrateKbps }) => sum + bitrateKbps, 0);
  return Math.round(kbps * (durationMs / 8));
};

/** Encodes the whole ladder in one process, then measures what it made. Sound that cannot be encoded is left out. */
export const encode = async (context: JobContext, input: EncodeInput): Promise<JobOutcome<EncodeResult>> => {
  const source = await openSource(context, input);
  if ('kind' in source) return source;
  const prepared = await withPreparedSound(context, source, input.plan);
  const made = 'kind' in prepared ? prepared : await tryEncode(context, input, prepared);
  const [sound] = input.plan.audio;
  if (made.kind === 'done' || sound === undefined) return made;
  if (made !== prepared && !failsBySound(made, sound.sourceIndex)) return made;
  await rm(join(context.workDir, 'out'), { recursive: true, force: true });
  const again = await tryEncode(
    context,
    { ...input, plan: { ...input.plan, audio: [] } },
    { ...source, sound: undefined },
  );
  if (again.kind !== 'done') return again;
  const { notes = [] } = again.result;
  return done({ ...again.result, ...withNotes([SOUND_LEFT_OUT, ...notes]) });
};

const SOUND_LEFT_OUT = note(
  'sound-left-out',
  'The sound cannot be converted. The film is published without sound; export it again with stereo sound to have it.',
);

const failsBySound = ({ reason, retryable }: Extract<JobOutcome<never>, { kind: 'refused' }>, index: number): boolean =>
  !retryable && reason.code === 'undecodable' && blamesSound(reason.detail, index);

const tryEncode = async (
  context: JobContext,
  input: EncodeInput,
  source: OpenSource,
): Promise<JobOutcome<EncodeResult>> => {
  const { plan, probe } = input;
  await mkdir(join(context.workDir, 'out'));
  const { run, signal, seen, grown } = await runEncoder(context, input, source);
  if (isDiskFull(run.stderrTail)) return diskFull(run.stderrTail);
  if (grown)
    return refused(
      'too-many-pixels',
      `The picture of this film becomes ${seen.largest?.width}×${seen.largest?.height} pixels, much more than it begins with: encoding it would cost too much. Export it again in one size.`,
      `${seen.otherPixels} pixels in ${seen.otherPictures} pictures, ${seen.sizeChanges} changes of size`,
    );
  const ending = { exitCode: run.exitCode, signal, complaints: run.stderrTail };
  if (run.exitCode !== 0) return judgeFailure(ending);
  const renditions = await measure(context, plan);
  const top = renditions?.find(({ kind }) => kind === 'video');
  if (renditions === undefined || typeof top?.frames !== 'number') return nothingMade(ending);
  const { refusal, notes } = judgeEncode({
    planned: framesIn(probe.durationMs - source.timeline.holdMs, plan.frameRate),
    decoded: seen.decoded,
    expectedLost: source.timeline.lost + source.headless,
    seen,
    frameRate: plan.frameRate.numerator / plan.frameRate.denominator,
  });
  if (refusal !== undefined) return refused(refusal.code, refusal.message, run.stderrTail);
  const encodingKey = `encodings/${input.encodingId}/${context.attempt}`;
  await publishOutput(join(context.workDir, 'out'), context.store.path(encodingKey), {
    jobId: context.jobId,
    assetId: context.assetId,
  });
  return done({
    kind: 'encode',
    encodingKey,
    durationMs: top.durationMs,
    renditions: [...renditions],
    ...withNotes(notes),
  });
};

const deadlineOf = ({ probe }: EncodeInput): number => Math.max(MIN_DEADLINE_MS, probe.durationMs * DEADLINE_FACTOR);

interface OpenSource extends EncodeSource {
  readonly timeline: Timeline;
  /** Packets before the first that can be decoded without others. */
  readonly headless: number;
  /** The sound's rate, layout or kind of samples changes in mid-stream. */
  readonly soundChanges: boolean;
}

/** Runs the encoder and stops it when the pictures cost more than they were taken for (`grown`). */
const runEncoder = async (
  context: JobContext,
  input: EncodeInput,
  source: OpenSource,
): Promise<ToolOutcome & { seen: Seen; grown: boolean }> => {
  const { plan, probe } = input;
  const { width, height } = source.picture;
  const promised = width * height * source.timeline.pictures;
  const grown = new AbortController();
  const watch = watchEncoder(probe.video.index, (seen) => {
    if (growsTooMuch(seen, promised, context.limits)) grown.abort();
  });
  const report = readProgress(probe.durationMs, context.progress);
  const deadlineMs = deadlineOf(input);
  const args = encodeArgs(plan, source, {
    preset: context.preset,
    toneMap: plan.toneMap && context.programs.canToneMap,
  });
  const outcome = await runProgram(context, context.programs.ffmpeg, args, {
    deadlineMs,
    signal: AbortSignal.any([context.signal, grown.signal]),
    onLine: (line) => {
      watch.onLine(line);
      report(line);
    },
    onErrorLine: watch.onErrorLine,
    keepErrorLine: isComplaint,
    limits: {
      cpuSeconds: Math.ceil((deadlineMs / 1000) * availableParallelism()),
      fileSizeBytes: 2 * encodedBytes(plan, probe.durationMs) + 100e6,
    },
  });
  return { ...outcome, seen: watch.seen, grown: grown.signal.aborted };
};

const openSource = async (
  context: JobContext,
  { sourceKey, probe, plan }: EncodeInput,
): Promise<OpenSource | JobOutcome<never>> => {
  const sniffed = sniff(await readHead(await placeInput(context, sourceKey)));
  if (sniffed.kind !== 'container')
    return refused('not-a-film', 'The stored file is not a film any more. Upload it again.');
  const { demuxer } = sniffed;
  const { output, detail } = await showStreams(context, demuxer);
  const video = output?.streams.find(({ index }) => index === probe.video.index);
  if (video === undefined)
    return failed('The stored film could not be read again. If it stays so, upload it again.', detail);
  const audio =
    output?.streams.filter(({ index }) => plan.audio.some(({ sourceIndex }) => sourceIndex === index)) ?? [];
  const [{ timeline, walked }, looks] = await Promise.all([
    readTimeline(context, demuxer, video, audio),
    Promise.all(audio.map(({ index }) => lookAtSound(context, demuxer, index))),
  ]);
  if (timeline === undefined)
    return refused('undecodable', 'The film has no pictures that can be read. Export it again.', walked.detail);
  return {
    demuxer,
    videoIndex: video.index,
    durationMs: probe.durationMs,
    origin: timeline.origin,
    picture: pictureOf(video),
    sound: audio[0] === undefined ? undefined : soundOf(audio[0]),
    timeline,
    headless: walked.of(video.index).headless,
    soundChanges: (looks[0]?.formats ?? 1) > 1,
  };
};

const withPreparedSound = async (
  context: JobContext,
  source: OpenSource,
  plan: EncodingPlan,
): Promise<OpenSource | JobOutcome<never>> => {
  const [sound] = plan.audio;
  if (sound === undefined || !source.soundChanges) return source;
  const prepared = await prepareSound(context, source, sound.sourceIndex);
  return 'kind' in prepared ? prepared : { ...source, ...prepared };
};

/** Measured from the files themselves; undefined when one is missing, empty or incomplete. */
const measure = async (context: JobContext, plan: EncodingPlan): Promise<readonly EncodedRendition[] | undefined> => {
  const planned = [
    ...plan.video.map(({ name }) => ({ name, kind: 'video' as const })),
    ...plan.audio.map(({ name }) => ({ name, kind: 'audio' as const })),
  ];
  const measured = await mapFew(planned, 2, async ({ name, kind }): Promise<EncodedRendition | undefined> => {
    const path = join(context.workDir, 'out', `${name}.mp4`);
    const track = await readMp4Track(path).catch(() => undefined);
    if (track === undefined || track.samples === 0 || track.durationMs === 0) return undefined;
    if (kind === 'video') await dropMatrix(path);
    const facts = await fileFacts(path, context.signal);
    const durationMs =
      kind === 'video'
        ? Math.round((track.samples * 1000 * plan.frameRate.denominator) / plan.frameRate.numerator)
        : track.durationMs;
    return {
      name,
      kind,
      ...facts,
      durationMs,
      averageKbps: Math.round((facts.bytes * 8) / durationMs),
      frames: kind === 'video' ? track.samples : null,
      codec: track.codec,
    };
  });
  return measured.every((rendition) => rendition !== undefined) ? measured : undefined;
};
