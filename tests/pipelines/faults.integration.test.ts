import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AssetId } from '../../schemas/media/ids.ts';
import type { JobProgressSignal } from '../../schemas/kernel/job.messages.ts';
import { inbox } from '../harness/inbox.ts';
import { makeFilm, processesBelow, startPipeline } from './pipeline.ts';
import type { Pipeline } from './pipeline.ts';

/** Long enough to be met in mid-encode, small enough to be encoded eight times. */
const FILM = { size: '640x360', seconds: 8 };

/** Resolves when the encoder of an asset reports that it is at work. */
const inMidEncode = (pipeline: Pipeline, assetId: AssetId): Promise<JobProgressSignal> =>
  new Promise((resolve) => {
    const stop = pipeline.signals.subscribe(`progress.job.${assetId}`, (_, payload) => {
      const progress = payload as JobProgressSignal;
      if (progress.kind !== 'encode' || progress.fraction <= 0) return;
      stop();
      resolve(progress);
    });
  });

/** The film was published exactly once: one result per job counts, and only its files are there. */
const assertPublishedOnce = async (pipeline: Pipeline, assetId: AssetId): Promise<void> => {
  const { mediaRoot } = pipeline;
  assert.equal(await pipeline.finished(assetId), 'ready');
  await pipeline.happened(assetId, ({ type }) => type === 'catalog.TitleMediaAttached');
  const events = await pipeline.history(assetId);
  const count = (type: string, matches?: (event: (typeof events)[number]) => boolean): number =>
    events.filter((event) => event.type === type && (matches?.(event) ?? true)).length;
  for (const type of [
    'media.EncodingCompleted',
    'media.PackageSealed',
    'media.AssetReady',
    'media.IngestFinished',
    'catalog.TitleMediaAttached',
  ])
    assert.equal(count(type), 1, type);
  for (const kind of ['probe', 'poster', 'encode', 'package'])
    assert.equal(
      count('kernel.JobCompleted', (event) => event.type === 'kernel.JobCompleted' && event.data.kind === kind),
      1,
      `results of ${kind}`,
    );
  const sealed = events.find((event) => event.type === 'media.PackageSealed');
  assert(sealed?.type === 'media.PackageSealed');
  assert(existsSync(join(mediaRoot, sealed.data.storageKey, sealed.data.hls)));
  const attempts = readdirSync(join(mediaRoot, 'packages', sealed.data.packageId)).filter((name) => /^\d+$/.test(name));
  assert.deepEqual(attempts, [sealed.data.storageKey.split('/').at(-1)]);
};

const list = (pipeline: Pipeline, key: string): readonly string[] =>
  existsSync(join(pipeline.mediaRoot, key)) ? readdirSync(join(pipeline.mediaRoot, key)) : [];

/** Neither a process nor a temporary file is left, as soon as everybody has noticed that it is over. */
const assertNothingLeft = async (pipeline: Pipeline): Promise<void> => {
  await inbox()
    .until(
      async () =>
        processesBelow(join(pipeline.mediaRoot, 'work')).length === 0 &&
        list(pipeline, 'work').length === 0 &&
        list(pipeline, 'encodings').length === 0,
    )
    .catch(() =>
      assert.deepEqual(
        {
          processes: processesBelow(join(pipeline.mediaRoot, 'work')),
          work: list(pipeline, 'work'),
          encodings: list(pipeline, 'encodings'),
        },
        { processes: [], work: [], encodings: [] },
      ),
    );
};

const attemptsAt = async (pipeline: Pipeline, assetId: AssetId, kind: string): Promise<number> =>
  (await pipeline.history(assetId)).filter((event) => event.type === 'kernel.JobStarted' && event.data.kind === kind)
    .length;

test('a worker that is killed in mid-encode costs an attempt and nothing else', async (t) => {
  const pipeline = await startPipeline(t);
  const film = await makeFilm(join(pipeline.mediaRoot, 'film.mp4'), FILM);
  const doomed = await pipeline.startWorker();
  const assetId = await pipeline.upload(film);
  await inMidEncode(pipeline, assetId);
  assert.notDeepEqual(processesBelow(join(pipeline.mediaRoot, 'work')), []);
  doomed.kill('SIGKILL');
  await once(doomed, 'exit');
  await inbox().until(async () => processesBelow(join(pipeline.mediaRoot, 'work')).length === 0);
  await pipeline.startWorker();
  await assertPublishedOnce(pipeline, assetId);
  assert.equal(await attemptsAt(pipeline, assetId, 'encode'), 2);
  await assertNothingLeft(pipeline);
});

test('a worker that slept beyond its ack wait and wakes after the film is published changes nothing', async (t) => {
  const pipeline = await startPipeline(t);
  const film = await makeFilm(join(pipeline.mediaRoot, 'film.mp4'), FILM);
  const sleeper = await pipeline.startWorker();
  const assetId = await pipeline.upload(film);
  await inMidEncode(pipeline, assetId);
  sleeper.kill('SIGSTOP');
  await pipeline.startWorker();
  assert.equal(await pipeline.finished(assetId), 'ready');
  sleeper.kill('SIGCONT');
  await assertPublishedOnce(pipeline, assetId);
  assert.equal(await attemptsAt(pipeline, assetId, 'encode'), 2);
  await assertNothingLeft(pipeline);
  await assertPublishedOnce(pipeline, assetId);
});

test('a worker that wakes while another has its job gives up, and the other one finishes', async (t) => {
  const pipeline = await startPipeline(t);
  const film = await makeFilm(join(pipeline.mediaRoot, 'film.mp4'), FILM);
  const sleeper = await pipeline.startWorker();
  const assetId = await pipeline.upload(film);
  await inMidEncode(pipeline, assetId);
  sleeper.kill('SIGSTOP');
  await pipeline.startWorker();
  await pipeline.happened(
    assetId,
    (event) => event.type === 'kernel.JobStarted' && event.data.kind === 'encode' && event.data.attempt === 2,
  );
  sleeper.kill('SIGCONT');
  await assertPublishedOnce(pipeline, assetId);
  assert.equal(await attemptsAt(pipeline, assetId, 'encode'), 2);
  await assertNothingLeft(pipeline);
});

test('films go on when JetStream loses everything in mid-run', async (t) => {
  const pipeline = await startPipeline(t);
  const film = await makeFilm(join(pipeline.mediaRoot, 'film.mp4'), FILM);
  await pipeline.startWorker();
  const running = await pipeline.upload(film);
  await inMidEncode(pipeline, running);
  const waiting = await pipeline.upload(film);
  await pipeline.happened(
    waiting,
    (event) => event.type === 'kernel.JobRequested' && event.data.input.kind === 'encode',
  );
  await pipeline.wipeJetStream();
  for (const assetId of [running, waiting]) await assertPublishedOnce(pipeline, assetId);
  await assertNothingLeft(pipeline);
});
