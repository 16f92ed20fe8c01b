import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import type { PlanRow } from '../../projections/billing/plans.rows.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { Outage } from '../../ports/outage.ts';
import { signedInAccount } from '../testing/account.ts';
import { grantRow, storedWindow, titleRow } from '../testing/fakes.ts';
import { withPackage } from '../testing/package.ts';
import { pick } from '../testing/start.ts';

const PLAY = `mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on PlaybackStarted { hlsUrl }
  ... on Refusal { code message } ... on PlaybackRefused { reason allReasons opensAt offers { ... on PlanOffer { name trialDays price { minor currency } interval { unit count } } } } } }`;

/** A film that takes a plan, and somebody with an account. */
async function withPlanFilm(t: TestContext, windows = [storedWindow({ model: 'SVOD' })]) {
  const started = await withPackage(t, { now: Date.now() }, { payments: createMemoryPayments() });
  const { rows, ask, title, url, signals, clock } = started;
  rows.titles[0] = titleRow({ ...title, windows, rightsRevision: '0' });
  const mara = await signedInAccount(started);
  const play = async (headers: Record<string, string> = mara.headers) => {
    const answer = await ask(PLAY, { c: randomUUID(), id: title.titleId }, { headers });
    assert.deepEqual(answer.errors, []);
    return pick(answer, 'startPlayback') as Record<string, unknown>;
  };
  const changed = async (...grants: readonly Parameters<typeof grantRow>[0][]) => {
    rows.grants.splice(
      0,
      rows.grants.length,
      ...grants.map((each) => grantRow({ accountId: mara.accountId, ...each })),
    );
    signals.publish(`read.grants.${mara.accountId}`, {});
    await signals.delivered();
  };
  const segment = async (hlsUrl: unknown) => (await fetch(new URL('v360/1.m4s', new URL(String(hlsUrl), url)))).status;
  const ago = (ms: number): string => new Date(clock.now - ms).toISOString();
  return { ...started, mara, play, changed, segment, ago };
}

test('a plan film plays for who has the plan, and stops when they have it no more', async (t) => {
  const { play, changed, segment, clock, ago } = await withPlanFilm(t);
  const refused = await play();
  assert.equal(refused['reason'], 'PLAN_REQUIRED');
  assert.equal(
    refused['message'],
    'To watch this film takes a plan that it is in.',
    'it names no way that there is not',
  );
  const until = ago(-60_000);
  await changed({ until });
  const { hlsUrl } = await play();
  assert.equal(await segment(hlsUrl), 200);
  assert.equal((await play({}))['reason'], 'PLAN_REQUIRED', 'nobody else has it');
  await changed({ status: 'suspended', until: ago(1) });
  assert.equal(await segment(hlsUrl), 403, 'the feed says so');
  await changed({ until });
  assert.equal(await segment(hlsUrl), 200);
  clock.now = Date.parse(until);
  assert.equal(await segment(hlsUrl), 403, 'to the millisecond, and no event says so');
});

test('a refusal names what is missing, and what it costs', async (t) => {
  const { play, changed, queries, ago, title, mara } = await withPlanFilm(t, [
    storedWindow({ model: 'SVOD' }),
    storedWindow({ model: 'RENT' }),
  ]);
  const plan: PlanRow = {
    ...{ planId: randomUUID(), name: 'Whole', description: null, interval: { unit: 'month', count: 1 }, trialDays: 14 },
    ...{ features: { ...grantRow().features, tags: [] } as PlanRow['features'], retired: false, position: 1n },
  };
  const price = { priceId: randomUUID(), territory: null, currency: 'EUR', amountMinor: 999, taxIncluded: true };
  const now = { ...price, from: ago(1000), noticeDays: 30 };
  queries.plans.all = async () => [
    plan,
    { ...plan, planId: randomUUID(), features: { ...plan.features, tags: ['sport'] } },
  ];
  queries.plans.offers = async (ids) => new Map(ids.map((id) => [id, { now, toCome: [], lowestOfThirtyDays: 999 }]));
  const offers = [
    { name: 'Whole', trialDays: 14, price: { minor: 999, currency: 'EUR' }, interval: { unit: 'MONTH', count: 1 } },
  ];
  const { message: _, ...none } = await play();
  assert.deepEqual(none, {
    ...{ __typename: 'PlaybackRefused', code: 'playback.plan-required', reason: 'PLAN_REQUIRED' },
    ...{ allReasons: ['PLAN_REQUIRED'], opensAt: null, offers },
  });
  await changed({ status: 'suspended', until: ago(1) });
  const due = await play();
  assert.deepEqual([due['code'], due['offers']], ['playback.payment-due', []]);
  await changed({ kind: 'rental', titleId: title.titleId, features: null, until: ago(1) });
  assert.equal((await play())['reason'], 'RENTAL_EXPIRED');
  await changed({ accountId: randomUUID() });
  assert.equal((await play())['reason'], 'PLAN_REQUIRED', `what others have does not count for ${mara.accountId}`);
});

