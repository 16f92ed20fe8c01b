import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLiveStore } from './live-store.ts';
import type { Asset, JobProgress } from './media.queries.ts';

const asset = (
  id: string,
  position: string,
  stage: Asset['stage'] = 'PROBING',
  startedAt = '2026-01-01T00:00:00Z',
): Asset => ({
  id,
  position,
  stage,
  startedAt,
  uploadId: id,
  fileName: `${id}.mp4`,
  sizeBytes: '1',
  sha256: null,
  durationMs: null,
  updatedAt: startedAt,
  posterUrl: null,
  notes: [],
  posterPlaceholder: null,
  video: null,
  renditions: [],
  jobs: [],
  rejection: null,
  title: null,
});
const progress = (attempt: number, fraction: number): JobProgress => ({
  assetId: 'a',
  jobId: 'j',
  kind: 'ENCODE',
  attempt,
  fraction,
  fps: null,
  speed: null,
});

test('whatever stands later in the log wins, however it arrived', () => {
  const live = createLiveStore((run) => run());
  live.asset(asset('a', '100', 'ENCODING'));
  live.asset(asset('a', '20', 'PROBING'));
  assert.equal(live.newest(asset('a', '99')).stage, 'ENCODING');
  assert.equal(live.newest(asset('a', '101', 'READY')).stage, 'READY');
});

test('progress never runs backwards within an attempt, and starts again with the next', () => {
  const live = createLiveStore((run) => run());
  for (const next of [progress(1, 0.6), progress(1, 0.4), progress(2, 0.1), progress(1, 0.9)]) live.progress(next);
  assert.deepEqual([live.progressOf('j')?.attempt, live.progressOf('j')?.fraction], [2, 0.1]);
});

test('listeners are notified once for everything that arrives within a frame', () => {
  const frames: (() => void)[] = [];
  const live = createLiveStore((run) => frames.push(run));
  let notified = 0;
  live.subscribe(() => (notified += 1));
  live.asset(asset('a', '1'));
  live.asset(asset('b', '2', 'PROBING', '2026-01-02T00:00:00Z'));
  live.progress(progress(1, 0.5));
  assert.equal(frames.length, 1);
  frames[0]?.();
  assert.equal(notified, 1);
  assert.equal(live.version(), 3);
  assert.deepEqual(
    live.arrived().map((one) => one.id),
    ['b', 'a'],
  );
});
