import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JobHandler } from './context.ts';
import { world, counting, requestOf } from '../testing/sample-process.ts';
import type { Ref } from '../testing/sample-process.ts';

const within = { timeout: 30_000 };

test('a job that is cancelled is not begun, and one at work is told to stop', within, async (t) => {
  const aborted = Promise.withResolvers<void>();
  let begun = 0;
  const run: JobHandler['run'] = async (_, job) => {
    begun += 1;
    await new Promise((resolve) => job.signal.addEventListener('abort', resolve, { once: true }));
    aborted.resolve();
    throw new Error('aborted');
  };
  const w = await world(t, [{ ...counting, concurrency: 1, run }], {}, 30);
  const cancel = (processId: string): void => {
    const asked = w.of('kernel.JobRequested').find(({ data }) => (data as Ref).processId === processId)?.data as Ref;
    const data = { jobId: asked.jobId, kind: 'count', process: 'sample', processId };
    const request = requestOf(processId, { type: 'CancelJob', data }, 'job', asked.jobId);
    w.write(`sample-${processId}`, 'kernel.CommandRequested', request);
  };
  const [working, waiting] = [w.upload('count'), w.upload('count')];
  await w.until(() => begun === 1 && w.of('kernel.JobRequested').length === 2);
  const [one] = w.of('kernel.JobStarted').map(({ data }) => (data as Ref).processId);
  const other = one === working ? waiting : working;
  cancel(other);
  await w.until(() => w.of('kernel.JobCancelled').length === 1);
  cancel(one ?? '');
  await aborted.promise;
  await w.until(async () => (await w.queues.depth('jobs.count')) === 0);
  assert.equal(begun, 1);
  assert.equal(w.of('kernel.JobStarted').length, 1);
  assert.deepEqual(w.of('kernel.CommandRefused'), []);
});
