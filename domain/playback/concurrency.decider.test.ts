import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Slot } from '../../schemas/playback/concurrency.events.ts';
import {
  concurrencyDecider,
  releaseOf,
  type ConcurrencyCommand,
  type ConcurrencyEvent,
} from './concurrency.decider.ts';
import { streamsAllowed } from './streams-decision.ts';

const accountId = randomUUID() as never;
const START = Date.parse('2026-06-01T12:00:00Z');
const iso = (ms: number): string => new Date(ms).toISOString();
type Acquire = Extract<ConcurrencyCommand, { type: 'AcquireSlot' }>['data'];

/** An account whose commands come at a clock that the test moves. */
function account() {
  const events: ConcurrencyEvent[] = [];
  let state = concurrencyDecider.initial;
  const clock = { now: START };
  const decide = (command: Omit<ConcurrencyCommand, 'at'>) => {
    const decision = concurrencyDecider.decide({ ...command, at: iso(clock.now) } as ConcurrencyCommand, state);
    if (decision.kind === 'rejected') return decision.rejection.code;
    for (const event of decision.events) {
      state = concurrencyDecider.evolve(state, event, { metadata: { occurredAt: iso(clock.now) } } as never);
      events.push(event);
    }
    return decision.events.map(({ type, data }) =>
      'reason' in data ? `${type.slice(9)} ${data.reason}` : type.slice(9),
    );
  };
  const acquire = (given: Partial<Acquire> = {}) => {
    const data = {
      ...{ accountId, sessionId: randomUUID(), titleId: randomUUID(), profileId: randomUUID(), signInId: randomUUID() },
      ...{ limit: 2, lapsed: [], signedOut: [], leases: 'known' },
      ...given,
    } as Acquire;
    return decide({ type: 'AcquireSlot', data });
  };
  const release = (sessionId: string, reason: 'stop' | 'kicked' = 'kicked') =>
    decide({ type: 'ReleaseSlot', data: { accountId, sessionId: sessionId as never, reason } });
  return { acquire, release, clock, events, now: () => state };
}
const id = () => randomUUID() as never;

test('as many streams as the account may, and one after one was given back', () => {
  const { acquire, release, now } = account();
  const [one, two, three] = [id(), id(), id()];
  assert.deepEqual(acquire({ sessionId: one }), ['SlotAcquired']);
  assert.deepEqual(acquire({ sessionId: two }), ['SlotAcquired']);
  assert.deepEqual(acquire({ sessionId: two }), [], 'said twice');
  assert.deepEqual(acquire({ sessionId: three }), ['SlotDenied']);
  assert.deepEqual(release(one), ['SlotReleased kicked']);
  assert.deepEqual(release(one), [], 'it was stopped before');
  assert.equal(release(id()), 'session.unknown');
  assert.deepEqual(acquire({ sessionId: three }), ['SlotAcquired']);
  assert.deepEqual(
    now().slots.map(({ sessionId }) => sessionId),
    [two, three],
  );
  assert.equal(acquire({ sessionId: one }), 'stream.stopped', 'what was stopped does not come back');
});

test('of refusals one a minute is written, whatever the clock does', () => {
  const { acquire, clock } = account();
  acquire({ limit: 1 });
  assert.deepEqual(acquire({ limit: 1 }), ['SlotDenied']);
  assert.equal(acquire({ limit: 1 }), 'stream.too-many');
  clock.now += 59_999;
  assert.equal(acquire({ limit: 1 }), 'stream.too-many');
  clock.now += 1;
  assert.deepEqual(acquire({ limit: 1 }), ['SlotDenied']);
  clock.now -= 86_400_000;
  assert.deepEqual(acquire({ limit: 1 }), ['SlotDenied'], 'set back by a day');
});

