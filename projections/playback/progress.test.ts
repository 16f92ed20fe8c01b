import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsAfter } from '../testing/facts.ts';
import { progressBy, progressProjection } from './progress.projection.ts';
import { WATCH_RULE } from './watch-rule.ts';

const ids = { titleId: '11111111-1111-4111-a111-111111111111', profileId: '22222222-2222-4222-a222-222222222222' };
const [first, second] = ['33333333-3333-4333-a333-333333333333', '44444444-4444-4444-a444-444444444444'];
const startedAt = (session: string): string =>
  session === first ? '2026-01-01T10:00:00Z' : '2026-01-01T11:00:00.000Z';

type Fact = readonly [type: string, data: unknown];
const heartbeat = (sessionId: string, seq: number, pt: number, { sta = 'p', durationMs = 1_000_000 } = {}): Fact => [
  'playback.PlaybackHeartbeat',
  {
    ...ids,
    sessionId,
    seq,
    startedAt: startedAt(sessionId),
    receivedAt: '2026-01-01T12:00:00Z',
    durationMs,
    samples: [
      { ts: 1, sta: 'p', pt: 1 },
      { ts: 2, sta, pt },
    ],
  },
];
const ended = (sessionId: string, positionMs: number, reason = 'quit'): Fact => [
  'playback.PlaybackEnded',
  { ...ids, sessionId, reason, positionMs },
];
const progress = (...facts: readonly Fact[]) => {
  const [row] = rowsAfter(progressProjection, ...facts);
  return row && { positionMs: row['positionMs'], finished: row['finished'], resumable: row['resumable'] };
};

test('the last sample of the last heartbeat counts', () => {
  assert.deepEqual(progress(heartbeat(first, 1, 10_000), heartbeat(first, 2, 200_000)), {
    positionMs: 200_000,
    finished: false,
    resumable: true,
  });
});

test('a late or repeated heartbeat of a session changes nothing', () => {
  assert.equal(
    progress(heartbeat(first, 3, 300_000), heartbeat(first, 2, 200_000), heartbeat(first, 3, 1))?.positionMs,
    300_000,
  );
});

test('a later session counts, whatever its sequence; an earlier one does not come back', () => {
  assert.equal(
    progress(heartbeat(first, 9, 900_000), heartbeat(second, 1, 5_000), heartbeat(first, 10, 910_000))?.positionMs,
    5_000,
  );
});

test('95 % is finished, and finished is not offered again', () => {
  assert.deepEqual(progress(heartbeat(first, 1, 950_000)), { positionMs: 950_000, finished: true, resumable: false });
  assert.deepEqual(progress(heartbeat(first, 1, 949_999)), { positionMs: 949_999, finished: false, resumable: true });
});

test('over 5 % or over 60 s is worth resuming', () => {
  assert.equal(progress(heartbeat(first, 1, 50_000))?.resumable, false);
  assert.equal(progress(heartbeat(first, 1, 50_001))?.resumable, true);
  assert.equal(progress(heartbeat(first, 1, 60_000, { durationMs: 9_000_000 }))?.resumable, false);
  assert.equal(progress(heartbeat(first, 1, 60_001, { durationMs: 9_000_000 }))?.resumable, true);
});

test('a playhead beyond the end is the end', () => {
  assert.deepEqual(progress(heartbeat(first, 1, 2 ** 50)), { positionMs: 1_000_000, finished: true, resumable: false });
});

test('a player that only starts, preloads or failed reports no progress', () => {
  const starting = {
    ...(heartbeat(first, 2, 0)[1] as object),
    samples: [
      { ts: 1, sta: 's', pt: 0 },
      { ts: 2, sta: 'd', pt: 0 },
      { ts: 3, sta: 'f', pt: 0 },
    ],
  };
  assert.equal(progress(heartbeat(first, 1, 300_000), ['playback.PlaybackHeartbeat', starting])?.positionMs, 300_000);
  assert.equal(progress(['playback.PlaybackHeartbeat', starting]), undefined);
});

test('an ended player finished the title, and the end of a session closes it for late heartbeats', () => {
  assert.equal(progress(heartbeat(first, 1, 100_000, { sta: 'e' }))?.finished, true);
  assert.equal(
    progress(heartbeat(first, 1, 100_000), ended(first, 120_000), heartbeat(first, 2, 110_000))?.positionMs,
    120_000,
  );
  assert.equal(progress(heartbeat(first, 1, 100_000), ended(first, 120_000, 'ended'))?.finished, true);
  assert.equal(progress(heartbeat(first, 1, 100_000), ended(second, 1))?.positionMs, 100_000);
});

