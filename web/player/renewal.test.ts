import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRenewal, type RenewalAnswer } from './renewal.ts';

const MINUTE = 60_000;
const tokens = (n: number) => ({ dashUrl: `/v/t${n}/p/a.mpd`, sessionToken: `s${n}`, renewAfterSeconds: 600 });

/** A renewal on a clock that the test moves, and how often it asked. */
function renewing(answer: (n: number) => RenewalAnswer<string> = (n) => ({ kind: 'renewed', tokens: tokens(n) })) {
  const clock = { now: Date.parse('2026-06-01T12:00:00Z') };
  const asked: string[] = [];
  const refused: string[] = [];
  const ask = async (token: string) => answer(asked.push(token));
  const renewal = createRenewal(
    tokens(0),
    ask,
    (refusal) => refused.push(refusal),
    () => clock.now,
  );
  return { renewal, clock, asked, refused };
}

test('a film of four hours is asked for with tokens that hold, and nothing waits for them', async () => {
  const { renewal, clock, asked } = renewing();
  const begin = clock.now;
  const givenAt = [0];
  for (let minutes = 0; minutes < 240; minutes += 1) {
    const uri = await renewal.freshen('https://films.example/v/t0/p/v360/1.m4s');
    const signature = Number(/\/v\/t(\d+)\//.exec(uri)?.[1]);
    givenAt[asked.length] ??= (clock.now - begin) / MINUTE;
    assert.ok(minutes - (givenAt[signature] ?? 0) <= 12, `t${signature} at minute ${minutes}, and tokens hold 15`);
    clock.now += MINUTE;
  }
  assert.ok(asked.length >= 20 && asked.length <= 24, `asked ${asked.length} times`);
  assert.deepEqual(asked.slice(0, 2), ['s0', 's1'], 'each time with the newest');
});

test('after a night the first request waits for new tokens, also where the clock was set back', async () => {
  for (const jump of [9 * 3600_000, -3600_000]) {
    const { renewal, clock } = renewing();
    clock.now += jump;
    assert.equal(await renewal.freshen('/v/t0/p/1.m4s'), '/v/t1/p/1.m4s');
    assert.equal(renewal.sessionToken(), 's1');
  }
});

test('many requests ask once, and what is not signed stays as it is', async () => {
  const { renewal, clock, asked } = renewing();
  clock.now += 3600_000;
  await Promise.all(Array.from({ length: 20 }, () => renewal.freshen('/v/t0/p/1.m4s')));
  assert.equal(asked.length, 1);
  assert.equal(
    await renewal.freshen('https://elsewhere.example/film/v/x.m4s'),
    'https://elsewhere.example/film/v/x.m4s',
  );
});

test('while nobody answers it goes on with what it has and asks again after a while; a refusal is told once', async () => {
  let answer: RenewalAnswer<string> = { kind: 'later' };
  const { renewal, clock, asked, refused } = renewing(() => answer);
  clock.now += 11 * MINUTE;
  assert.equal(await renewal.freshen('/v/t0/p/1.m4s'), '/v/t0/p/1.m4s');
  await renewal.freshen('/v/t0/p/2.m4s');
  assert.equal(asked.length, 1);
  clock.now += 5000;
  answer = { kind: 'refused', refusal: 'stream.stopped' };
  await renewal.freshen('/v/t0/p/3.m4s');
  assert.equal(await renewal.now(), false);
  assert.equal(await renewal.now(), false);
  assert.deepEqual([asked.length, refused], [2, ['stream.stopped']]);
});
