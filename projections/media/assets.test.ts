import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filmHistory } from '../testing/history.ts';
import type { Addressed } from '../testing/history.ts';
import { recordedFrom, rowsAfter } from '../testing/facts.ts';
import { plainFold } from '../testing/plain-fold.ts';
import { createChance } from '../testing/random.ts';
import { assetsProjection } from './assets.projection.ts';
import type { StoredAsset } from './assets.projection.ts';
import type { JobCell } from './assets.rows.ts';

const [assetId, uploadId, titleId, jobId] = ['1', '2', '3', '4'].map(
  (digit) => `${digit.repeat(8)}-1111-4111-a111-111111111111`,
);
type Fact = readonly [type: string, data: unknown];
const ref = { process: 'ingest', processId: assetId };
const upload = { assetId, uploadId, titleId, fileName: 'a.mp4', sizeBytes: 5e9 };
const started: Fact = ['media.UploadStarted', upload];
const completed: Fact = ['media.UploadCompleted', { ...upload, sha256: 'a'.repeat(64), storageKey: 'k' }];
const reason = { code: 'undecodable', message: 'sentence', detail: 'own words' };
const requested: Fact = [
  'kernel.JobRequested',
  { jobId, kind: 'probe', ...ref, input: { kind: 'probe', assetId, sourceKey: 'k', sha256: 'a'.repeat(64) } },
];
const who = (attempt: number) => ({ jobId, kind: 'probe', ...ref, attempt, worker: `w${attempt}` });
const begun = (attempt: number): Fact => ['kernel.JobStarted', who(attempt)];
const failed = (attempt: number, final: boolean): Fact => [
  'kernel.JobFailed',
  { ...who(attempt), reason, final, retryAt: null, runs: [] },
];
const rejected: Fact = ['media.AssetRejected', { assetId, stage: 'probe', reason }];

const after = (...facts: readonly Fact[]): StoredAsset =>
  rowsAfter(assetsProjection, ...facts)[0] as unknown as StoredAsset;
const job = (row: StoredAsset): Partial<JobCell> => {
  const { state, attempt, worker, lastError } = row.jobs[0] as JobCell;
  return { state, attempt, worker, lastError };
};

test('an upload goes from uploading to probing, or is given up', () => {
  assert.deepEqual([after(started).stage, after(started).sizeBytes], ['uploading', 5_000_000_000n]);
  assert.equal(after(started, completed).stage, 'probing');
  assert.equal(after(started, ['media.UploadAborted', { uploadId, assetId, reason: 'expired' }]).stage, 'aborted');
});

test('a job is open until it is completed or finally failed', () => {
  assert.deepEqual(job(after(started, requested)), { state: 'requested', attempt: 0, worker: null, lastError: null });
  assert.deepEqual(job(after(started, requested, begun(1))), {
    state: 'running',
    attempt: 1,
    worker: 'w1',
    lastError: null,
  });
  const retrying = after(started, requested, begun(1), failed(1, false));
  assert.deepEqual([job(retrying).state, job(retrying).lastError], ['retrying', 'own words']);
  const over = after(started, requested, begun(1), failed(1, false), begun(2), failed(2, true));
  assert.deepEqual([job(over).state, job(over).attempt], ['failed', 2]);
});

test('a job that its worker gave back waits for the next one', () => {
  const row = after(started, requested, begun(1), ['kernel.JobReleased', who(1)]);
  assert.deepEqual(job(row), { state: 'requested', attempt: 1, worker: null, lastError: null });
  assert.equal(job(after(started, requested, begun(1), begun(2), ['kernel.JobReleased', who(1)])).state, 'running');
});

test('what an attempt says that was superseded changes nothing', () => {
  assert.deepEqual(job(after(started, requested, begun(1), begun(2), failed(1, true))), {
    state: 'running',
    attempt: 2,
    worker: 'w2',
    lastError: null,
  });
});

test('a job that is requested twice is one job', () => {
  assert.equal(after(started, requested, requested).jobs.length, 1);
});

test('a rejected film keeps its reason, and later events of the pipeline do not revive it', () => {
  const row = after(started, completed, rejected, [
    'media.PackagePlanned',
    { packageId: jobId, assetId, encodingId: jobId },
  ]);
  assert.deepEqual([row.stage, row.rejection], ['rejected', { stage: 'probe', ...reason }]);
});

test('a whole film ends ready: every job closed, every rendition packaged, one package', () => {
  const chance = createChance(3);
  let film: readonly Addressed[] = [];
  while (film.at(-1)?.event.type !== 'media.IngestFinished' || film.length < 20) film = filmHistory(chance, 'A film');
  const { assets = [], packages = [] } = plainFold(assetsProjection, recordedFrom(film));
  const row = assets[0] as unknown as StoredAsset;
  assert.deepEqual([row.stage, row.video?.fps], ['ready', 29.97]);
  assert.deepEqual(
    row.jobs.map(({ kind, state }) => [kind, state]),
    [
      ['probe', 'completed'],
      ['poster', 'completed'],
      ['encode', 'completed'],
      ['package', 'completed'],
    ],
  );
  assert.deepEqual(
    row.renditions.map(({ name, state }) => [name, state]),
    [
      ['v360', 'packaged'],
      ['v720', 'packaged'],
      ['a128', 'packaged'],
    ],
  );
  assert.ok(row.renditions.every(({ averageKbps }) => averageKbps !== null));
  assert.equal(packages[0]?.['packageId'], row.packageId);
});

test('a rendition that was planned and is not named at the end of the encoding is no rendition of the film', () => {
  const chance = createChance(3);
  let film: readonly Addressed[] = [];
  while (film.at(-1)?.event.type !== 'media.IngestFinished' || film.length < 20) film = filmHistory(chance, 'A film');
  const end = film.findIndex(({ event }) => event.type === 'media.EncodingCompleted');
  const completed = film[end];
  assert.ok(completed !== undefined);
  const isSound = (data: unknown): boolean => JSON.stringify(data).includes('"kind":"audio"');
  const silent: readonly Addressed[] = [
    ...film.slice(0, end).filter(({ event }) => event.type !== 'media.RenditionEncoded' || !isSound(event.data)),
    {
      ...completed,
      event: { ...completed.event, data: { ...(completed.event.data as object), renditions: ['v360', 'v720'] } },
    },
  ];
  const { assets = [] } = plainFold(assetsProjection, recordedFrom(silent));
  assert.deepEqual(
    (assets[0] as unknown as StoredAsset).renditions.map(({ name }) => name),
    ['v360', 'v720'],
  );
});

test('notes of each job stand in the order of the jobs, and saying them again changes nothing', () => {
  const noted = (stage: string, ...codes: readonly string[]): Fact => [
    'media.AssetNoted',
    { assetId, stage, notes: codes.map((code) => ({ code, message: `${code}.` })) },
  ];
  const row = after(started, completed, noted('probe', 'a', 'b'), noted('encode', 'c'), noted('encode', 'c'));
  assert.deepEqual(row.notes, [
    { stage: 'probe', code: 'a', message: 'a.' },
    { stage: 'probe', code: 'b', message: 'b.' },
    { stage: 'encode', code: 'c', message: 'c.' },
  ]);
  assert.deepEqual(after(started).notes, []);
});

test('a job of another process is on no board of films', () => {
  const foreign: Fact = ['kernel.JobStarted', { ...who(1), process: 'closing' }];
  assert.equal(job(after(started, requested, foreign)).state, 'requested');
});
