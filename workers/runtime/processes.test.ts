import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newTrace, traceIdOf } from '../../runtime/trace.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { Metadata } from '../../schemas/kernel/metadata.ts';
import type { JobHandler, JobOutcome } from './context.ts';
import { language, world, counting, register, requestOf } from '../testing/sample-process.ts';

const within = { timeout: 30_000 };

test('a job goes from its process to a worker and its result comes back, all in one trace', within, async (t) => {
  const w = await world(t, [counting]);
  const trace = newTrace();
  const id = w.upload('count', trace);
  await w.until(() => w.of('kernel.TimerSet').length === 1);
  const [completed] = w.of('kernel.JobCompleted');
  const data = completed?.data as { result: unknown; process: string; processId: string };
  assert.deepEqual([data.result, data.process, data.processId], [{ count: 3 }, 'sample', id]);
  const spans = w.log.events.map(({ metadata }) => (metadata as Metadata).traceparent);
  assert.deepEqual(
    spans.map((each) => traceIdOf(each)),
    w.log.events.map(() => traceIdOf(trace)),
  );
  assert.equal(new Set(spans).size, w.log.events.length, 'each hop has a span of its own');
});

test('a refused command comes back as an event that the process reacts to', within, async (t) => {
  const w = await world(t, []);
  const id = w.upload('refused');
  await w.until(() => w.of('kernel.TimerSet').length === 1);
  assert.deepEqual(
    w.log.events.filter(({ stream }) => stream === `sample-${id}`).map(({ type }) => type),
    ['kernel.CommandRequested', 'kernel.CommandRefused', 'kernel.TimerSet'],
  );
  const refusal = w.of('kernel.CommandRefused')[0]?.data as { command: string; code: string } | undefined;
  assert.deepEqual([refusal?.command, refusal?.code], ['PublishTitle', 'actor.not-allowed']);
});

test('a worker takes only what it can do', within, async (t) => {
  const w = await world(t, [counting]);
  w.upload('other');
  w.upload('count');
  await w.until(() => w.of('kernel.JobCompleted').length === 1);
  await w.until(async () => (await w.queues.depth('jobs.count')) === 0);
  assert.equal(await w.queues.depth('jobs.other'), 1);
});

test(
  'as many of a kind run as its concurrency allows, the rest stays in the queue and is delivered once',
  within,
  async (t) => {
    const gate = Promise.withResolvers<void>();
    let [running, most] = [0, 0];
    const slow: JobHandler = {
      ...counting,
      concurrency: 'heavy',
      run: async () => {
        most = Math.max(most, (running += 1));
        await gate.promise;
        running -= 1;
        return { kind: 'done', result: { count: 0 } };
      },
    };
    const w = await world(t, [slow, { ...counting, kind: 'other' }], { count: 3 });
    for (let n = 0; n < 5; n += 1) w.upload('count');
    await w.until(() => running === 3);
    w.upload('other');
    await w.until(() => w.of('kernel.JobCompleted').length === 1);
    assert.equal(w.of('kernel.JobStarted').length, 4, 'what exceeds the concurrency is not even claimed');
    gate.resolve();
    await w.until(() => w.of('kernel.JobCompleted').length === 6);
    assert.deepEqual([most, w.of('kernel.JobStarted').length], [3, 6]);
  },
);

test(
  'a job that ends in a way that nobody can use ends as failed, with a reason, after one attempt',
  within,
  async (t) => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const shapes: readonly unknown[] = [
      undefined,
      null,
      'done',
      {},
      { kind: 'done' },
      { kind: 'done', result: 5 },
      { kind: 'done', result: { count: 'three' } },
      { kind: 'done', result: { count: 3n } },
      { kind: 'done', result: circle },
      { kind: 'refused', retryable: false },
      { kind: 'refused', retryable: false, reason: { code: 'x'.repeat(200), message: '\u0000', detail: '\ud800' } },
    ];
    const left = [...shapes];
    const w = await world(t, [{ ...counting, run: async () => left.shift() as JobOutcome }]);
    for (const _ of shapes) w.upload('count');
    await w.until(() => w.of('kernel.JobFailed').length === shapes.length);
    for (const { data } of w.of('kernel.JobFailed')) {
      const { final, attempt, reason } = data as { final: boolean; attempt: number; reason: { detail: string } };
      assert.deepEqual([final, attempt], [true, 1]);
      assert.notEqual(reason.detail, '');
    }
    await w.until(async () => (await w.queues.depth('jobs.count')) === 0);
  },
);

