import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { language } from '../../schemas/language.ts';
import type { JobInput } from '../../schemas/media/job.types.ts';
import { testInstant } from '../testing/given.ts';
import { assetId, otherId, probeOf } from './samples.ts';
import {
  key,
  upload,
  labelOf,
  plan,
  encodingId,
  packageId,
  jobIdOf,
  completed,
  planned,
  failed,
  sealed,
  run,
  allLines,
  linesOf,
  after,
  started,
  refused,
  later,
  fired,
  openTimers,
  live,
  posterMade,
  straight,
} from '../testing/ingest.ts';
import type { IngestInput } from '../testing/ingest.ts';

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
  it('gives up the jobs that are still awaited when the film ends', () => {
    const awaited = straight.slice(0, 3);
    const poster = `give up poster ${jobIdOf('poster')}`;
    const rejected = ['RejectAsset', 'finished rejected'];
    deepEqual(after(awaited, failed('encode')), [poster, ...rejected]);
    const encode = `give up encode ${jobIdOf('encode')}`;
    deepEqual(after(awaited, refused('PlanPackage')), [poster, encode, ...rejected]);
    deepEqual(after([...awaited, failed('encode')], refused('CancelJob')), []);
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
    deepEqual(allLines(outputs).slice(-3), [`give up probe ${jobIdOf('probe')}`, 'job probe', 'set wait/probe']);
    deepEqual(after([upload, started('probe'), fired('work/probe', testInstant), again], fired('work/probe', later)), [
      `give up probe ${labelOf(fired('work/probe', testInstant))('job/probe/2')}`,
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
