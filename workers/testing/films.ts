import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { planLadder } from '../../domain/media/ladder.ts';
import type { JobInput, JobResult } from '../../schemas/media/job.types.ts';
import type { EncodingPlan } from '../../schemas/media/ladder.ts';
import type { Probe } from '../../schemas/media/probe.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { runJob } from '../media/run-job.ts';
import { runTool } from '../runtime/run-tool.ts';
import { makeJobContext } from './job-context.ts';

export const { root, context: makeContext } = await makeJobContext({ after });
let number = 0;
/** A number that no other call gave, for names of files. */
export const nextNumber = (): number => number++;

export const ffmpeg = async (...args: string[]): Promise<void> => {
  const { programs, signal } = makeContext(`make${number++}`);
  const { run } = await runTool({
    program: programs.ffmpeg,
    args: ['-nostdin', '-v', 'error', '-y', ...args],
    cwd: root,
    deadlineMs: 120_000,
    signal,
  });
  assert.equal(run.exitCode, 0, run.stderrTail);
};

export const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** Stores bytes as a source. */
export const store = (data: Buffer): { sourceKey: string; sha256: string } => {
  const sourceKey = `sources/s${number++}`;
  writeFileSync(join(root, sourceKey), data);
  return { sourceKey, sha256: sha256(data) };
};

export const id = '00000000-0000-4000-8000-000000000000' as never;
export type Result<K extends JobResult['kind']> = Extract<JobResult, { kind: K }>;

export const run = async <K extends JobResult['kind']>(
  input: Extract<JobInput, { kind: K }>,
  context = makeContext(`j${number++}`),
): Promise<JobOutcome<Result<K>>> => (await runJob(context, input)) as JobOutcome<Result<K>>;

export const probeData = (data: Buffer): Promise<JobOutcome<Result<'probe'>>> =>
  run<'probe'>({ kind: 'probe', assetId: id, ...store(data) });

export const must = <R>(outcome: JobOutcome<R>): R => {
  assert(outcome.kind === 'done', outcome.kind === 'refused' ? JSON.stringify(outcome.reason) : '');
  return outcome.result;
};

/** Probe and encode of one source, and the codes of what they noted. */
export const encodeData = async (
  data: Buffer,
): Promise<{ probe: Probe; encode: Result<'encode'>; notes: readonly string[]; sourceKey: string }> => {
  const source = store(data);
  const { probe, notes = [] } = must(await run<'probe'>({ kind: 'probe', assetId: id, ...source }));
  const encode = must(
    await run<'encode'>({
      kind: 'encode',
      assetId: id,
      encodingId: `e${number++}` as never,
      sourceKey: source.sourceKey,
      probe,
      plan: planLadder(probe),
    }),
  );
  return {
    probe,
    encode,
    notes: [...notes, ...(encode.notes ?? [])].map(({ code }) => code),
    sourceKey: source.sourceKey,
  };
};

/** The plan of a package, as the ingest process makes it: without the sound that the encoder left out. */
const withMade = (plan: EncodingPlan, { renditions }: Result<'encode'>): EncodingPlan => ({
  ...plan,
  audio: plan.audio.filter((audio) => renditions.some(({ name }) => name === audio.name)),
});

/** The whole way of one source; `root` then holds its package. */
export const goWholeWay = async (
  data: Buffer,
): Promise<{
  probe: Probe;
  encode: Result<'encode'>;
  notes: readonly string[];
  made: Result<'package'>;
  folder: string;
}> => {
  const { probe, encode, notes } = await encodeData(data);
  const made = must(
    await run<'package'>({
      kind: 'package',
      assetId: id,
      encodingId: `e${number++}` as never,
      packageId: `p${number++}` as never,
      encodingKey: encode.encodingKey,
      plan: withMade(planLadder(probe), encode),
    }),
  );
  return { probe, encode, notes, made, folder: join(root, made.storageKey) };
};

export const clip = async (name: string, ...args: string[]): Promise<Buffer> => {
  await ffmpeg(...args, name);
  return readFileSync(join(root, name));
};

export const pictures = (options: string): string[] => ['-f', 'lavfi', '-i', `testsrc2=${options}`];
export const sound = (seconds: number): string[] => ['-f', 'lavfi', '-i', `sine=f=440:r=48000:d=${seconds}`];
export const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

/** Key pictures of a rendition, seconds. */
export const keyTimes = async (path: string): Promise<readonly number[]> => {
  const { programs, signal } = makeContext(`k${number++}`);
  const { stdout } = await runTool({
    program: programs.ffprobe,
    cwd: root,
    deadlineMs: 60_000,
    signal,
    args: ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', path],
  });
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line.includes('K'))
    .map((line) => Number(line.split(',')[0]))
    .toSorted((a, b) => a - b);
};
