import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceName } from './device-name.ts';
import { judgePassword } from './password-judge.ts';
import { hashOf, inTurn, isPassword, TooManyAtOnce } from './passwords.ts';

test('a password is known by its hash, however the keyboard put its letters together', async () => {
  const hash = await hashOf('Grüße aus Köln 7');
  assert.match(hash, /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  assert.equal(await isPassword(hash, 'Gru\u0308ße aus Ko\u0308ln 7'), true);
  assert.equal(await isPassword(hash, 'grüße aus köln 7'), false);
  assert.equal(await isPassword(undefined, 'Grüße aus Köln 7'), false);
  assert.equal(await isPassword(hash, 'x'.repeat(1_000_000)), false);
});

test('so many passwords are worked on at once, so many wait, and the rest is told to come again', async () => {
  const turns = inTurn({ atOnce: 2, waiting: 3 });
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  const all = await Promise.allSettled(Array.from({ length: 9 }, () => turns(work)));
  assert.equal(most, 2);
  assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 5);
  assert.ok(all.every((each) => each.status === 'fulfilled' || each.reason instanceof TooManyAtOnce));
  await assert.rejects(
    turns(() => Promise.reject(new Error('bad'))),
    /bad/,
  );
  await turns(work);
});

test('whoever waits for too long is told to come again, and holds up nobody after that', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const turns = inTurn({ atOnce: 1, waiting: 8, patienceMs: 4000 });
  const slow = Promise.withResolvers<void>();
  const first = turns(() => slow.promise);
  const waits = [turns(async () => 'early', 'mara'), turns(async () => 'early', 'eve')];
  t.mock.timers.tick(3000);
  const late = turns(async () => 'late', 'mara');
  t.mock.timers.tick(1000);
  for (const wait of waits) await assert.rejects(wait, TooManyAtOnce);
  slow.resolve();
  await first;
  assert.equal(await late, 'late');
  t.mock.timers.tick(10_000);
  assert.equal(await turns(async () => 'next'), 'next');
});

test('who asks very often fills the queue for nobody else, and the others are served in between', async () => {
  const turns = inTurn({ atOnce: 1, waiting: 8, share: 4 });
  const order: string[] = [];
  const ask = (by: string) =>
    turns(async () => {
      order.push(by);
      await new Promise((resolve) => setImmediate(resolve));
    }, by);
  const flood = Array.from({ length: 20 }, () => ask('flood'));
  const others = [ask('mara'), ask('eve'), ask('mara')];
  const refused = (await Promise.allSettled(flood)).filter(({ status }) => status === 'rejected').length;
  await Promise.all(others);
  assert.equal(refused, 15);
  assert.deepEqual(order, ['flood', 'flood', 'mara', 'eve', 'flood', 'mara', 'flood', 'flood']);
});

test('pass phrases and what managers make are taken; what is guessed first is not, whatever signs it has', async () => {
  for (const good of [
    'correct horse battery staple',
    'wK#9v!tQz2Lm',
    'Дом у моря 1987 лето',
    '雨の日は映画を見る夜だ',
    'x7'.repeat(3) + 'qPz!vm'.repeat(40),
  ])
    assert.equal((await judgePassword(good, [])).enough, true, good);
  for (const bad of [
    'password',
    'P@ssw0rd1!',
    'qwertzuiop',
    '12345678',
    'aaaaaaaaaaaa',
    'short',
    '',
    'x'.repeat(257),
    'mara.lind',
  ])
    assert.ok((await judgePassword(bad, ['mara.lind@example.org'])).advice.length > 0, bad);
});

test('judging takes no longer for a long password', async () => {
  await judgePassword('to load the dictionaries', []);
  for (const bad of ['4@8($5!1|07+2'.repeat(19), '@$!0'.repeat(64), 'p4ssw0rd'.repeat(32)]) {
    const started = performance.now();
    await judgePassword(
      bad,
      Array.from({ length: 1000 }, () => 'hint'.repeat(1000)),
    );
    assert.ok(performance.now() - started < 1500, `${bad.slice(0, 20)} ${performance.now() - started}`);
  }
});

test('a device is called by its browser and system, never by what its header says', () => {
  for (const [agent, name] of [
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
      'Chrome on Linux',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari on iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on macOS'],
    ['<script>alert(1)</script>', 'An app'],
    ['', 'An app'],
  ] as const)
    assert.equal(deviceName(agent), name);
});
