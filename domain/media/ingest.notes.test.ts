import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '../../schemas/language.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { EncodingId } from '../../schemas/media/ids.ts';
import type { JobInput, JobResult } from '../../schemas/media/job.types.ts';
import type { AssetNote } from '../../schemas/media/notes.ts';
import { testInstant } from '../testing/given.ts';
import { ingestProcess } from './ingest.process.ts';
import type { IngestState } from './ingest.state.ts';
import type { IngestOutput } from './ingest.steps.ts';
import { planLadder } from './ladder.ts';
import { assetId, encoded, otherId, probeOf, sha, titleId, uploadId } from './samples.ts';

type Input = Parameters<typeof ingestProcess.react>[0]['event'];
const notes: readonly AssetNote[] = [{ code: 'subtitles-left-out', message: 'One track of subtitles is left out.' }];

function react(state: IngestState, event: Input): { readonly outputs: readonly IngestOutput[]; state: IngestState } {
  const eventId = uuid5(otherId, JSON.stringify(event));
  const outputs = ingestProcess.react({ event, eventId, at: testInstant }, state, (label) => uuid5(eventId, label));
  return { outputs, state: outputs.reduce(ingestProcess.evolve, state) };
}
const commandsOf = (outputs: readonly IngestOutput[]) =>
  outputs.flatMap((output) => (output.type === 'kernel.CommandRequested' ? [output.data.command] : []));

/** What the process asks for when the probe of a film reports `result`. */
function afterProbe(result: Extract<JobResult, { kind: 'probe' }>) {
  const file = { fileName: 'a.mp4', sizeBytes: 1, sha256: sha('a'), storageKey: 'sources/a' };
  const begun = react(ingestProcess.initial, {
    type: 'media.UploadCompleted',
    data: { uploadId, assetId, titleId, ...file },
  });
  const job = begun.outputs.find((output) => output.type === 'kernel.JobRequested');
  const about = { process: 'ingest', processId: assetId, kind: 'probe', jobId: job?.data.jobId ?? '' };
  const completed: Input = {
    type: 'kernel.JobCompleted',
    data: { ...about, attempt: 1, worker: 'w', result, wallMs: 1, cpuMs: 1, runs: [] },
  };
  const next = react(begun.state, completed);
  const refused: Input = {
    type: 'kernel.CommandRefused',
    data: { ...about, requestId: otherId, command: 'NoteAsset', code: 'a.b', message: 'no' },
  };
  return { outputs: next.outputs, afterRefusal: react(next.state, refused).outputs };
}

test('what a job noted is passed on to the asset, after what it found', () => {
  const { outputs } = afterProbe({ kind: 'probe', probe: probeOf(), notes: [...notes] });
  deepEqual(
    commandsOf(outputs).map(({ type }) => type),
    ['RecordProbe', 'NoteAsset', 'PlanEncoding'],
  );
  const noted = commandsOf(outputs)[1]?.data;
  deepEqual(noted, { assetId, stage: 'probe', notes });
  deepEqual(language.catalog.get('media.AssetNoted')?.current.validate(noted), undefined);
});

test('a job without notes asks for nothing more', () => {
  for (const result of [{}, { notes: [] }])
    deepEqual(
      commandsOf(afterProbe({ kind: 'probe', probe: probeOf(), ...result }).outputs).map(({ type }) => type),
      ['RecordProbe', 'PlanEncoding'],
    );
});

test('a film goes on when its notes are refused', () =>
  deepEqual(afterProbe({ kind: 'probe', probe: probeOf(), notes: [...notes] }).afterRefusal, []));

test('sound that the encoder left out is not asked of the package', () => {
  const file = { fileName: 'a.mp4', sizeBytes: 1, sha256: sha('a'), storageKey: 'sources/a' };
  const plan = planLadder(probeOf());
  let step = react(ingestProcess.initial, {
    type: 'media.UploadCompleted',
    data: { uploadId, assetId, titleId, ...file },
  });
  const requested = (kind: string) =>
    step.outputs.find((output) => output.type === 'kernel.JobRequested' && output.data.kind === kind)?.data as
      | { readonly jobId: string; readonly input: JobInput }
      | undefined;
  const complete = (result: JobResult): void => {
    const about = { process: 'ingest', processId: assetId, kind: result.kind, attempt: 1, worker: 'w' };
    step = react(step.state, {
      type: 'kernel.JobCompleted',
      data: { ...about, jobId: requested(result.kind)?.jobId ?? '', result, wallMs: 1, cpuMs: 1, runs: [] },
    });
  };
  complete({ kind: 'probe', probe: probeOf() });
  const encodingId = commandsOf(step.outputs).find(({ type }) => type === 'PlanEncoding')?.data['encodingId'];
  const planned = { encodingId: encodingId as EncodingId, assetId, sourceKey: 'sources/a', plan };
  step = react(step.state, { type: 'media.EncodingPlanned', data: planned });
  const renditions = plan.video.map(({ name }) => encoded(name));
  complete({ kind: 'encode', encodingKey: 'encodings/x/1', durationMs: 12_000, renditions });
  const input = requested('package')?.input;
  deepEqual(input?.kind === 'package' && input.plan, { ...plan, audio: [] });
});
