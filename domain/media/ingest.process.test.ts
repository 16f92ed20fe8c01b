import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EncodingId, JobId, PackageId } from '../../schemas/media/ids.ts';
import { language } from '../../schemas/language.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { JobInput, JobKind, JobResult } from '../../schemas/media/job.types.ts';
import { testInstant } from '../testing/given.ts';
import { ingestProcess } from './ingest.process.ts';
import type { ProcessFeedback } from '../kernel/process.ts';
import type { IngestInput as DomainInput } from './ingest.process.ts';
import type { IngestState } from './ingest.state.ts';
import type { IngestOutput } from './ingest.steps.ts';
import { planLadder } from './ladder.ts';
import { assetId, encoded, otherId, packaged, poster, probeOf, reason, sha, titleId, uploadId } from './samples.ts';

type IngestInput = DomainInput | ProcessFeedback;
const ref = { process: 'ingest', processId: assetId };
const key = `sources/${assetId}`;
const upload: IngestInput = {
  type: 'media.UploadCompleted',
  data: { uploadId, assetId, titleId, fileName: 'a_film.mp4', sizeBytes: 100, sha256: sha('a'), storageKey: key },
};
/** Ids of input events: one per event, the same at every delivery. */
const idOf = (event: IngestInput): string => uuid5(otherId, JSON.stringify(event));
const labelOf =
  (event: IngestInput) =>
  (label: string): string =>
    uuid5(idOf(event), label);
const plan = planLadder(probeOf());
const encodingId = labelOf(completed('probe'))('encoding') as EncodingId;
const packageId = labelOf(completed('encode'))('package') as PackageId;

