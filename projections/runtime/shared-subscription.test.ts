import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '../../schemas/language.ts';
import { LogUnavailable } from '../../ports/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { tallyProjection } from '../testing/tally.projection.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { countForeignEvents } from './language.ts';
import { createSharedSubscription } from './shared-subscription.ts';

test(
  'who waits for the subscription while the log is away joins it when the log is back',
  { timeout: 10_000 },
  async (t) => {
    const log = createMemoryLog();
    const stopping = new AbortController();
    let looks = 0;
    const away = {
      ...log,
      head: async (): Promise<bigint> => {
        looks += 1;
        if (looks < 3) throw new LogUnavailable('away');
        return log.head();
      },
    };
    const subscription = createSharedSubscription({
      language,
      log: away,
      logger: silentLogger,
      signal: stopping.signal,
      foreign: countForeignEvents(),
      capacity: 10,
    });
    const joining = subscription.join(tallyProjection);
    const running = subscription.run();
    t.after(async () => {
      stopping.abort();
      await running;
    });
    assert.equal((await joining)?.from, 0n);
    assert.equal(looks, 3);
  },
);

test('who waits for a subscription that is stopped is let go', { timeout: 10_000 }, async () => {
  const stopping = new AbortController();
  const subscription = createSharedSubscription({
    language,
    log: createMemoryLog(),
    foreign: countForeignEvents(),
    logger: silentLogger,
    signal: stopping.signal,
    capacity: 10,
  });
  const joining = subscription.join(tallyProjection);
  stopping.abort();
  assert.equal(await joining, undefined);
});
