import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { asker, pick, startTestGateway } from '../testing/start.ts';
import { billingOf } from '../testing/billing.ts';

const QUERY = `{ plans { id name interval { unit count } trialDays includes price { id amount { minor currency } taxIncluded }
  priceToCome { amount { minor } } lowestPrice { minor } } }`;
const DAY_MS = 86_400_000;
const staff = { kind: 'staff', id: 'operator' } as const;

/** A gateway whose clock a test moves, and what the people who set prices do. */
async function shop(
  t: Parameters<typeof startTestGateway>[0],
  given: { readonly payments?: boolean; readonly homeTerritory?: string } = {},
) {
  const clock = { nowMs: Date.parse('2026-03-01T00:00:00Z') };
  const gateway = await startTestGateway(t, {
    now: () => clock.nowMs,
    ...(given.payments === false ? {} : { payments: createMemoryPayments() }),
    ...(given.homeTerritory === undefined ? {} : { homeTerritory: given.homeTerritory }),
  });
  Object.assign(gateway.queries, billingOf(gateway.log));
  const execute = executeOn(gateway.log);
  const say = async (type: string, data: { readonly planId: string } & Record<string, unknown>) => {
    const command = { type, data, at: new Date(clock.nowMs).toISOString() };
    const correlationId = randomUUID();
    const outcome = await execute({
      streamId: data.planId,
      commandId: randomUUID(),
      command,
      actor: staff,
      correlationId,
    });
    assert.equal(
      outcome.kind,
      'committed',
      JSON.stringify(outcome, (_, value) => String(value)),
    );
  };
  const features = { streams: 2, maxHeight: 1080, ads: false, downloads: true, tags: [] };
  const define = async (name: string, planId = randomUUID()) => {
    await say('DefinePlan', {
      planId,
      name,
      description: null,
      interval: { unit: 'month', count: 1 },
      trialDays: 14,
      features,
    });
    return planId;
  };
  const price = async (planId: string, amountMinor: number, inDays = 0, territory: string | null = null) => {
    const from = new Date(clock.nowMs + inDays * DAY_MS).toISOString();
    const of = { priceId: randomUUID(), territory, currency: 'EUR', amountMinor, taxIncluded: true, noticeDays: 30 };
    await say('SetPlanPrice', { planId, ...of, from });
  };
  return { ...gateway, ask: asker(gateway.url), clock, define, price, say };
}

test('a viewer sees what is sold where they are, with its price, the next one, and the lowest one before a reduction', async (t) => {
  const { ask, clock, define, price } = await shop(t);
  const planId = await define('Whole');
  await define('Without a price');
  await price(planId, 1000);
  await price(planId, 700, 10);
  await price(planId, 1200, 60);
  const plans = async () => pick(await ask(QUERY), 'plans') as readonly Record<string, unknown>[];
  const [first, ...rest] = await plans();
  assert.equal(rest.length, 0, 'what has no price is not sold');
  assert.deepEqual(first?.['interval'], { unit: 'MONTH', count: 1 });
  assert.deepEqual(first?.['includes'], [
    'All films',
    '2 devices at a time',
    'Picture up to 1080p',
    'No advertisements',
    'Films to keep on a device',
  ]);
  const shown = ({ price: now, priceToCome, lowestPrice }: Record<string, unknown> = {}) => [
    (now as { amount: { minor: number } }).amount.minor,
    (priceToCome as { amount: { minor: number } } | null)?.amount.minor,
    (lowestPrice as { minor: number } | null)?.minor,
  ];
  assert.deepEqual(shown(first), [1000, 700, undefined]);
  clock.nowMs += 11 * DAY_MS;
  assert.deepEqual(shown((await plans())[0]), [700, 1200, 1000]);
  clock.nowMs += 31 * DAY_MS;
  assert.deepEqual(shown((await plans())[0]), [700, 1200, undefined], 'a price that fell long ago is the price');
});

test('where somebody is the server says, and a retired plan is not sold', async (t) => {
  for (const [homeTerritory, expected] of [
    ['FR', ['There']],
    ['DE', []],
  ] as const) {
    const { ask, define, price, say } = await shop(t, { homeTerritory });
    const [there, gone] = [await define('There'), await define('Gone')];
    await price(there, 500, 0, 'FR');
    await price(gone, 500);
    await say('RetirePlan', { planId: gone });
    const plans = pick(await ask(QUERY, {}, { headers: { 'x-territory': 'FR', 'cf-ipcountry': 'FR' } }), 'plans');
    assert.deepEqual(
      (plans as { name: string }[]).map(({ name }) => name),
      expected,
    );
  }
});

test('where nobody takes money, nothing is sold', async (t) => {
  const { ask, define, price } = await shop(t, { payments: false });
  await price(await define('Whole'), 500);
  assert.deepEqual(pick(await ask(QUERY), 'plans'), []);
});