function jobIdOf(kind: JobKind): JobId {
  const cause = {
    probe: () => upload,
    poster: () => completed('probe'),
    encode: () => planned(),
    package: () => completed('encode'),
  }[kind]();
  return labelOf(cause)(`job/${kind}`) as JobId;
}
function resultOf(kind: JobKind): JobResult {
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
function completed(kind: JobKind): Extract<IngestInput, { type: 'kernel.JobCompleted' }> {
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
function planned(): IngestInput {
  return { type: 'media.EncodingPlanned', data: { encodingId, assetId, sourceKey: key, plan } };
}
const failed = (kind: JobKind, final = true): IngestInput => ({
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
const sealed = (): IngestInput => {
  const { kind: _, tracks: __, ...made } = packaged;
  return { type: 'media.PackageSealed', data: { packageId, assetId, encodingId, ...made, maxHeight: 1080 } };
};

function run(inputs: readonly IngestInput[]): { outputs: IngestOutput[]; state: IngestState } {
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
const allLines = (outputs: readonly IngestOutput[]): string[] =>
  outputs.map((output) => {
    switch (output.type) {
      case 'kernel.JobRequested':
        return `job ${output.data.kind}`;
      case 'kernel.CommandRequested':
        return output.data.command.type;
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
const linesOf = (outputs: readonly IngestOutput[]): string[] =>
  allLines(outputs).filter((line) => !/^(set|cancel) /.test(line));
const after = (history: readonly IngestInput[], event: IngestInput): string[] =>
  linesOf(run([...history, event]).outputs.slice(run(history).outputs.length));
const started = (kind: JobKind, jobId: string = jobIdOf(kind)): IngestInput => ({
  type: 'kernel.JobStarted',
  data: { jobId, kind, ...ref, attempt: 1, worker: 'w' },
});
const refused = (command: string): IngestInput => ({
  type: 'kernel.CommandRefused',
  data: { requestId: otherId, ...ref, command, code: 'some.code', message: 'it does not fit' },
});
const later = '2026-02-02T03:04:05.000Z';
function fired(name: string, dueAt: string): Extract<IngestInput, { type: 'kernel.TimerFired' }> {
  return { type: 'kernel.TimerFired', data: { ...ref, name, dueAt, firedAt: dueAt } };
}
/** Timers that are set and neither cancelled nor fired, with their instants. */
function openTimers(outputs: readonly (IngestOutput | IngestInput)[]): [string, string][] {
  const open = new Map<string, string>();
  for (const output of outputs)
    if (output.type === 'kernel.TimerSet') open.set(output.data.name, output.data.dueAt);
    else if (output.type === 'kernel.TimerCancelled' || output.type === 'kernel.TimerFired')
      open.delete(output.data.name);
  return [...open];
}
/** Lets time pass after `inputs`: fires the earliest timer, again and again, until none is set. */
function live(inputs: readonly IngestInput[], at: (name: string) => 'fire' | 'stop' = () => 'fire') {
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
const posterMade = completed('poster');
const straight = [
  upload,
  completed('probe'),
  planned(),
  posterMade,
  completed('encode'),
  completed('package'),
  sealed(),
];

describe('ingest process', () => {
  it('leads a film from upload to ready, asking step by step', () => {
    deepEqual(
      straight.map((event, index) => after(straight.slice(0, index), event)),
      [
        ['media.IngestStarted', 'RegisterAsset', 'CreateTitle', 'job probe'],
        ['RecordProbe', 'PlanEncoding', 'job poster'],
        ['job encode'],
        ['AttachPoster', 'media.IngestPosterSettled'],
        ['CompleteEncoding', 'PlanPackage', 'job package'],
        ['SealPackage'],
        ['media.IngestPackageSealed', 'MarkAssetReady', 'AttachTitleMedia', 'finished ready'],
      ],
    );
  });
  it('waits for the poster when the package is faster', () => {
    const history = [upload, completed('probe'), planned(), completed('encode'), completed('package'), sealed()];
    equal(after(history.slice(0, -1), sealed()).includes('finished ready'), false);
    deepEqual(after(history, completed('poster')).at(-1), 'finished ready');
  });
  it('goes on without a poster', () => {
    const history = [
      upload,
      completed('probe'),
      planned(),
      failed('poster'),
      completed('encode'),
      completed('package'),
    ];
    const { outputs } = run([...history, sealed()]);
    const media = outputs.find(
      (output) => output.type === 'kernel.CommandRequested' && output.data.command.type === 'AttachTitleMedia',
    );
    ok(media?.type === 'kernel.CommandRequested');
    equal(media.data.command.data['poster'], null);
    deepEqual(
      after(
        [upload, completed('probe'), planned(), completed('encode'), completed('package'), sealed()],
        failed('poster'),
      ).at(-1),
      'finished ready',
    );
  });
  it('rejects the asset when probe, encode or package fail for good, and is over then', () => {
    for (const [kind, history] of [
      ['probe', straight.slice(0, 1)],
      ['encode', straight.slice(0, 4)],
      ['package', straight.slice(0, 5)],
    ] as const) {
      deepEqual(after(history, failed(kind)), ['RejectAsset', 'finished rejected']);
      for (const late of straight) deepEqual(after([...history, failed(kind)], late), []);
    }
  });
  it('lets failures pass that will be retried', () =>
    deepEqual(after(straight.slice(0, 1), failed('probe', false)), []));
  it('ignores results of jobs that it did not ask for', () => {
    const foreign = completed('probe');
    deepEqual(after([upload], { ...foreign, data: { ...foreign.data, jobId: otherId } }), []);
    deepEqual(after([], completed('probe')), []);
  });
  it('hands each job what it needs', () => {
    const inputs = run(straight).outputs.flatMap((output): JobInput[] =>
      output.type === 'kernel.JobRequested' ? [output.data.input as JobInput] : [],
    );
    deepEqual(
      inputs.map(({ kind }) => kind),
      ['probe', 'poster', 'encode', 'package'],
    );
    deepEqual(inputs[2], { kind: 'encode', assetId, encodingId, sourceKey: key, probe: probeOf(), plan });
    deepEqual(inputs[3], { kind: 'package', assetId, encodingId, packageId, encodingKey: 'encodings/x/1', plan });
  });
  it('writes outputs that fit their schemas', () => {
    for (const output of [...run(straight).outputs, ...run([upload, failed('probe')]).outputs])
      equal(language.catalog.get(output.type)?.current.validate(JSON.parse(JSON.stringify(output.data))), undefined);
  });

  it('hears that a command was refused, and ends its film with the reason', () => {
    for (const [command, stage] of [
      ['PlanEncoding', 'probe'],
      ['SealPackage', 'package'],
    ] as const) {
      const { outputs } = run([upload, completed('probe'), refused(command)]);
      deepEqual(linesOf(outputs).slice(-2), ['RejectAsset', 'finished rejected']);
      const request = outputs.findLast((output) => output.type === 'kernel.CommandRequested');
      ok(request?.type === 'kernel.CommandRequested');
      equal(request.data.command.data['stage'], stage);
      equal(
        (request.data.command.data['reason'] as { detail: string }).detail,
        `${command}: some.code: it does not fit`,
      );
    }
    deepEqual(after(straight, refused('AttachTitleMedia')), ['RejectAsset']);
    deepEqual(after([upload, failed('probe')], refused('RejectAsset')), []);
  });

  it('watches each stage: first for a worker, then for the answer, and never after that', () => {
    deepEqual(allLines(run([upload]).outputs).slice(-2), ['job probe', 'set wait/probe']);
    const taken = [upload, started('probe')];
    deepEqual(allLines(run(taken).outputs).slice(-2), ['cancel wait/probe', 'set work/probe']);
    deepEqual(allLines(run([...taken, started('probe')]).outputs), allLines(run(taken).outputs), 'a second attempt');
    equal(
      allLines(run([...taken, completed('probe')]).outputs)[allLines(run(taken).outputs).length],
      'cancel work/probe',
    );
    for (const inputs of [straight, [upload, failed('probe')], [upload, completed('probe'), refused('PlanEncoding')]])
      deepEqual(openTimers(run(inputs).outputs), [], 'nothing is awaited after the end');
  });

  it('does not watch a job whose answer is there, although it hears of its start only now', () => {
    const whole: readonly IngestInput[] = [
      upload,
      completed('probe'),
      planned(),
      completed('poster'),
      completed('encode'),
    ];
    const heard: readonly string[] = allLines(run(whole).outputs);
    for (const kind of ['probe', 'poster', 'encode'] as const)
      deepEqual(allLines(run([...whole, started(kind)]).outputs), heard, kind);
  });

  it('waits a week for a worker, then ends the film', () => {
    const { lines, days } = live([upload]);
    deepEqual(lines.slice(-2), ['RejectAsset', 'finished rejected']);
    equal(days, 7);
  });

  it('asks again for a job that never answers, once, then ends the film', () => {
    const again = started('probe', labelOf(fired('work/probe', testInstant))('job/probe/2'));
    const first = live([upload, started('probe')], (name) => (name === 'work/probe' ? 'stop' : 'fire'));
    equal(first.lines.at(-1), 'set work/probe');
    const { outputs } = run([upload, started('probe'), fired('work/probe', testInstant)]);
    deepEqual(allLines(outputs).slice(-2), ['job probe', 'set wait/probe']);
    deepEqual(after([upload, started('probe'), fired('work/probe', testInstant), again], fired('work/probe', later)), [
      'RejectAsset',
      'finished rejected',
    ]);
  });

  it('goes on without a poster that never comes', () => {
    const history = [upload, completed('probe'), planned(), completed('encode'), completed('package'), sealed()];
    const { lines } = live(history);
    equal(lines.at(-1), 'finished ready');
  });

  it('asks for each job and command once, whatever the order and repetition of its inputs', () => {
    const pool = [...straight, failed('poster'), failed('encode'), failed('package'), failed('probe')];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pool), { maxLength: 40 }), (inputs) => {
        const asked = linesOf(run(inputs).outputs);
        equal(new Set(asked).size, asked.length, asked.join());
        deepEqual(run(inputs.flatMap((event) => [event, event])).outputs, run(inputs).outputs);
      }),
    );
  });
  it('always ends ready when every step succeeds in an order that can happen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 3 }), (posterAt, repeats) => {
        const order = straight.filter((event) => event !== posterMade);
        order.splice(posterAt, 0, posterMade);
        const { outputs } = run(order.flatMap((event) => Array<IngestInput>(repeats + 1).fill(event)));
        equal(linesOf(outputs).at(-1), 'finished ready');
        equal(outputs.length, run(straight).outputs.length);
      }),
    );
  });
});
