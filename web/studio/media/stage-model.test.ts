import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asset, Job } from './media.queries.ts';
import { ownUpload, stagesOf } from './stage-model.ts';
import type { OwnUpload, ProgressOf } from './stage-model.ts';

const job = (kind: Job['kind'], state: Job['state'], more: Partial<Job> = {}): Job => ({
  id: `${kind}-1`,
  kind,
  state,
  attempt: 1,
  worker: 'w1',
  requestedAt: '2026-01-01T00:00:00Z',
  startedAt: null,
  finishedAt: null,
  wallMs: null,
  lastError: null,
  ...more,
});
const rendition = (name: string, height: number | null, state: Asset['renditions'][number]['state']) => ({
  name,
  width: null,
  height,
  bitrateKbps: 128,
  averageKbps: null,
  state,
});
const asset = (stage: Asset['stage'], jobs: Job[] = [], renditions: Asset['renditions'] = []) => ({
  stage,
  jobs,
  renditions,
  rejection: null,
});
const silent: ProgressOf = () => undefined;
const states = (film: Parameters<typeof stagesOf>[0], progress = silent, upload: OwnUpload | null = null) =>
  stagesOf(film, progress, upload).map((stage) => `${stage.key} ${stage.state} ${stage.fraction}`);

test('stages stand in the order of the work', () => {
  assert.deepEqual(
    stagesOf(asset('UPLOADING'), silent, null).map((stage) => stage.key),
    ['upload', 'probe', 'encode', 'poster', 'package', 'ready'],
  );
});

test('an upload that another browser sends is waiting here, ours shows its bytes', () => {
  assert.equal(states(asset('UPLOADING'))[0], 'upload waiting 0');
  assert.equal(
    states(asset('UPLOADING'), silent, ownUpload({ size: 400, sent: 100, state: 'sending' }))[0],
    'upload running 0.25',
  );
  assert.equal(
    states(asset('UPLOADING'), silent, ownUpload({ size: 400, sent: 100, state: 'paused' }))[0],
    'upload waiting 0.25',
  );
  assert.equal(
    states(asset('UPLOADING'), silent, ownUpload({ size: 0, sent: 0, state: 'sending' }))[0],
    'upload running 1',
  );
});

test('rungs fill with their encoder and stay full once encoded', () => {
  const film = asset(
    'ENCODING',
    [job('ENCODE', 'RUNNING')],
    [rendition('v720', 720, 'PLANNED'), rendition('a128', null, 'ENCODED')],
  );
  const encode = stagesOf(film, () => ({ attempt: 1, fraction: 0.5, speed: 3 }), null)[2];
  assert.deepEqual(encode?.rungs, [
    { name: 'v720', label: '720p', fraction: 0.5 },
    { name: 'a128', label: '♪ 128k', fraction: 1 },
  ]);
  assert.equal(encode?.speed, 3);
});

test('progress of a superseded attempt counts for nothing', () => {
  const film = asset('ENCODING', [job('ENCODE', 'RUNNING', { attempt: 2 })]);
  assert.equal(states(film, () => ({ attempt: 1, fraction: 0.9, speed: null }))[2], 'encode running 0');
});

test('late progress does not revive a finished job', () => {
  const film = asset('PACKAGING', [job('ENCODE', 'COMPLETED', { wallMs: 1200 })]);
  assert.equal(states(film, () => ({ attempt: 1, fraction: 0.9, speed: null }))[2], 'encode done 1');
});

test('after a rejection nothing waits any more', () => {
  const film = asset('REJECTED', [job('PROBE', 'FAILED', { lastError: 'moov atom not found' })]);
  assert.deepEqual(states(film), [
    'upload done 1',
    'probe failed 0',
    'encode skipped 0',
    'poster skipped 0',
    'package skipped 0',
    'ready skipped 0',
  ]);
});

test('a ready film is done from end to end', () => {
  const jobs = (['PROBE', 'ENCODE', 'POSTER', 'PACKAGE'] as const).map((kind) => job(kind, 'COMPLETED'));
  assert.ok(
    stagesOf(asset('READY', jobs), silent, null).every((stage) => stage.state === 'done' && stage.fraction === 1),
  );
});
