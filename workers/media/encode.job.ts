import { availableParallelism } from 'node:os';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ToolRun } from '../../schemas/kernel/job.events.ts';
import type { EncodedRendition, JobInput, JobResult } from '../../schemas/media/job.types.ts';
import type { EncodingPlan } from '../../schemas/media/ladder.ts';
import { encodeArgs, plannedFrames } from './encode-args.ts';
import type { EncodeSource } from './encode-args.ts';
import { displayedSize } from './ffprobe-output.ts';
import { fileFacts, mapFew, publishOutput } from './file-facts.ts';
import { placeInput, readHead } from './input-file.ts';
import { diskFull, done, failed, isDiskFull, refused, runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { readMp4Track } from './mp4-track.ts';
import { showStreams } from './show-streams.ts';
import { note, withNotes } from './notes.ts';
import { readProgress } from './progress-lines.ts';
import { sniff } from './sniff.ts';

type EncodeInput = Extract<JobInput, { kind: 'encode' }>;
type EncodeResult = Extract<JobResult, { kind: 'encode' }>;

/** A film that loses more than this share of its length or of its frames is not whole. */
const TOLERATED_LOSS = 0.05;
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

/** Encodes the whole ladder in one process, then measures what it made. */
export const encode = async (context: JobContext, input: EncodeInput): Promise<JobOutcome<EncodeResult>> => {
  const source = await openSource(context, input);
  if ('kind' in source) return source;
  const { plan, probe } = input;
  await mkdir(join(context.workDir, 'out'));
  const damage = { frames: 0 };
  const read = readProgress(probe.durationMs, context.progress);
  const deadlineMs = Math.max(MIN_DEADLINE_MS, probe.durationMs * DEADLINE_FACTOR);
  const args = encodeArgs(plan, source, {
    preset: context.preset,
    toneMap: plan.toneMap && context.programs.canToneMap,
  });
  const { run, endedBy } = await runProgram(context, context.programs.ffmpeg, args, {
    deadlineMs,
    onLine: read,
    onErrorLine: (line) => {
      if (line.startsWith(`Error while decoding stream #0:${probe.video.index}:`)) damage.frames++;
    },
    limits: {
      addressSpaceBytes: 12 * 1024 ** 3,
      cpuSeconds: Math.ceil((deadlineMs / 1000) * availableParallelism()),
      fileSizeBytes: 2 * encodedBytes(plan, probe.durationMs) + 100e6,
    },
  });
  if (isDiskFull(run.stderrTail)) return diskFull(run.stderrTail);
  if (endedBy === 'deadline')
    return failed(
      `Encoding did not end within ${Math.round(deadlineMs / 60_000)} minutes. Try a shorter or smaller version.`,
      run.stderrTail,
    );
  const renditions = await measure(context, plan);
  const top = renditions?.find(({ kind }) => kind === 'video');
  if (renditions === undefined || typeof top?.frames !== 'number') {
    if (run.exitCode !== 0 && !isSourceFault(run.stderrTail)) return encoderStopped(run);
    return refused(
      'undecodable',
      'The pictures of this film cannot be decoded. Export it again, for example as MP4 with H.264.',
      run.stderrTail,
    );
  }
  if (run.exitCode !== 0) return encoderStopped(run);
  const expected = plannedFrames(plan, probe.durationMs);
  if (top.frames < expected * (1 - TOLERATED_LOSS) - 1)
    return refused(
      'truncated',
      `Only ${seconds(top.durationMs)} of ${seconds(probe.durationMs)} of this film can be decoded. Export or copy it again and upload the whole file.`,
      run.stderrTail,
    );
  if (damage.frames > expected * TOLERATED_LOSS)
    return refused(
      'undecodable',
      `${damage.frames} pictures of this film are damaged. Export or copy it again and upload the whole file.`,
      run.stderrTail,
    );
  const notes =
    damage.frames === 0
      ? []
      : [
          note(
            'damaged-pictures',
            `${damage.frames} of ${expected} pictures are damaged in the file and were decoded around.`,
          ),
        ];
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

const encoderStopped = ({ exitCode, stderrTail }: ToolRun): JobOutcome<never> =>
  failed(
    `The encoder stopped unexpectedly (${exitCode === null ? 'it was killed, perhaps for want of memory' : `exit code ${exitCode}`}). If it keeps doing so, export the film again and upload the new file.`,
    stderrTail,
  );

const openSource = async (
  context: JobContext,
  { sourceKey, probe }: EncodeInput,
): Promise<EncodeSource | JobOutcome<never>> => {
  const sniffed = sniff(await readHead(await placeInput(context, sourceKey)));
  if (sniffed.kind !== 'container')
    return refused('not-a-film', 'The stored file is not a film any more. Upload it again.');
  const { output, detail } = await showStreams(context, sniffed.demuxer);
  const video = output?.streams.find(({ index }) => index === probe.video.index);
  if (video === undefined)
    return failed('The stored film could not be read again. If it stays so, upload it again.', detail);
  const { width, height } = displayedSize(video);
  return {
    demuxer: sniffed.demuxer,
    videoIndex: video.index,
    durationMs: probe.durationMs,
    side: Math.min(width, height),
    matrix: video.color_space,
    transfer: video.color_transfer,
    fullRange: video.color_range === 'pc' || (video.pix_fmt ?? '').startsWith('yuvj'),
  };
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

const isSourceFault = (text: string): boolean =>
  /Invalid data found|Error while decoding|could not find codec parameters|Cannot determine format|Error splitting|missing picture|Decoder .* not found|does not contain any stream|received no packets/i.test(
    text,
  );

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
