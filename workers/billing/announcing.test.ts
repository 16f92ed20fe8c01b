import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { announcingProcess } from '../../domain/billing/announcing.process.ts';
import { anyProcess } from '../../domain/kernel/context.ts';
import type { PlanSubscriber, PlanSubscribers } from '../../ports/plan-subscribers.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { dyingLog, Killed, runThrough } from '../testing/step-by-step.ts';
import { findSubscribers } from './find-subscribers.job.ts';

const planId = randomUUID();
const [before, after] = [randomUUID(), randomUUID()];
const terms = { priceId: before, territory: null, currency: 'EUR', amountMinor: 500, taxIncluded: true };

/** Two on a page, so that five need three jobs. */
const pagesOf = (all: readonly PlanSubscriber[]): PlanSubscribers => ({
  count: async () => all.length,
  page: async (_plan, from) => {
    const at = from === null ? 0 : Number(from);
    return { rows: all.slice(at, at + 2), next: at + 2 < all.length ? String(at + 2) : null };
  },
});

async function announced(subscribers: readonly PlanSubscriber[], dies = 0, when: 'before' | 'after' = 'before') {
  const log = createMemoryLog();
  const execute = executeOn(log);
  const say = (type: string, streamId: string, data: object, actor: 'staff' | 'viewer' = 'staff') =>
    execute({
      ...{ streamId, commandId: randomUUID(), correlationId: randomUUID() },
      command: { type, data, at: new Date().toISOString() },
      actor:
        actor === 'staff'
          ? { kind: 'staff', id: 'operator' }
          : { kind: 'viewer', id: randomUUID(), account: String((data as { accountId?: string }).accountId) },
    });
  const features = { streams: 1, maxHeight: null, ads: false, downloads: false, tags: [] };
  const interval = { unit: 'month', count: 1 };
  await say('DefinePlan', planId, { planId, name: 'Whole', description: null, interval, trialDays: 7, features });
  const price = { planId, territory: null, currency: 'EUR', taxIncluded: true, noticeDays: 30 };
  await say('SetPlanPrice', planId, { ...price, priceId: before, amountMinor: 500, from: null });
  const from = new Date(Date.now() + 40 * 86_400_000).toISOString();
  await say('SetPlanPrice', planId, { ...price, priceId: after, amountMinor: 700, from });
  for (const { subscriptionId } of subscribers) {
    const data = { subscriptionId, accountId: randomUUID(), country: null, previousId: null, trialDays: 7 };
    await say(
      'StartTrial',
      subscriptionId,
      { ...data, terms: { ...terms, planId, planName: 'Whole', interval } },
      'viewer',
    );
  }
  await say('AnnouncePlanPrice', planId, { planId, priceId: after, announcementId: randomUUID() });
  const running = {
    processes: [anyProcess(announcingProcess)],
    jobs: [{ ...findSubscribers, tools: { subscribers: pagesOf(subscribers) } }] as never,
  };
  if (dies > 0)
    await runThrough(log, dyingLog(log, dies, when), running).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
  await runThrough(log, log, running);
  const of = (type: string) => log.events.filter((event) => event.type === `billing.${type}`);
  return { of, say, log, running };
}

const one = (changes: object = {}, leaves = false): PlanSubscriber => ({
  subscriptionId: randomUUID(),
  terms: { ...terms, ...changes },
  leaves,
});

test('everybody who pays less is told once, page by page, and nobody else', async () => {
  const told = [one(), one(), one()];
  const { of, say, log, running } = await announced([
    ...told.slice(0, 1),
    one({ territory: 'DE' }),
    one({ amountMinor: 700 }),
    ...told.slice(1),
    one({}, true),
    one({ priceId: after, amountMinor: 700 }),
  ]);
  const ids = () => of('PriceChangeAnnounced').map(({ data }) => (data as { subscriptionId: string }).subscriptionId);
  assert.deepEqual(
    ids(),
    told.map(({ subscriptionId }) => subscriptionId),
  );
  const steps = of('PriceAnnouncementAdvanced').map(({ data }) => data as Record<string, unknown>);
  assert.deepEqual(
    steps.map((step) => [step['told'], step['skipped'], step['total'], step['done']]),
    [
      [1, 1, 7, false],
      [2, 2, 7, false],
      [3, 3, 7, false],
      [3, 4, 7, true],
    ],
  );
  await say('AnnouncePlanPrice', planId, { planId, priceId: after, announcementId: randomUUID() });
  await runThrough(log, log, running);
  assert.equal(ids().length, 3, 'who was told is not told again');
  assert.equal(of('PriceAnnouncementAdvanced').length, 8);
});

test('whoever dies in between goes on: nobody is told twice or left out', async () => {
  for (const when of ['before', 'after'] as const)
    for (let nth = 1; nth < 40; nth += 1) {
      const { of } = await announced([one(), one(), one()], nth, when);
      assert.equal(of('PriceChangeAnnounced').length, 3, `${when} ${nth}`);
      const last = of('PriceAnnouncementAdvanced').map(({ data }) => data as Record<string, unknown>);
      assert.deepEqual([last.length, last.at(-1)?.['told'], last.at(-1)?.['done']], [2, 3, true], `${when} ${nth}`);
    }
});
