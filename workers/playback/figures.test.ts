import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import type { SessionId } from '../../schemas/playback/ids.ts';
import { PlaybackFigures, PlaybackHeartbeat } from '../../schemas/playback/session.events.ts';
import { PlayerState } from '../../schemas/playback/sample.ts';
import type { HeartbeatSample } from '../../schemas/playback/sample.ts';
import { figuresOf } from './figures.ts';
import type { Heartbeat, RequestReport } from './heartbeat.ts';

const id = '00000000-0000-4000-8000-000000000007';
const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 2) + seconds * 1000).toISOString();
const beat = (seq: number, ...samples: HeartbeatSample[]): Heartbeat => ({
  sessionId: id as SessionId,
  titleId: id as TitleId,
  profileId: id as ProfileId,
  seq,
  startedAt: at(0),
  receivedAt: at(seq * 30),
  durationMs: 100_000,
  samples,
});
/** A sample at a second of the player's clock, with the playhead at a second of the film. */
const sample = (
  sta: HeartbeatSample['sta'],
  clock: number,
  playhead: number,
  more: Partial<HeartbeatSample> = {},
): HeartbeatSample => ({ ts: clock * 1000, sta, pt: playhead * 1000, ...more });
const begun = { startedAt: at(0), startPositionMs: 0, durationMs: 10_000_000 };
const watched = (...samples: HeartbeatSample[]): number => figuresOf(begun, [beat(1, ...samples)]).watchedMs;

test('a playback from its start to its end, with a stall and a change of quality', () => {
  const heartbeats = [
    beat(1, sample('s', 0, 0), sample('p', 1, 0, { msd: 900, br: 1000 }), sample('p', 11, 10, { br: 3000 })),
    beat(
      2,
      sample('r', 21, 20, { bsa: 1, br: 3000 }),
      sample('p', 24, 20, { bsa: 1, bsda: 3000, br: 3000 }),
      sample('e', 34, 30, { bsa: 1, bsda: 3000, dfa: 4 }),
    ),
  ];
  const ended = { at: at(35), positionMs: 30_000, reason: 'ended' } as const;
  assert.deepEqual(figuresOf({ ...begun, ended }, heartbeats), {
    startedAt: at(0),
    endedAt: at(35),
    definition: 2,
    outcome: 'ended',
    failureCode: null,
    began: true,
    durationMs: 10_000_000,
    watched: [{ fromMs: 0, toMs: 30_000 }],
    coveredMs: 30_000,
    switches: 1,
    bytes: null,
    missing: 0,
    requests: 0,
    starved: 0,
    clockAheadMs: -(2 ** 31 - 1),
    furthestMs: 30_000,
    lastMs: 30_000,
    watchedMs: 30_000,
    startDelayMs: 900,
    stalls: 1,
    stalledMs: 3000,
    droppedFrames: 4,
    averageKbps: 2333,
    heartbeats: 2,
  });
});

test('neither order nor repeats of heartbeats change anything', () => {
  const inOrder = [1, 2, 3, 4].map((n) => beat(n, sample('p', n * 10, n * 10, { br: n * 100 })));
  const [a, b, c, d] = inOrder as [Heartbeat, Heartbeat, Heartbeat, Heartbeat];
  assert.deepEqual(figuresOf(begun, [d, b, a, b, c, d]), figuresOf(begun, inOrder));
});

test('only what was seen to play counts as watched', () => {
  assert.equal(watched(sample('p', 0, 0), sample('p', 10, 10)), 10_000);
  assert.equal(watched(sample('a', 0, 0), sample('a', 10, 0)), 0, 'a pause');
  assert.equal(watched(sample('p', 0, 0), sample('p', 10, 900)), 10_000, 'a seek forwards');
  assert.equal(watched(sample('p', 0, 900), sample('p', 10, 0)), 10_000, 'a seek backwards');
  assert.equal(watched(sample('p', 0, 0), sample('p', 600, 600)), 600_000, 'heartbeats that were lost');
  assert.equal(watched(sample('p', 0, 0), sample('p', 36_000, 10)), 10_000, 'a device that slept');
  assert.equal(watched(sample('p', 36_000, 0), sample('p', 0, 10)), 0, 'a clock that was set back');
});

test('a session of which nothing was reported is what its milestones say', () => {
  const silent = figuresOf({ ...begun, startPositionMs: 5000 }, []);
  assert.deepEqual(
    [silent.outcome, silent.endedAt, silent.furthestMs, silent.lastMs, silent.averageKbps, silent.startDelayMs],
    ['vanished', at(0), 5000, 5000, null, null],
  );
  const heard = figuresOf(begun, [beat(2, sample('p', 0, 8)), beat(3, sample('k', 1, 2), sample('f', 2, 0))]);
  assert.deepEqual([heard.outcome, heard.endedAt, heard.furthestMs, heard.lastMs], ['vanished', at(90), 8000, 2000]);
});

