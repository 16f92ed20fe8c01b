import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sharedCountersContract } from '../../ports/testing/shared-counters.contract.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startTestServices } from '../../tests/harness/services.ts';
import { openSharedState, redisVersion } from './redis.ts';

const { urls, closeFirst } = await startTestServices({ after }, { redis: true });
const open = async () => {
  const shared = openSharedState({ url: urls.redis, logger: silentLogger });
  closeFirst(() => shared.close());
  // It connects in the background, and until then counting is local.
  while (!(await shared.health()).ok) await sleep(5);
  return shared;
};
const [one, other] = [await open(), await open()];

sharedCountersContract(
  () => one.counters,
  () => other.counters,
  sleep,
);

test('without Redis nothing throws: counters say so, leases are skipped, health tells what to do', async (t) => {
  const away = openSharedState({ url: 'redis://127.0.0.1:1', logger: silentLogger });
  t.after(() => away.close());
  assert.equal(await away.counters.addMany([['a', 1]], 1000), undefined);
  away.leases.hold('s', 'p');
  away.leases.drop('s');
  const { ok, detail } = await away.health();
  assert.equal(ok, false);
  assert.match(detail, /Start Redis or correct REPRISE_REDIS_URL/);
});

test('a server tells its version', async () => {
  assert.match(await redisVersion(urls.redis), /^\d+\.\d+/);
});
