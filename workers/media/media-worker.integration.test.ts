import { testPeople } from '../testing/people.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import assert from 'node:assert/strict';
import { isOutage } from '../../ports/outage.ts';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { planLadder } from '../../domain/media/ladder.ts';
import { probeOf as samplesProbe } from '../../domain/media/samples.ts';
import { startEventStore } from '../../platform/services/index.ts';
import { language } from '../../schemas/language.ts';
import type { AssetId, EncodingId, PackageId } from '../../schemas/media/ids.ts';
import type { JobMessage, JobProgressSignal } from '../../schemas/kernel/job.messages.ts';
import { loadState } from '../../commands/pipeline/load.ts';
import { jobDecider } from '../../domain/kernel/job.decider.ts';
import type { JobInput } from '../../schemas/media/job.types.ts';
import type { Probe } from '../../schemas/media/probe.ts';
import { inbox } from '../../tests/harness/inbox.ts';
import { cleanUpAfter, startOwnServices, startTestServices } from '../../tests/harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { makeFilm, processesBelow } from '../../tests/pipelines/pipeline.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { fileFacts } from './file-facts.ts';
import { createFileStore } from '../../adapters/files/file-store.ts';
import type { MediaStore } from '../../ports/media-store.ts';
import { createJobWorker } from '../runtime/job-worker.ts';
import type { JobWorkerDeps } from '../runtime/job-worker.ts';
import { media } from './index.ts';

const ACK_WAIT_MS = 1_500;

const readAll = async (log: EventLog, stream: string): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const event of log.readStream(stream)) events.push(event);
  return events;
};

/** What a completed probe job found. */
const probeOf = async (log: EventLog, jobId: string): Promise<Probe> => {
  for (const recorded of await readAll(log, `job-${jobId}`)) {
    const decoded = language.decode(recorded);
    if (
      decoded.kind === 'known' &&
      decoded.event.type === 'kernel.JobCompleted' &&
      decoded.event.data.result.kind === 'probe'
    )
      return decoded.event.data.result.probe as Probe;
  }
  throw new Error('the probe job has no result');
};

/** A worker of the media jobs; `given` replaces what a test wants otherwise. */
const workerOf = (
  { log, bus, store }: { log: EventLog; bus: Awaited<ReturnType<typeof connectNats>>; store: MediaStore },
  given: Partial<JobWorkerDeps> = {},
) =>
  createJobWorker({
    contexts: [media],
    people: testPeople(),
    language,
    log,
    execute: executeOn(log),
    queues: bus.queues,
    signals: bus.signals,
    store,
    logger: silentLogger,
    worker: 'test',
    settings: { encoderPreset: 'ultrafast' },
    ackWaitMs: ACK_WAIT_MS,
    ...given,
  });

const open = async (t: TestContext) => {
  const { urls: own, services, dataDir, closeFirst } = await startOwnServices(t, { eventstore: true });
  const { urls } = await startTestServices(t, { nats: true });
  const root = join(dataDir, 'media');
  mkdirSync(join(root, 'sources'), { recursive: true });
  const log = openEventLog({ url: own.eventstore, log: silentLogger });
  const bus = await connectNats({ url: urls.nats, log: silentLogger });
  closeFirst(() => Promise.allSettled([log.close(), bus.close()]));
  let free: number | undefined;
  const files = createFileStore(root);
  const store = { ...files, freeBytes: async () => free ?? files.freeBytes() };
  const worker = workerOf({ log, bus, store });
  const film = await makeFilm(join(root, 'film.mp4'), { size: '640x360', seconds: 4 });
  const assetId = randomUUID() as AssetId;
  const sourceKey = `sources/${assetId}`;
  copyFileSync(film, join(root, sourceKey));
  const { sha256 } = await fileFacts(film);
  const message = (input: JobInput): JobMessage => ({
    jobId: randomUUID(),
    kind: input.kind,
    process: 'ingest',
    processId: assetId,
    input,
    requestedBy: randomUUID(),
    correlationId: randomUUID(),
  });
  return {
    urls,
    services,
    dataDir,
    root,
    log,
    bus,
    store,
    worker,
    assetId,
    sourceKey,
    message,
    probeJob: () => message({ kind: 'probe', assetId, sourceKey, sha256 }),
    setFree: (bytes: number | undefined): void => {
      free = bytes;
    },
    start: async (): Promise<void> => {
      await worker.start();
      closeFirst(() => worker.stop());
    },
    enqueue: (job: JobMessage, messageId: string = randomUUID()) =>
      bus.queues.enqueue(`jobs.${job.kind}`, job, messageId),
    untilStatus: (jobId: string, status: string) =>
      inbox().until(async () => {
        try {
          return (await loadState({ log, language }, jobDecider, jobId)).state.status === status;
        } catch (error) {
          // A client that was cut off connects again when it thinks fit.
          if (isOutage(error)) return false;
          throw error;
        }
      }, 60_000),
    untilQueueEmpty: () => inbox().until(async () => (await bus.queues.depth('jobs.probe')) === 0, 60_000),
    types: async (jobId: string): Promise<readonly string[]> =>
      (await readAll(log, `job-${jobId}`)).map(({ type }) => type),
  };
};

test('a job that is delivered twice is done once', async (t) => {
  const s = await open(t);
  const job = s.probeJob();
  await s.enqueue(job);
  await s.enqueue(job);
  await s.start();
  await s.untilStatus(job.jobId, 'completed');
  await s.untilQueueEmpty();
  assert.deepEqual((await s.types(job.jobId)).filter((type) => type === 'kernel.JobCompleted').length, 1);
});