test('a job that throws before it has begun has failed, and is tried again later', within, async (t) => {
  const run = (): never => {
    throw new Error('at once');
  };
  const w = await world(t, [{ ...counting, run }]);
  w.upload('count');
  await w.until(() => w.of('kernel.JobFailed').length === 1);
  const failed = w.of('kernel.JobFailed')[0]?.data as { final: boolean; reason: { detail: string } } | undefined;
  assert.equal(failed?.final, false);
  assert.match(failed?.reason.detail ?? '', /at once/);
});

test('an instance whose event cannot be handled is parked, the others go on', within, async (t) => {
  const w = await world(t, [counting]);
  // A kind of job that nobody has defined: a bug of the process.
  w.upload('nonsense');
  w.upload('count');
  await w.until(() => w.of('kernel.TimerSet').length === 1);
  await w.until(async () => (await w.parking.parked('processor/sample')).length === 1);
  const [parked] = await w.parking.parked('processor/sample');
  assert.match(parked?.reason ?? '', /no job of the kind "nonsense"/);
});

test('whatever is wrong with a command, the process hears "no", and nothing is parked', within, async (t) => {
  const w = await world(t, []);
  const [id, other] = [randomUUID(), randomUUID()];
  const fine = register(id);
  const bad = {
    'of nobody': requestOf(id, { type: 'Nonsense', data: {} }),
    'to another category': requestOf(id, fine, 'title'),
    'to another stream': requestOf(id, fine, 'asset', other),
    'with malformed data': requestOf(id, { type: 'RegisterAsset', data: { ...fine.data, sizeBytes: 'many' } }),
    'without data': requestOf(id, { type: 'RegisterAsset', data: {} }),
    'by whom it is not for': requestOf(id, { type: 'PublishTitle', data: { titleId: id } }, 'title'),
    'about nothing': requestOf(id, { type: 'RejectAsset', data: {} }),
  };
  for (const data of Object.values(bad)) w.write(`sample-${id}`, 'kernel.CommandRequested', data);
  w.write(`sample-${id}`, 'kernel.CommandRequested', requestOf(id, fine));
  await w.until(() => w.of('media.AssetUploaded').length === 1);
  const refused = w.of('kernel.CommandRefused').map(({ data }) => data as { requestId: string; code: string });
  assert.deepEqual(
    refused.map(({ requestId }) => requestId),
    Object.values(bad).map(({ requestId }) => requestId),
  );
  assert.deepEqual(
    refused.map(({ code }) => code),
    [
      'command.unknown',
      ...Array.from({ length: 4 }, () => 'command.malformed'),
      'actor.not-allowed',
      'command.malformed',
    ],
  );
  assert.deepEqual(await w.parking.parked('processor/commands'), []);
});

test(
  'a command that the process knows to be refused is not executed when the request comes again',
  within,
  async (t) => {
    const w = await world(t, []);
    const id = randomUUID();
    const refused = requestOf(id, register(id));
    const { requestId, process, processId } = refused;
    const refusal = { requestId, process, processId, command: 'RegisterAsset', code: 'asset.no', message: 'Not now.' };
    w.log.write(
      [
        { type: 'kernel.CommandRequested', data: refused, commandId: randomUUID() },
        { type: 'kernel.CommandRefused', data: refusal, commandId: uuid5(requestId, 'refused') },
      ].map(({ type, data, commandId }) => ({
        stream: `sample-${id}`,
        event: language.encode({ type, data }, randomUUID(), {
          $correlationId: id,
          $causationId: id,
          commandId,
          actor: { kind: 'system', id: 'test' },
          occurredAt: new Date().toISOString(),
        }),
      })),
    );
    const next = requestOf(id, { type: 'Nonsense', data: {} });
    w.write(`sample-${id}`, 'kernel.CommandRequested', next);
    await w.until(() => w.of('kernel.CommandRefused').length === 2);
    assert.equal(w.of('media.AssetUploaded').length, 0);
  },
);
