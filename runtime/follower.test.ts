import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Checkpoints } from '../ports/checkpoints.ts';
import { LogUnavailable } from '../ports/event-log.ts';
import { collector } from '../ports/testing/collector.ts';
import { createMemoryParkingLot } from '../ports/testing/memory-parking-lot.ts';
import { CONSUMER, world, start } from './testing/following.ts';

const within = { timeout: 20_000 };

test('events of a key come in order, and after a restart only those that were not handled', within, async (t) => {
  const on = world();
  const seen = collector<string>();
  const first = start(t, on, async (name) => seen.put(name));
  for (const name of ['a 1', 'a 2', 'a 3']) on.append(name);
  assert.deepEqual(await seen.take(3), ['a 1', 'a 2', 'a 3']);
  await first.stop();
  on.append('a 4');
  start(t, on, async (name) => seen.put(name));
  assert.deepEqual(await seen.take(1), ['a 4']);
});

test('who begins now passes over what was there, and misses nothing afterwards', within, async (t) => {
  const on = world();
  for (const name of ['old 1', 'old 2']) on.append(name);
  const head = await on.log.head();
  const seen = collector<string>();
  const first = start(t, on, async (name) => seen.put(name), { from: 'now' });
  assert.deepEqual(await on.saved.take(1), [head], 'where it begins is kept before anything is followed');
  on.append('a 1');
  assert.deepEqual(await seen.take(1), ['a 1']);
  await first.stop();
  on.append('a 2');
  start(t, on, async (name) => seen.put(name), { from: 'now' });
  on.append('a 3');
  assert.deepEqual(await seen.take(2), ['a 2', 'a 3']);
});

test('a key that is slow holds up nobody else, and the checkpoint waits for it', within, async (t) => {
  const on = world();
  const seen = collector<string>();
  const gate = Promise.withResolvers<void>();
  const first = start(t, on, async (name) => {
    if (name === 'slow 1') await gate.promise;
    seen.put(name);
  });
  const before = on.append('a 1');
  for (const name of ['slow 1', 'b 1', 'slow 2', 'a 2']) on.append(name);
  assert.deepEqual(await seen.take(3), ['a 1', 'b 1', 'a 2']);
  assert.deepEqual(await on.saved.take(1), [before]);
  gate.resolve();
  assert.deepEqual(await seen.take(2), ['slow 1', 'slow 2']);
  await first.stop();
  assert.equal(on.position(), await on.log.head());
});

test(
  'an event that always fails is parked with its key, later ones of the key behind it, and others go on',
  within,
  async (t) => {
    const on = world();
    const seen = collector<string>();
    const { counts } = start(t, on, async (name) => {
      if (name === 'poison 1') throw new Error('cannot digest this');
      seen.put(name);
    });
    for (const name of ['a 1', 'poison 1', 'poison 2', 'b 1']) on.append(name);
    assert.deepEqual((await seen.take(2)).toSorted(), ['a 1', 'b 1']);
    assert.deepEqual(await counts.take(3), [0, 1, 2]);
    assert.deepEqual(await on.reasons(), [
      'poison: cannot digest this',
      'poison: waits behind a parked event of poison',
    ]);
  },
);

test(
  'an event that nobody understands blocks its stream, under whatever key, if it is one of ours',
  within,
  async (t) => {
    const on = world();
    const seen = collector<string>();
    const { counts } = start(t, on, async (name) => seen.put(name));
    const stream = `upload-${randomUUID()}`;
    // Of somebody else who uses the same event store.
    on.append('o 1', { stream: 'orders-7', spoil: true });
    on.append('a 1', { stream });
    on.append('a 2', { stream, spoil: true });
    on.append('a 3', { stream });
    on.append('a 4');
    on.append('b 1');
    assert.deepEqual((await seen.take(2)).toSorted(), ['a 1', 'b 1']);
    assert.deepEqual(await counts.take(4), [0, 1, 2, 3]);
    const reasons = await on.reasons();
    assert.ok(reasons[0]?.startsWith(`${stream}: not understood`));
    assert.deepEqual(reasons.slice(1), [
      `a: waits behind a parked event of ${stream}`,
      'a: waits behind a parked event of a',
    ]);
  },
);