test('who paid is told when a film is not shown any more; nobody else learns that it is there', async (t) => {
  const opens = '2099-01-01T00:00:00.000Z';
  const { play, changed, title, ago } = await withPlanFilm(t, [
    storedWindow({ model: 'RENT', end: '2021-01-01T00:00:00.000Z' }),
    storedWindow({ model: 'SVOD', start: opens }),
  ]);
  assert.equal((await play())['__typename'], 'NotFound');
  await changed({ kind: 'rental', titleId: title.titleId, features: null, until: ago(-1) });
  const told = await play();
  assert.deepEqual([told['reason'], told['opensAt']], ['OUTSIDE_WINDOW', opens]);
});

test('what was bought plays when it is not sold any more', async (t) => {
  const { play, changed, title, segment } = await withPlanFilm(t, [
    storedWindow({ model: 'BUY', end: '2021-01-01T00:00:00.000Z' }),
  ]);
  await changed({ kind: 'purchase', titleId: title.titleId, features: null });
  assert.equal(await segment((await play())['hlsUrl']), 200);
});

test('a film plays by a plan for its tag, and stops when the tag is taken from it', async (t) => {
  const { play, changed, segment, rows, title, signals, ask, log } = await withPlanFilm(t);
  const features = { streams: 2, maxHeight: null, ads: false, downloads: false, tags: ['Sport'] };
  await changed({ features });
  assert.equal((await play())['reason'], 'PLAN_REQUIRED', 'it has no tag');
  const [row] = rows.titles;
  assert.ok(row !== undefined);
  const tag = async (...tags: string[]) => {
    rows.titles[0] = { ...row, tags };
    signals.publish(`read.titles.${title.titleId}`, {});
    await signals.delivered();
  };
  await tag('crime', 'sport');
  const { hlsUrl } = await play();
  assert.equal(await segment(hlsUrl), 200);
  await tag('crime');
  assert.equal(await segment(hlsUrl), 403);
  const answer = await ask(
    'mutation T($c: ID!, $id: ID!) { tagTitle(commandId: $c, titleId: $id, tags: ["Sport"]) { __typename ... on Refusal { code } } }',
    { c: randomUUID(), id: title.titleId },
  );
  assert.equal(pick(answer, 'tagTitle.code'), 'caller.not-operator');
  assert.equal(log.events.filter(({ type }) => type === 'catalog.TitleTagged').length, 0);
});

test('while nobody can say what was paid for, who paid goes on watching', async (t) => {
  const { play, changed, segment, queries } = await withPlanFilm(t);
  await changed({});
  const { hlsUrl } = await play();
  queries.grants.ofAccount = () => Promise.reject(new Outage('The database is away.'));
  assert.equal(await segment(hlsUrl), 200);
});

test('a device that was signed out starts nothing, however long its access token lives', async (t) => {
  const { play, changed, mara, log, signals } = await withPlanFilm(t);
  await changed({});
  assert.equal((await play())['__typename'], 'PlaybackStarted');
  const { accountId, signInId } = mara;
  const commandId = randomUUID();
  const outcome = await executeOn(log)({
    streamId: signInId,
    commandId,
    correlationId: commandId,
    actor: { kind: 'viewer', id: accountId, account: accountId, device: signInId },
    command: {
      type: 'SignOut',
      data: { accountId, signInId, reason: 'elsewhere' },
      at: new Date().toISOString(),
    },
  });
  assert.equal(outcome.kind, 'committed');
  signals.publish(`read.sign_ins.${signInId}`, {});
  assert.equal((await play())['code'], 'playback.signed-out');
});