test('how it ended: what failed did not merely stop, unless it came to the end after all', () => {
  const failed = { at: at(10), positionMs: 1, code: 'NETWORK' };
  const ended = (reason: 'ended' | 'quit' | 'error') => ({ at: at(20), positionMs: 2, reason });
  const outcome = (more: object): string => figuresOf({ ...begun, ...more }, []).outcome;
  assert.deepEqual(
    [{ failed }, { failed, ended: ended('quit') }, { failed, ended: ended('ended') }, { ended: ended('quit') }].map(
      outcome,
    ),
    ['error', 'error', 'ended', 'quit'],
  );
});

test('any valid heartbeats add up to figures that every reader can hold', () => {
  const whole = fc.oneof(fc.nat(100_000), fc.maxSafeNat());
  const optional = fc.option(whole, { nil: undefined });
  const samples = fc.array(
    fc
      .record({
        ts: whole,
        sta: fc.constantFrom(...PlayerState.options),
        pt: whole,
        br: optional,
        msd: optional,
        bsa: optional,
        bsda: optional,
        dfa: optional,
      })
      .map((each) => JSON.parse(JSON.stringify(each)) as HeartbeatSample),
    { minLength: 1, maxLength: 6 },
  );
  const heartbeats = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), samples), { maxLength: 8 });
  fc.assert(
    fc.property(heartbeats, fc.boolean(), whole, (reported, over, positionMs) => {
      const all = reported.map(([seq, each]) => PlaybackHeartbeat.data.parse(beat(seq, ...each)));
      const end = over ? { ended: { at: at(1), positionMs, reason: 'quit' } as const } : {};
      const figures = PlaybackFigures.parse(figuresOf({ ...begun, startPositionMs: positionMs, ...end }, all));
      assert.equal(figures.heartbeats, new Set(reported.map(([seq]) => seq)).size);
      assert.ok(figures.furthestMs >= figures.lastMs);
    }),
  );
});

test('stretches that were seen: in order, each once, without what was skipped', () => {
  const figures = figuresOf({ ...begun, durationMs: 100_000 }, [
    beat(1, sample('p', 0, 0), sample('p', 10, 10), sample('k', 11, 60), sample('p', 12, 60), sample('p', 22, 70)),
    beat(2, sample('k', 23, 5), sample('p', 24, 5), sample('p', 34, 15), sample('p', 44, 300)),
  ]);
  assert.deepEqual(figures.watched, [
    { fromMs: 0, toMs: 15_000 },
    { fromMs: 60_000, toMs: 70_000 },
  ]);
  assert.equal(figures.coveredMs, 25_000);
  const fast = figuresOf(begun, [beat(1, sample('p', 0, 0, { pr: 2 }), sample('p', 10, 20, { pr: 2 }))]);
  assert.deepEqual(fast.watched, [{ fromMs: 0, toMs: 20_000 }], 'twice as fast');
});

test('whoever leaps through a film for hours leaves as many stretches as the summary holds', () => {
  const leaps = Array.from({ length: 1000 }, (_, leap) => [
    sample('k', leap * 4, leap * 10),
    sample('p', leap * 4 + 1, leap * 10),
    sample('a', leap * 4 + 3, leap * 10 + 2 + (leap % 7) / 10),
  ]);
  const heartbeats = leaps.map((samples, index) => beat(index + 1, ...samples));
  const { watched } = PlaybackFigures.parse(figuresOf(begun, heartbeats));
  assert.equal(watched.length, 200);
  assert.deepEqual([watched[0]?.fromMs, watched.at(-1)?.toMs], [0, 9_992_500]);
});

test('what it came to besides: whether it began, what was loaded, gaps, and how wrong the clock was', () => {
  const left = figuresOf({ ...begun, ended: { at: at(5), positionMs: 0, reason: 'quit' } }, [
    beat(1, sample('s', 1, 0)),
  ]);
  assert.deepEqual([left.began, left.outcome, left.failureCode], [false, 'quit', null], 'left before it started');
  const failed = { at: at(10), positionMs: 1, code: 'NETWORK' };
  assert.equal(figuresOf({ ...begun, failed }, []).failureCode, 'NETWORK');
  const now = Date.parse(at(0)) / 1000;
  const figures = figuresOf(begun, [
    beat(2, sample('p', now + 60 + 400, 1, { 'com.reprise-by': 500 })),
    beat(5, sample('p', now + 150 + 300, 2, { 'com.reprise-by': 400 })),
  ]);
  assert.deepEqual([figures.bytes, figures.missing, figures.clockAheadMs], [500, 3, 300_000]);
});

test('requests for media say how it went where heartbeats do not', () => {
  const report = (reportId: string, requests: number, br: number | null): RequestReport => ({
    ...{ sessionId: id as SessionId, titleId: id as TitleId, reportId, receivedAt: at(requests), requests },
    ...{ starved: 1, urgent: 0, br, tb: null, mtp: null, bl: null },
  });
  const reports = [report('a', 30, 1000), report('b', 10, 3000), report('a', 30, 1000), report('c', 5, null)];
  const figures = figuresOf(begun, [], reports);
  assert.deepEqual([figures.requests, figures.starved, figures.averageKbps, figures.endedAt], [45, 3, 1500, at(30)]);
  const heard = [beat(1, sample('p', 0, 0, { br: 800, pb: 700 }), sample('p', 10, 10))];
  assert.equal(figuresOf(begun, heard, reports).averageKbps, 700, 'what was shown counts first');
});