test('the same device takes the place of its own stream of the same title, and of no other', () => {
  const { acquire, now } = account();
  const [signInId, titleId, first] = [id(), id(), id()];
  acquire({ limit: 2, signInId, titleId, sessionId: first });
  acquire({ limit: 2, titleId });
  assert.deepEqual(acquire({ limit: 2, signInId }), ['SlotDenied'], 'another title');
  assert.deepEqual(acquire({ limit: 2, signInId, titleId }), ['SlotReleased evicted', 'SlotAcquired']);
  assert.equal(now().slots.length, 2);
  assert.equal(releaseOf(now(), first), 'evicted');
});

test('a lease runs out no sooner than it can, and not by a clock that goes back', () => {
  const { acquire, clock } = account();
  const [dead, next] = [id(), id()];
  acquire({ limit: 1, sessionId: dead });
  clock.now += 89_999;
  assert.deepEqual(acquire({ limit: 1, lapsed: [dead] }), ['SlotDenied']);
  clock.now -= 3_600_000;
  assert.deepEqual(acquire({ limit: 1, lapsed: [dead] }), ['SlotDenied']);
  clock.now = START + 90_000;
  assert.deepEqual(acquire({ limit: 1, lapsed: [dead], sessionId: next }), [
    'SlotReleased lease_expired',
    'SlotAcquired',
  ]);
  clock.now += 90_000;
  assert.deepEqual(acquire({ limit: 2, sessionId: dead }), ['SlotAcquired'], 'it was only silent: it may go on');
});

test('a device that is signed out holds nothing, however new', () => {
  const { acquire } = account();
  const gone = id();
  acquire({ limit: 1, sessionId: gone });
  assert.deepEqual(acquire({ limit: 1, signedOut: [gone] }), ['SlotReleased signed_out', 'SlotAcquired']);
  assert.equal(acquire({ sessionId: gone }), 'stream.stopped');
});

test('while nobody knows who plays, who pays gets one more and it says so; who does not stops one', () => {
  const { acquire, clock, events, now } = account();
  const old = id();
  acquire({ limit: 1, sessionId: old });
  clock.now += 3_600_000;
  assert.deepEqual(acquire({ limit: 1, leases: 'closed', lapsed: [old] }), ['SlotDenied']);
  assert.deepEqual(acquire({ limit: 1, leases: 'open', lapsed: [old] }), ['SlotAcquired']);
  const last = events.at(-1);
  assert.ok(last?.type === 'playback.SlotAcquired' && last.data.degraded && last.data.slots.length === 2);
  for (let n = 0; n < 300; n += 1) acquire({ limit: 1, leases: 'open' });
  assert.equal(now().slots.length, 100);
  assert.equal(
    now().slots.some(({ sessionId }: Slot) => sessionId === old),
    false,
    'the oldest makes room',
  );
});

test('each event tells all slots, so that its predecessors may be left out', () => {
  const { acquire, release, events, now } = account();
  const ids = Array.from({ length: 50 }, id);
  for (const sessionId of ids) {
    acquire({ sessionId });
    acquire({});
    if (Math.floor(ids.indexOf(sessionId) / 3) % 2 === 0) release(sessionId, 'stop');
  }
  const last = events.at(-1);
  assert.ok(last !== undefined);
  const alone = concurrencyDecider.evolve(concurrencyDecider.initial, last, {
    metadata: { occurredAt: iso(0) },
  } as never);
  assert.deepEqual(alone.slots, now().slots);
});

test('the best plan counts; without one, and for what costs nothing, what everybody has', () => {
  const plan = (streams: number) => ({ features: { streams } });
  const rental = { features: null };
  const allowed = (grants: readonly { features: { streams: number } | null }[], costsNothing = false) =>
    streamsAllowed({ grants, free: 4, costsNothing });
  assert.equal(allowed([]), 4);
  assert.equal(allowed([rental]), 4);
  assert.equal(allowed([plan(1), rental, plan(2)]), 2);
  assert.equal(allowed([plan(1)], true), 4);
  assert.equal(allowed([plan(6)], true), 6);
});
