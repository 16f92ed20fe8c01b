import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { sharedCountersContract } from '../../ports/testing/shared-counters.contract.ts';
import { sessionLeasesContract } from '../../ports/testing/session-leases.contract.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startTestServices } from '../../tests/harness/services.ts';
import { openSharedState, redisVersion } from './redis.ts';

const { urls, closeFirst } = await startTestServices({ after }, { redis: true });
const SHORT_MS = 60;
const open = async (leaseMs?: number) => {
  const shared = openSharedState({
    url: urls.redis,
    logger: silentLogger,
    ...(leaseMs === undefined ? {} : { leaseMs }),
  });
  closeFirst(() => shared.close());
  // It connects in the background, and until then counting is local.
  while (!(await shared.health()).ok) await sleep(5);
  return shared;
};
const [one, other, shortLived] = [await open(), await open(), await open(SHORT_MS)];

sharedCountersContract(
  () => one.counters,
  () => other.counters,
  sleep,
);

sessionLeasesContract(
  () => one.leases,
  () => other.leases,
  { shortLived: () => shortLived.leases, shortMs: SHORT_MS, pass: sleep },
);

test('leases leave nothing behind in Redis once they have ended', async (t) => {
  const redis = new Redis(urls.redis);
  t.after(() => redis.disconnect());
  await redis.del('{watching}:all');
  const titleId = randomUUID();
  for (let n = 0; n < 50; n++) await shortLived.leases.hold({ sessionId: randomUUID(), titleId });
  await shortLived.leases.drop({ sessionId: randomUUID(), titleId });
  const mine = async (): Promise<readonly string[]> =>
    (await redis.keys('{watching}*')).filter((key) => key === '{watching}:all' || key.endsWith(titleId));
  while ((await mine()).length > 0) await sleep(5);
});

test('when Redis forgot all leases nobody says that players are gone before they could renew them', async (t) => {
  const redis = new Redis(urls.redis);
  t.after(() => redis.disconnect());
  const session = { sessionId: randomUUID(), titleId: randomUUID() };
  await redis.del('{watching}:since');
  assert.equal(await one.leases.lapsed([session.sessionId]), undefined);
  assert.equal(await redis.ttl('{watching}:since'), -1);
  const held = { sessionId: randomUUID(), titleId: randomUUID() };
  await one.leases.hold(held);
  assert.deepEqual(await one.leases.lapsed([held.sessionId]), new Set(), 'what is held is known');
  assert.equal(await one.leases.lapsed([held.sessionId, session.sessionId]), undefined);
  await one.leases.drop(held);
  while ((await shortLived.leases.lapsed([session.sessionId])) === undefined) await sleep(5);
  assert.equal(await one.leases.lapsed([session.sessionId]), undefined, 'by the life of its own leases');
});

test('without Redis nothing throws: counters say so, leases are skipped, health shows what to do', async (t) => {
  const away = openSharedState({ url: 'redis://127.0.0.1:1', logger: silentLogger });
  t.after(() => away.close());
  assert.equal(await away.counters.addMany([['a', 1]], 1000), undefined);
  await away.leases.hold({ sessionId: 's', titleId: 't' });
  await away.leases.drop({ sessionId: 's', titleId: 't' });
  assert.equal(await away.leases.count(['t']), undefined, 'not the same as nobody');
  assert.equal(await away.leases.lapsed(['s']), undefined, 'not the same as gone');
  const { ok, detail } = await away.health();
  assert.equal(ok, false);
  assert.match(detail, /Start Redis or correct REPRISE_REDIS_URL/);
});

test('a server reports its version', async () => {
  assert.match(await redisVersion(urls.redis), /^\d+\.\d+/);
});
