import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import type { JobCommand } from '../../domain/kernel/job.decider.ts';
import { startTestServices } from '../../tests/harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { createFileStore } from '../../adapters/files/file-store.ts';
import { language } from '../../schemas/language.ts';
import { sweep } from './janitor.ts';

const { urls, closeFirst, dataDir } = await startTestServices({ after }, { eventstore: true });
const log = openEventLog({ url: urls.eventstore, log: silentLogger });
closeFirst(() => log.close());
let roots = 0;

const open = () => {
  const root = join(dataDir, `media${roots++}`);
  mkdirSync(root);
  const store = createFileStore(root);
  const jobId = randomUUID();
  const assetId = randomUUID();
  const execute = async (command: Pick<JobCommand, 'type'> & { data: object }): Promise<void> => {
    const outcome = await executeOn(log)({
      commandId: randomUUID(),
      streamId: jobId,
      actor: { kind: 'service', id: 'test' },
      correlationId: jobId,
      command: {
        ...command,
        at: new Date().toISOString(),
        data: { jobId, process: 'ingest', processId: assetId, kind: 'poster', worker: 'test', ...command.data },
      },
    });
    assert.equal(outcome.kind === 'rejected' ? outcome.rejection.message : outcome.kind, 'committed');
  };
  return {
    store,
    jobId,
    assetId,
    put: (key: string): void => {
      mkdirSync(join(root, key, '..'), { recursive: true });
      writeFileSync(join(root, key), key);
    },
    own: (parent: string, job = jobId): void =>
      writeFileSync(join(root, parent, 'owner.json'), JSON.stringify({ jobId: job, assetId })),
    claim: () => execute({ type: 'ClaimJob', data: {} }),
    complete: (attempt: number) =>
      execute({
        type: 'CompleteJob',
        data: {
          attempt,
          wallMs: 1,
          cpuMs: 1,
          runs: [],
          result: {
            kind: 'poster',
            poster: { storageKey: 'x', width: 1, height: 1, sha256: 'a'.repeat(64), placeholder: '' },
          },
        },
      }),
    fail: (attempt: number, retryable: boolean) =>
      execute({
        type: 'FailJob',
        data: { attempt, retryable, runs: [], reason: { code: 'undecodable', message: 'No.', detail: '' } },
      }),
    sweep: () => sweep({ log, language, store, logger: silentLogger }),
  };
};

test('superseded attempts go, the live one stays', async () => {
  const job = open();
  await job.claim();
  await job.claim();
  for (const attempt of [1, 2]) {
    job.put(`work/${job.jobId}/${attempt}/in/input`);
    job.put(`posters/${job.assetId}/${attempt}.jpg`);
  }
  job.own(`posters/${job.assetId}`);
  assert.deepEqual(await job.sweep(), [`work/${job.jobId}/1`, `posters/${job.assetId}/1.jpg`]);
  assert.deepEqual(await job.sweep(), []);
});

test('after a job is completed only the attempt that counts stays', async () => {
  const job = open();
  for (const attempt of [1, 2, 3]) {
    await job.claim();
    job.put(`work/${job.jobId}/${attempt}/x`);
    job.put(`packages/p/${attempt}/master.m3u8`);
  }
  job.own('packages/p');
  await job.complete(3);
  await job.sweep();
  assert.deepEqual(await job.store.list('packages/p'), ['3', 'owner.json']);
  assert.deepEqual(await job.store.list('work'), []);
});

test('an attempt that failed leaves nothing, also while the job waits for the next', async () => {
  const job = open();
  await job.claim();
  job.put(`work/${job.jobId}/1/x`);
  await job.fail(1, true);
  assert.deepEqual(await job.sweep(), [`work/${job.jobId}/1`]);
});

test('a job that failed for good leaves no output', async () => {
  const job = open();
  await job.claim();
  job.put('packages/p/1/master.m3u8');
  job.own('packages/p');
  await job.fail(1, false);
  await job.sweep();
  assert.deepEqual(await job.store.list('packages'), []);
});

test('what the log knows nothing about is kept: the wrong log must not cost a library', async () => {
  const job = open();
  job.put('packages/p/1/master.m3u8');
  job.own('packages/p', randomUUID());
  job.put('packages/q/1/master.m3u8');
  job.put(`work/${randomUUID()}/1/x`);
  assert.deepEqual(await job.sweep(), []);
});
