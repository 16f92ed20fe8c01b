import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeartbeatBatch } from '../../schemas/playback/heartbeat.messages.ts';
import { createHeartbeats } from './heartbeats.ts';
import type { Delivery } from './heartbeats.ts';

function bench(answers: Delivery[] = [], stepMs = 10_000) {
  const due: { ms: number; run: () => void }[] = [];
  const browser = { takes: true };
  const posted: HeartbeatBatch[] = [];
  const beacons: HeartbeatBatch[] = [];
  let ts = 0;
  const heartbeats = createHeartbeats('token', {
    snapshot: () => ({ ts: (ts += stepMs), sta: 'p', pt: ts }),
    post: (batch) => {
      posted.push(structuredClone(batch));
      return Promise.resolve(answers.shift() ?? 'taken');
    },
    beacon: (batch) => {
      if (browser.takes) beacons.push(structuredClone(batch));
      return browser.takes;
    },
    later: (ms, run) => {
      const one = { ms, run };
      due.push(one);
      return () => void due.splice(due.indexOf(one), due.includes(one) ? 1 : 0);
    },
  });
  return { heartbeats, posted, beacons, due, browser };
}

test('samples gather until a flush sends them as one numbered batch that the gateway accepts', async () => {
  const { heartbeats, posted } = bench();
  heartbeats.sample();
  heartbeats.sample();
  assert.equal(posted.length, 0);
  await heartbeats.flush();
  heartbeats.sample();
  await heartbeats.flush();
  assert.deepEqual(
    posted.map((batch) => [batch.seq, batch.samples.length]),
    [
      [1, 2],
      [2, 1],
    ],
  );
  for (const batch of posted) HeartbeatBatch.parse(batch);
});

test('a change of state leaves at once and says what happened', async () => {
  const { heartbeats, posted } = bench();
  heartbeats.note('error', 'shaka-1001');
  await heartbeats.flush();
  assert.deepEqual([posted[0]?.samples[0]?.e, posted[0]?.samples[0]?.ec], ['error', 'shaka-1001']);
});

test('a batch that did not arrive is sent again under its own number, before the next', async () => {
  const { heartbeats, posted } = bench(['later']);
  heartbeats.sample();
  await heartbeats.flush();
  heartbeats.sample();
  await heartbeats.flush();
  assert.deepEqual(
    posted.map((batch) => batch.seq),
    [1, 1, 2],
  );
  assert.deepEqual(posted[1], posted[0]);
});

test('an outage costs the oldest batches, never the memory of the page', async () => {
  const { heartbeats, posted } = bench(Array.from({ length: 100 }, () => 'later'));
  for (let index = 0; index < 100; index += 1) {
    heartbeats.sample();
    await heartbeats.flush();
  }
  posted.length = 0;
  await heartbeats.flush();
  assert.equal(posted.length, 40);
  assert.equal(posted[0]?.seq, 61);
});

test('a batch never holds more samples than the contract allows', async () => {
  const { heartbeats, posted } = bench();
  for (let index = 0; index < 61; index += 1) heartbeats.sample();
  await heartbeats.flush();
  assert.deepEqual(
    posted.map((batch) => batch.samples.length),
    [60, 1],
  );
});

test('a refused session stays silent', async () => {
  const { heartbeats, posted, beacons } = bench(['refused']);
  heartbeats.note('pause');
  await heartbeats.flush();
  heartbeats.note('resume');
  await heartbeats.flush();
  heartbeats.leave();
  assert.equal(posted.length, 1);
  assert.equal(beacons.length, 0);
});

test('a page that goes away hands over everything that is not known to have arrived', () => {
  const { heartbeats, beacons } = bench(['later']);
  heartbeats.note('pause');
  heartbeats.sample();
  heartbeats.leave();
  assert.deepEqual(
    beacons.map((batch) => [batch.seq, batch.samples.length]),
    [
      [1, 1],
      [2, 1],
    ],
  );
});

test('what happens in quick succession leaves together, but an end or an error at once', async () => {
  const { heartbeats, posted } = bench([], 1000);
  for (let index = 0; index < 6; index += 1) heartbeats.note('seek');
  await heartbeats.flush();
  assert.deepEqual(
    posted.map(({ samples }) => samples.length),
    [1, 5],
  );
  heartbeats.note('error', 'x');
  await heartbeats.flush();
  heartbeats.note('seek');
  assert.equal(posted.length, 3);
});

test('what had to wait leaves when its five seconds are over, and not twice', async () => {
  const { heartbeats, posted, due } = bench([], 1000);
  heartbeats.note('seek');
  await heartbeats.flush();
  heartbeats.note('seek');
  heartbeats.note('stall');
  assert.deepEqual(
    due.map(({ ms }) => ms),
    [4000],
  );
  due.shift()?.run();
  await heartbeats.flush();
  assert.deepEqual(
    posted.map(({ samples }) => samples.length),
    [1, 2],
  );
  heartbeats.note('seek');
  heartbeats.note('pause');
  await heartbeats.flush();
  assert.equal(due.length, 0, 'a pause takes along what waited');
});

test('what the browser does not take when the page is hidden is sent when it comes back', async () => {
  const { heartbeats, posted, beacons, browser } = bench();
  browser.takes = false;
  heartbeats.sample();
  heartbeats.leave();
  assert.deepEqual(beacons, []);
  await heartbeats.flush();
  assert.equal(posted.length, 1);
});
