import type { EncodingId, JobId, PackageId } from '../../schemas/media/ids.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { JobKind, JobResult } from '../../schemas/media/job.types.ts';
import type { ProcessFeedback } from '../kernel/process.ts';
import { ingestProcess } from '../media/ingest.process.ts';
import type { IngestInput as DomainInput } from '../media/ingest.process.ts';
import type { IngestState } from '../media/ingest.state.ts';
import type { IngestOutput } from '../media/ingest.steps.ts';
import { planLadder } from '../media/ladder.ts';
import {
  assetId,
  encoded,
  otherId,
  packaged,
  poster,
  probeOf,
  reason,
  sha,
  titleId,
  uploadId,
} from '../media/samples.ts';
import { testInstant } from './given.ts';

export type IngestInput = DomainInput | ProcessFeedback;
export const ref = { process: 'ingest', processId: assetId };
export const key = `sources/${assetId}`;
export const upload: IngestInput = {
  type: 'media.UploadCompleted',
  data: { uploadId, assetId, titleId, fileName: 'a_film.mp4', sizeBytes: 100, sha256: sha('a'), storageKey: key },
};
/** Ids of input events: one per event, the same at every delivery. */
export const idOf = (event: IngestInput): string => uuid5(otherId, JSON.stringify(event));
export const labelOf =
  (event: IngestInput) =>
  (label: string): string =>
    uuid5(idOf(event), label);
export const plan = planLadder(probeOf());
export const encodingId = labelOf(completed('probe'))('encoding') as EncodingId;
export const packageId = labelOf(completed('encode'))('package') as PackageId;

export function jobIdOf(kind: JobKind): JobId {
  const cause = {
    probe: () => upload,
    poster: () => completed('probe'),
    encode: () => planned(),
    package: () => completed('encode'),
  }[kind]();
  return labelOf(cause)(`job/${kind}`) as JobId;
}
export function resultOf(kind: JobKind): JobResult {
  switch (kind) {
    case 'probe':
      return { kind, probe: probeOf() };
    case 'poster':
      return { kind, poster };
    case 'encode':
      return {
        kind,
        encodingKey: `encodings/x/1`,
        durationMs: 12_000,
        renditions: [...plan.video, ...plan.audio].map((one) => encoded(one.name)),
      };
    case 'package':
      return packaged;
  }
}
export function completed(kind: JobKind): Extract<IngestInput, { type: 'kernel.JobCompleted' }> {
  return {
    type: 'kernel.JobCompleted',
    data: {
      jobId: jobIdOf(kind),
      kind,
      ...ref,
      attempt: 1,
      worker: 'w',
      result: resultOf(kind),
      wallMs: 1,
      cpuMs: 1,
      runs: [],
    },
  };
}
export function planned(): IngestInput {
  return { type: 'media.EncodingPlanned', data: { encodingId, assetId, sourceKey: key, plan } };
}
export const failed = (kind: JobKind, final = true): IngestInput => ({
  type: 'kernel.JobFailed',
  data: {
    jobId: jobIdOf(kind),
    kind,
    ...ref,
    attempt: 4,
    worker: 'w',
    reason,
    final,
    retryAt: final ? null : testInstant,
    runs: [],
  },
});
export const sealed = (): IngestInput => {
  const { kind: _, tracks: __, ...made } = packaged;
  return { type: 'media.PackageSealed', data: { packageId, assetId, encodingId, ...made, maxHeight: 1080 } };
};

export function run(inputs: readonly IngestInput[]): { outputs: IngestOutput[]; state: IngestState } {
  let state = ingestProcess.initial;
  const outputs: IngestOutput[] = [];
  for (const event of inputs) {
    if (event.type === 'kernel.CommandRefused' || event.type === 'kernel.TimerFired')
      state = ingestProcess.evolve(state, event);
    const made = ingestProcess.react({ event, eventId: idOf(event), at: testInstant }, state, labelOf(event));
    outputs.push(...made);
    state = made.reduce(ingestProcess.evolve, state);
  }
  return { outputs, state };
}
/** What was asked for, in short: `job probe`, `RegisterAsset`, `finished ready`. */
export const allLines = (outputs: readonly IngestOutput[]): string[] =>
  outputs.map((output) => {
    switch (output.type) {
      case 'kernel.JobRequested':
        return `job ${output.data.kind}`;
      case 'kernel.CommandRequested': {
        const { type, data } = output.data.command;
        return type === 'CancelJob' ? `give up ${String(data['kind'])} ${String(data['jobId'])}` : type;
      }
      case 'kernel.TimerSet':
        return `set ${output.data.name}`;
      case 'kernel.TimerCancelled':
        return `cancel ${output.data.name}`;
      case 'media.IngestFinished':
        return `finished ${output.data.outcome}`;
      default:
        return output.type;
    }
  });
/** The same without the timers that watch the stages. */
export const linesOf = (outputs: readonly IngestOutput[]): string[] =>
  allLines(outputs).filter((line) => !/^(set|cancel) /.test(line));
export const after = (history: readonly IngestInput[], event: IngestInput): string[] =>
  linesOf(run([...history, event]).outputs.slice(run(history).outputs.length));
export const started = (kind: JobKind, jobId: string = jobIdOf(kind)): IngestInput => ({
  type: 'kernel.JobStarted',
  data: { jobId, kind, ...ref, attempt: 1, worker: 'w' },
});
export const refused = (command: string): IngestInput => ({
  type: 'kernel.CommandRefused',
  data: { requestId: otherId, ...ref, command, code: 'some.code', message: 'it does not fit' },
});
export const later = '2026-02-02T03:04:05.000Z';
export function fired(name: string, dueAt: string): Extract<IngestInput, { type: 'kernel.TimerFired' }> {
  return { type: 'kernel.TimerFired', data: { ...ref, name, dueAt, firedAt: dueAt } };
}
/** Timers that are set and neither cancelled nor fired, with their instants. */
export function openTimers(outputs: readonly (IngestOutput | IngestInput)[]): [string, string][] {
  const open = new Map<string, string>();
  for (const output of outputs)
    if (output.type === 'kernel.TimerSet') open.set(output.data.name, output.data.dueAt);
    else if (output.type === 'kernel.TimerCancelled' || output.type === 'kernel.TimerFired')
      open.delete(output.data.name);
  return [...open];
}
/** Lets time pass after `inputs`: fires the earliest timer, again and again, until none is set. */
export function live(inputs: readonly IngestInput[], at: (name: string) => 'fire' | 'stop' = () => 'fire') {
  const begun = run(inputs);
  let { state } = begun;
  const stream: (IngestOutput | IngestInput)[] = [...begun.outputs];
  let now = testInstant;
  for (;;) {
    const [next] = openTimers(stream).toSorted(([, a], [, b]) => (a < b ? -1 : 1));
    if (next === undefined || at(next[0]) === 'stop') break;
    now = next[1];
    const event = fired(next[0], next[1]);
    state = ingestProcess.evolve(state, event);
    const made = ingestProcess.react({ event, eventId: idOf(event), at: now }, state, labelOf(event));
    state = made.reduce(ingestProcess.evolve, state);
    stream.push(event, ...made);
  }
  const outputs = stream.filter((one): one is IngestOutput => one.type !== 'kernel.TimerFired');
  return { lines: allLines(outputs), days: (Date.parse(now) - Date.parse(testInstant)) / 86_400_000 };
}
export const posterMade = completed('poster');
export const straight = [
  upload,
  completed('probe'),
  planned(),
  posterMade,
  completed('encode'),
  completed('package'),
  sealed(),
];