test('a message that is no job is dropped and nothing stops', async (t) => {
  const s = await open(t);
  await s.bus.queues.enqueue('jobs.probe', { jobId: '../../etc', input: { kind: 'destroy' } }, 'bad');
  const job = s.probeJob();
  await s.enqueue(job);
  await s.start();
  await s.untilStatus(job.jobId, 'completed');
  await s.untilQueueEmpty();
});

test('on a full disk no attempt is wasted; when there is space again the job goes on', async (t) => {
  const s = await open(t);
  s.setFree(1000);
  const job = s.probeJob();
  await s.enqueue(job);
  await s.start();
  await inbox().until(async () => !(await s.worker.health()).ok);
  assert.match((await s.worker.health()).detail, /disk is too full for a probe job: .* Free some space/);
  assert.deepEqual(await s.types(job.jobId), []);
  s.setFree(undefined);
  await s.untilStatus(job.jobId, 'completed');
  assert.deepEqual(await s.types(job.jobId), ['kernel.JobStarted', 'kernel.JobCompleted']);
  assert.equal((await s.worker.health()).ok, true);
});

test('an encoding is not packaged on a disk that cannot hold the package', async (t) => {
  const s = await open(t);
  const plan = planLadder(samplesProbe());
  const [encodingId, packageId] = [randomUUID() as EncodingId, randomUUID() as PackageId];
  const encodingKey = `encodings/${encodingId}/1`;
  mkdirSync(join(s.root, encodingKey), { recursive: true });
  for (const { name } of [...plan.video, ...plan.audio]) {
    writeFileSync(join(s.root, encodingKey, `${name}.mp4`), '');
    truncateSync(join(s.root, encodingKey, `${name}.mp4`), 1024 ** 3); // sparse: takes no space
  }
  s.setFree(1024 ** 3);
  const job = s.message({ kind: 'package', assetId: s.assetId, encodingId, packageId, encodingKey, plan });
  await s.enqueue(job);
  await s.start();
  await inbox().until(async () => !(await s.worker.health()).ok || (await s.types(job.jobId)).length > 0);
  assert.deepEqual(await s.types(job.jobId), []);
  assert.match((await s.worker.health()).detail, /disk is too full for a package job: 1024 MiB free/);
});

test('a source that is gone fails for now, with a time to try again', async (t) => {
  const s = await open(t);
  const job = s.message({ kind: 'poster', assetId: s.assetId, sourceKey: 'sources/absent', durationMs: 1000 });
  await s.enqueue(job);
  await s.start();
  await s.untilStatus(job.jobId, 'waiting');
  const { state } = await loadState({ log: s.log, language }, jobDecider, job.jobId);
  assert(state.status === 'waiting' && state.retryAt !== null);
});

test('work that was done while the event store was away is reported when it is back', async (t) => {
  const s = await open(t);
  const probe = s.probeJob();
  await s.enqueue(probe);
  await s.start();
  await s.untilStatus(probe.jobId, 'completed');
  const found = await probeOf(s.log, probe.jobId);
  const encodingId = randomUUID() as EncodingId;
  const job = s.message({
    kind: 'encode',
    assetId: s.assetId,
    encodingId,
    sourceKey: s.sourceKey,
    probe: found,
    plan: planLadder(found),
  });
  const working = inbox<number>();
  s.bus.signals.subscribe(`progress.job.${s.assetId}`, (_, payload) => {
    const progress = payload as JobProgressSignal;
    if (progress.kind === 'encode' && progress.fraction > 0) working.put(progress.fraction);
  });
  await s.enqueue(job);
  await working.take(1, 60_000);
  const port = Number(new URL(s.services.eventstore.url).port);
  await s.services.eventstore.stop();
  await inbox().until(async () => processesBelow(join(s.root, 'work')).length === 0, 60_000);
  const again = await startEventStore({ dataDir: s.dataDir, port });
  cleanUpAfter(t, () => again.stop());
  await s.untilStatus(job.jobId, 'completed');
  assert.deepEqual(await s.types(job.jobId), ['kernel.JobStarted', 'kernel.JobCompleted']);
});

test('stopping gives a running job back, so that another worker goes on at once', async (t) => {
  const s = await open(t);
  const probe = s.probeJob();
  await s.enqueue(probe);
  await s.start();
  await s.untilStatus(probe.jobId, 'completed');
  const found = await probeOf(s.log, probe.jobId);
  // A film that takes longer than the grace that a stop gives: the same source, at a preset that is slow.
  await s.worker.stop();
  const slow = workerOf(s, { worker: 'slow', settings: { encoderPreset: 'placebo' }, ackWaitMs: 60_000 });
  await slow.start();
  const job = s.message({
    kind: 'encode',
    assetId: s.assetId,
    encodingId: randomUUID() as EncodingId,
    sourceKey: s.sourceKey,
    probe: found,
    plan: planLadder(found),
  });
  await s.enqueue(job);
  await s.untilStatus(job.jobId, 'running');
  await slow.stop();
  assert.deepEqual(processesBelow(join(s.root, 'work')), []);
  assert.deepEqual(await s.types(job.jobId), ['kernel.JobStarted', 'kernel.JobReleased']);
  const next = workerOf(s, { worker: 'next', ackWaitMs: 60_000 });
  await next.start();
  cleanUpAfter(t, () => next.stop());
  await s.untilStatus(job.jobId, 'completed');
});
