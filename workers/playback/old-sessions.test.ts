import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionDecider } from '../../domain/playback/session.decider.ts';
import type { SessionEvent } from '../../domain/playback/session.decider.ts';
import { LogUnavailable } from '../../ports/event-log.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { createMemoryCheckpoints } from '../../ports/testing/memory-checkpoints.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { silentLogger as logger } from '../../ports/testing/silent-logger.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { language } from '../../schemas/language.ts';
import { fillOldLog } from '../../tests/fixtures/old-log/load.ts';
import { keepMilestones } from './milestone-retention.ts';
import { createSessionWriter } from './session-writer.ts';
import type { Heartbeat } from './heartbeat.ts';

const DAY_MS = 24 * 3600_000;

/** What version 0.1.0 left behind: heartbeats between the milestones, and an age on both. */
async function oldLog() {
  const clock = { now: Date.UTC(2026, 9, 2) };
  const log = createMemoryLog(() => clock.now);
  await fillOldLog(log, 'hand-made');
  const sessions = new Map<string, DecodedEvent[]>();
  for (const event of log.events) {
    if (!event.stream.startsWith('playback-')) continue;
    const decoded = language.decode(event);
    assert.ok(decoded.kind === 'known', event.id);
    sessions.set(event.stream, [...(sessions.get(event.stream) ?? []), decoded.event]);
  }
  assert.ok(sessions.size >= 9);
  return { log, clock, sessions };
}

const heartbeatsOf = (events: readonly DecodedEvent[]): readonly Heartbeat[] =>
  events.flatMap((event) => (event.type === 'playback.PlaybackHeartbeat' ? [event.data] : []));

const typesIn = async (log: EventLog, stream: string): Promise<readonly string[]> => {
  const types: string[] = [];
  for await (const { type } of log.readStream(stream)) types.push(type);
  return types;
};

/** The ages that hold now. */
const agesOf = async (log: EventLog): Promise<ReadonlyMap<string, number>> => {
  const ages = new Map<string, number>();
  for await (const { stream, seconds } of log.readMaxAges(0n))
    if (seconds === undefined) ages.delete(stream);
    else ages.set(stream, seconds);
  return ages;
};

test('a session of an old log is folded from its milestones, whatever stands between them', async () => {
  const { sessions } = await oldLog();
  const seen = new Set<string>();
  for (const events of sessions.values()) {
    const state = events.reduce(
      (before, event) => sessionDecider.evolve(before, event as SessionEvent, event),
      sessionDecider.initial,
    );
    const has = (type: DecodedEvent['type']): boolean => events.some((event) => event.type === type);
    const expected = has('playback.PlaybackEnded') ? 'ended' : has('playback.PlaybackStarted') ? 'open' : 'none';
    assert.equal(state.status, expected);
    seen.add(expected);
  }
  assert.deepEqual([...seen].toSorted(), ['ended', 'open']);
});

test('a session that began before the upgrade goes on: no heartbeat is lost, and none is there twice', async () => {
  const { log, clock, sessions } = await oldLog();
  const write = createSessionWriter(log);
  for (const [stream, events] of sessions) {
    const heartbeats = heartbeatsOf(events);
    const [first] = heartbeats;
    if (first === undefined) continue;
    const next = { ...first, seq: Math.max(...heartbeats.map(({ seq }) => seq)) + 1 };
    for (const heartbeat of heartbeats) assert.equal(await write(heartbeat), false, 'sent again after the upgrade');
    assert.equal(await write(next), true);
    assert.deepEqual(await typesIn(log, `heartbeats-${first.sessionId}`), ['playback.PlaybackHeartbeat']);
    assert.equal((await typesIn(log, stream)).length, events.length, 'nothing is written between milestones any more');
    assert.equal((await agesOf(log)).has(stream), false, 'and they lost their age');
    clock.now += 1;
    const another = createSessionWriter(log);
    for (const heartbeat of [...heartbeats, next])
      assert.equal(await another(heartbeat), false, 'nor by a writer that starts later');
  }
});

test('milestones outlive the age of heartbeats, also those that an old version had aged', async () => {
  const { log, clock, sessions } = await oldLog();
  const before = new Map(await Promise.all([...sessions.keys()].map(async (s) => [s, await typesIn(log, s)] as const)));
  const aged = [...(await agesOf(log)).keys()].filter((stream) => stream.startsWith('playback-'));
  assert.ok(aged.length >= 5);
  const [open] = [...sessions.values()].filter((events) => heartbeatsOf(events).length > 0);
  const [heartbeat] = heartbeatsOf(open ?? []);
  assert.ok(heartbeat !== undefined);
  await createSessionWriter(log)({ ...heartbeat, seq: 1000 });
  await keepMilestones({ log, checkpoints: createMemoryCheckpoints(), logger }, new AbortController().signal);
  assert.deepEqual([...(await agesOf(log)).keys()], [`heartbeats-${heartbeat.sessionId}`]);
  clock.now += 400 * DAY_MS;
  for (const [stream, types] of before) assert.deepEqual(await typesIn(log, stream), types, stream);
  assert.deepEqual(await typesIn(log, `heartbeats-${heartbeat.sessionId}`), []);
});

test('lifting the age of old milestones goes on where it was stopped, and is done once', async () => {
  const log = createMemoryLog();
  const streams = Array.from({ length: 1000 }, (_, n) => `playback-${n}`);
  for (const stream of streams) {
    await log.setMaxAge(stream, 60);
    await log.setMaxAge(stream.replace('playback', 'heartbeats'), 60);
  }
  const lifted: string[] = [];
  const stop = new AbortController();
  const failing = {
    readMaxAges: log.readMaxAges,
    async setMaxAge(stream: string, seconds: number | undefined) {
      if (lifted.length === 700) stop.abort();
      if (stop.signal.aborted) throw new LogUnavailable('the log is away');
      lifted.push(stream);
      await log.setMaxAge(stream, seconds);
    },
  };
  const checkpoints = createMemoryCheckpoints();
  await keepMilestones({ log: failing, checkpoints, logger }, stop.signal);
  assert.equal(lifted.length, 700);
  const again: string[] = [];
  const counting = {
    readMaxAges: log.readMaxAges,
    async setMaxAge(stream: string, seconds: number | undefined) {
      again.push(stream);
      await log.setMaxAge(stream, seconds);
    },
  };
  await keepMilestones({ log: counting, checkpoints, logger }, new AbortController().signal);
  assert.equal(again.length, 1000 - 512, 'what was saved is not done again');
  assert.deepEqual(new Set([...lifted, ...again]), new Set(streams));
  await log.setMaxAge('playback-later', 60);
  again.length = 0;
  await keepMilestones({ log: counting, checkpoints, logger }, new AbortController().signal);
  assert.deepEqual(again, [], 'a log is gone through once');
  assert.equal([...(await agesOf(log)).keys()].filter((stream) => stream.startsWith('heartbeats-')).length, 1000);
});