test('who takes the lease next tries what is parked, before anything newer of its key', within, async (t) => {
  const on = world();
  const seen = collector<string>();
  const first = start(t, on, async (name) => {
    if (name.endsWith(' 1')) throw new Error('cannot digest this');
    seen.put(name);
  });
  for (const name of ['a 1', 'b 1', 'a 2']) on.append(name);
  await first.counts.take(4);
  await first.stop();
  on.append('a 3');
  start(t, on, async (name) => {
    if (name === 'b 1') throw new Error('still not');
    seen.put(name);
  });
  assert.deepEqual(await seen.take(3), ['a 1', 'a 2', 'a 3']);
  assert.deepEqual(await on.reasons(), ['b: still not']);
});

test('an outage is waited out and costs no event, also when it is the parking lot that is away', within, async (t) => {
  const on = world();
  const seen = collector<string>();
  let [outages, lotOutages] = [0, 0];
  const lot = {
    ...on.parking,
    park: async (...args: Parameters<typeof on.parking.park>) => {
      if (lotOutages++ < 2) throw new LogUnavailable('the database is away');
      return on.parking.park(...args);
    },
  };
  start(t, { ...on, parking: lot }, async (name) => {
    if (name === 'a 1' && outages++ < 7) throw new LogUnavailable('away');
    if (name === 'poison 1') throw new Error('cannot digest this');
    seen.put(name);
  });
  for (const name of ['a 1', 'a 2', 'poison 1']) on.append(name);
  const names = new Set<string>();
  while (names.size < 2) for (const name of await seen.take(1)) names.add(name);
  while ((await on.reasons()).length === 0) await on.saved.take(1);
  assert.deepEqual(await on.reasons(), ['poison: cannot digest this']);
});

test(
  'who lost the lease stops and does not move the checkpoint; it goes on when it has the lease again',
  within,
  async (t) => {
    const on = world();
    const seen = collector<string>();
    let robbed = false;
    const { acquire, save } = on.checkpoints;
    const checkpoints: Checkpoints = {
      ...on.checkpoints,
      acquire: async (...args) => {
        robbed = false;
        return acquire(...args);
      },
      save: async (lease, to) => (robbed ? false : save(lease, to)),
    };
    start(t, { ...on, checkpoints }, async (name) => seen.put(name));
    const first = on.append('a 1');
    assert.deepEqual(await seen.take(1), ['a 1']);
    assert.deepEqual(await on.saved.take(1), [first]);
    robbed = true;
    on.append('b 1');
    // Handled, and again by the next holder of the lease, because the first could not store its checkpoint: never lost.
    assert.deepEqual(await seen.take(2), ['b 1', 'b 1']);
    on.append('b 2');
    assert.deepEqual(await seen.take(1), ['b 2']);
  },
);

test('who lost the lease parks nothing: the next holder decides what becomes of the event', within, async (t) => {
  const on = world();
  let robbed = true;
  const lot = createMemoryParkingLot(() => !robbed);
  const checkpoints: Checkpoints = {
    ...on.checkpoints,
    acquire: async (...args) => {
      const lease = await on.checkpoints.acquire(...args);
      if (tried) robbed = false;
      return lease;
    },
  };
  let tried = false;
  const seen = collector<string>();
  start(t, { ...on, checkpoints, parking: lot }, async (name) => {
    if (name === 'a 1' && robbed) {
      tried = true;
      throw new Error('the code of the first holder cannot');
    }
    seen.put(name);
  });
  on.append('a 1');
  assert.deepEqual(await seen.take(1), ['a 1']);
  assert.deepEqual(await lot.parked(CONSUMER), []);
});

test(
  'what the server hands out because its type only begins like one that was asked for is passed over',
  within,
  async (t) => {
    const on = world();
    const seen = collector<string>();
    const stream = `upload-${randomUUID()}`;
    const metadata = {
      $correlationId: stream,
      $causationId: stream,
      commandId: stream,
      actor: { kind: 'system', id: 'test' },
      occurredAt: new Date().toISOString(),
      schema: 'media.UploadStartedAgain@1',
    } as const;
    const event = { id: randomUUID(), type: 'media.UploadStartedAgain', data: {}, metadata };
    const { stop } = start(t, on, async (name) => seen.put(name));
    on.log.write([{ stream, event }]);
    on.append('a 1', { stream });
    assert.deepEqual(await seen.take(1), ['a 1']);
    on.log.write([{ stream, event: { ...event, id: randomUUID() } }]);
    await stop();
    assert.deepEqual(await on.reasons(), []);
  },
);