test('whatever the schema of the event allows becomes a row that PostgreSQL can hold', () => {
  const absurd: Fact = [
    'playback.PlaybackHeartbeat',
    {
      ...(heartbeat(first, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)[1] as object),
      durationMs: Number.MAX_SAFE_INTEGER,
      startedAt: '0000-01-01T00:00:00Z',
      receivedAt: '0000-02-29T00:00:00.000Z',
    },
  ];
  const [row] = rowsAfter(progressProjection, absurd);
  const int32 = 2 ** 31 - 1;
  assert.deepEqual(
    [row?.['seq'], row?.['positionMs'], row?.['durationMs'], row?.['sessionStartedAt'], row?.['updatedAt']],
    [int32 - 1, int32, int32, '0001-01-01T00:00:00.000Z', '0001-01-01T00:00:00.000Z'],
  );
  const late = heartbeat(first, 2 ** 40, 500_000);
  assert.equal(
    progress(heartbeat(first, 1, 100_000), ended(first, 120_000), late)?.positionMs,
    120_000,
    'the end still counts',
  );
});

const marked = (what: 'MarkedWatched' | 'MarkedUnwatched' | 'TakenFromContinueWatching', markedAt: string): Fact => [
  `playback.Title${what}`,
  { ...ids, markId: '55555555-5555-4555-a555-555555555555', markedAt },
];
const begun = (sessionId: string, durationMs = 1_000_000): Fact => [
  'playback.PlaybackStarted',
  { ...ids, sessionId, packageId: first, durationMs, startPositionMs: 0 },
];
const [before, between, after] = ['2026-01-01T09:00:00Z', '2026-01-01T10:30:00Z', '2026-01-01T11:30:00.000Z'];

test('a mark counts against playbacks that began before it, in whatever order they are heard of', () => {
  const watching = heartbeat(first, 1, 300_000);
  const seen = { positionMs: 300_000, finished: true, resumable: false };
  assert.deepEqual(progress(watching, marked('MarkedWatched', between)), seen);
  assert.deepEqual(progress(marked('MarkedWatched', between), watching), seen);
  assert.deepEqual(progress(marked('MarkedWatched', before), watching)?.finished, false);
  const again = { positionMs: 200_000, finished: false, resumable: true };
  assert.deepEqual(progress(watching, marked('MarkedWatched', between), heartbeat(second, 1, 200_000)), again);
  assert.equal(progress(marked('MarkedWatched', after))?.finished, true, 'of a film that was never begun');
});

test('what was marked as not watched begins again; the later of two marks counts', () => {
  const unwatched = { positionMs: 0, finished: false, resumable: false };
  assert.deepEqual(progress(heartbeat(first, 1, 990_000), marked('MarkedUnwatched', between)), unwatched);
  assert.deepEqual(progress(marked('MarkedWatched', before), marked('MarkedUnwatched', before)), unwatched);
});

test('what was taken from continue watching keeps its place and comes back with the next playback', () => {
  const taken = marked('TakenFromContinueWatching', between);
  const away = { positionMs: 300_000, finished: false, resumable: false };
  assert.deepEqual(progress(heartbeat(first, 1, 300_000), taken), away);
  assert.deepEqual(progress(taken, heartbeat(first, 1, 300_000)), away);
  assert.equal(progress(heartbeat(first, 1, 300_000), taken, heartbeat(second, 1, 310_000))?.resumable, true);
  assert.equal(progress(heartbeat(first, 1, 990_000), taken)?.finished, true);
});

test('when the heartbeats have aged away, ends and figures say the same', () => {
  const summary = (sessionId: string, more: object): Fact => [
    'playback.PlaybackSummarised',
    {
      ...{ ...ids, sessionId, startedAt: startedAt(sessionId), endedAt: after, outcome: 'vanished' },
      ...{ furthestMs: 300_000, lastMs: 300_000, watchedMs: 300_000, startDelayMs: 1, stalls: 0, stalledMs: 0 },
      ...{ droppedFrames: 0, averageKbps: null, heartbeats: 2, ...more },
    },
  ];
  const left = { positionMs: 300_000, finished: false, resumable: true };
  const [start, watching] = [begun(first), heartbeat(first, 1, 300_000)];
  assert.deepEqual(progress(start, watching, summary(first, {})), left);
  assert.deepEqual(progress(start, summary(first, {})), left);
  assert.deepEqual(progress(start, ended(first, 300_000)), left);
  assert.deepEqual(progress(start, watching, ended(first, 0)), left, 'a player that was gone before it said where');
  assert.equal(progress(start, ended(first, 960_000, 'ended'))?.finished, true);
  const abandoned = summary(first, { watchedMs: 0, lastMs: 0 });
  assert.equal(progress(start, abandoned)?.resumable, false, 'closed before its first picture');
});

test('a changed rule makes something else of the same log, and is another version of the read model', () => {
  const stricter = progressBy({ ...WATCH_RULE, version: 7, finishedAt: 0.9 });
  const at92 = heartbeat(first, 1, 920_000);
  assert.equal(progress(at92)?.finished, false);
  assert.equal(rowsAfter(stricter, at92)[0]?.['finished'], true);
  assert.notEqual(stricter.version, progressProjection.version);
});
