import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { signedInAccount } from '../testing/account.ts';
import { storedWindow, titleRow } from '../testing/fakes.ts';
import { OPERATOR_TOKEN, pick, startTestGateway } from '../testing/start.ts';

const staff = { authorization: `Bearer ${OPERATOR_TOKEN}` };
const OFFERS = `query ($id: ID!) { title(id: $id) { offers { model priceId price { minor currency } lowestPrice { minor } startWithinDays }
  purchase { id status model } } }`;
const RESULT =
  '{ __typename ... on PurchaseAsked { purchaseId } ... on AlreadyYours { purchaseId } ... on Refusal { code } }';
const RENT = `mutation ($c: ID!, $t: ID!, $p: ID!) { it: rentTitle(commandId: $c, titleId: $t, priceId: $p) ${RESULT} }`;
const REFUND = `mutation ($c: ID!, $p: ID!) { it: refundPurchase(commandId: $c, purchaseId: $p, why: "The wrong film")
  { __typename ... on Refusal { code } } }`;

/** A shop with one film, which can be rented for 3.99 and is bought in no way. */
async function shop(
  t: Parameters<typeof startTestGateway>[0],
  models: readonly ('RENT' | 'BUY' | 'FREE' | 'SVOD')[] = ['RENT'],
) {
  const title = titleRow({
    status: 'published',
    packageId: randomUUID(),
    windows: models.map((model) => storedWindow({ model })),
    rightsRevision: '0',
  });
  const gateway = await startTestGateway(t, { payments: createMemoryPayments(), rows: { titles: [title] } });
  const { titleId } = title;
  const priceId = randomUUID();
  const price = { model: 'RENT', territory: null, amountMinor: 399, currency: 'EUR', taxIncluded: true };
  const set = (changes: object = {}, id = priceId, headers: Record<string, string> = staff) =>
    gateway.ask(
      `mutation ($c: ID!, $t: ID!, $p: ID!, $price: TitlePriceInput!) { it: setTitlePrice(commandId: $c, titleId: $t, priceId: $p, price: $price)
        { __typename ... on Refusal { code } } }`,
      { c: randomUUID(), t: titleId, p: id, price: { ...price, ...changes } },
      { headers },
    );
  assert.equal(pick(await set(), 'it.__typename'), 'TitlePricesChanged');
  const rent = (headers: Record<string, string>, p = priceId, c: string = randomUUID()) =>
    gateway.ask(RENT, { c, t: titleId, p }, { headers });
  const pay = async (purchaseId: string) => {
    const outcome = await executeOn(gateway.log)({
      streamId: purchaseId,
      commandId: randomUUID(),
      correlationId: purchaseId,
      actor: { kind: 'process', id: 'purchasing' },
      command: {
        type: 'RecordPurchasePaid',
        data: { purchaseId, invoiceId: purchaseId, amountMinor: 399 },
        at: new Date().toISOString(),
      },
    });
    assert.equal(outcome.kind, 'committed');
  };
  const offers = async (headers: Record<string, string> = {}) =>
    pick(await gateway.ask(OFFERS, { id: titleId }, { headers }), 'title');
  return { ...gateway, titleId, priceId, set, rent, pay, offers };
}

test('a film is offered where a window opens it for what is paid, and nowhere else', async (t) => {
  const { offers } = await shop(t);
  const shown = (await offers()) as { offers: Record<string, unknown>[] };
  assert.deepEqual(
    shown.offers.map(({ model, price, startWithinDays }) => ({ model, price, startWithinDays })),
    [{ model: 'RENT', price: { minor: 399, currency: 'EUR' }, startWithinDays: 30 }],
  );
  for (const models of [['BUY'], ['SVOD'], ['RENT', 'FREE'], []] as const)
    assert.deepEqual(pick({ data: await (await shop(t, models)).offers() } as never, 'offers'), [], models.join());
});

test('it is rented at the price that was seen, once, and is given back to nobody else', async (t) => {
  const world = await shop(t);
  const { rent, offers, pay, priceId, ask, log } = world;
  const [mara, eve] = [await signedInAccount(world), await signedInAccount(world)];
  assert.equal(pick(await rent({}), 'it.code'), 'account.signed-out');
  assert.equal(pick(await rent(mara.headers, randomUUID()), 'it.code'), 'price.changed');
  const both = await Promise.all([rent(mara.headers), rent(mara.headers)]);
  assert.deepEqual(
    both.map((answer) => String(pick(answer, 'it.__typename'))).toSorted((a, b) => (a < b ? -1 : 1)),
    ['AlreadyYours', 'PurchaseAsked'],
  );
  const purchaseId = String(pick(both[0], 'it.purchaseId'));
  assert.equal(pick(both[1], 'it.purchaseId'), purchaseId);
  assert.equal(pick({ data: await offers(mara.headers) } as never, 'purchase.status'), 'PAYING');
  assert.equal(pick({ data: await offers(eve.headers) } as never, 'purchase'), null);
  await pay(purchaseId);
  assert.equal(pick({ data: await offers(mara.headers) } as never, 'purchase.status'), 'YOURS');
  assert.equal(pick(await rent(mara.headers, priceId), 'it.__typename'), 'AlreadyYours');
  const mine = (headers: Record<string, string>) =>
    ask('{ myPurchases { edges { node { id status refundableUntil } } } }', {}, { headers });
  assert.equal(pick(await mine(mara.headers), 'myPurchases.edges.0.node.id'), purchaseId);
  assert.deepEqual(pick(await mine(eve.headers), 'myPurchases.edges'), []);
  const before = log.events.length;
  const give = (headers: Record<string, string>, p = purchaseId) => ask(REFUND, { c: randomUUID(), p }, { headers });
  assert.deepEqual(
    [pick(await give(eve.headers), 'it'), pick(await give(eve.headers, randomUUID()), 'it')],
    [
      { __typename: 'NotFound', code: 'purchase.unknown' },
      { __typename: 'NotFound', code: 'purchase.unknown' },
    ],
  );
  assert.equal(log.events.length, before);
  assert.equal(pick(await give(mara.headers), 'it.__typename'), 'PurchaseChanged');
  assert.equal(log.events.at(-1)?.type, 'billing.PurchaseRefundAsked');
});

test('each purchase has refunds of its own, whatever command id is said', async (t) => {
  const world = await shop(t);
  const { rent, pay, ask, log } = world;
  const c = randomUUID();
  for (const person of [await signedInAccount(world), await signedInAccount(world)]) {
    const p = String(pick(await rent(person.headers), 'it.purchaseId'));
    await pay(p);
    assert.equal(pick(await ask(REFUND, { c, p }, { headers: person.headers }), 'it.__typename'), 'PurchaseChanged');
  }
  const asked = log.events.filter(({ type }) => type === 'billing.PurchaseRefundAsked').map(({ data }) => data);
  assert.equal(new Set(asked.map((data) => (data as { refundId: string }).refundId)).size, 2);
});

test('prices are set by whoever may, for titles that there are, in amounts that can be charged', async (t) => {
  const world = await shop(t);
  const [publisher, support] = [
    await signedInAccount(world, { roles: ['publisher'] }),
    await signedInAccount(world, { roles: ['support'] }),
  ];
  const soon = new Date(Date.now() + 86_400_000).toISOString();
  assert.equal(
    pick(await world.set({ from: soon }, randomUUID(), publisher.headers), 'it.__typename'),
    'TitlePricesChanged',
  );
  assert.equal(pick(await world.set({}, randomUUID(), support.headers), 'it.__typename'), 'NotAllowed');
  const bad = async (changes: object) => {
    const answer = await world.set({ from: soon, ...changes }, randomUUID());
    return pick(answer, 'it.code') ?? answer.errors[0]?.extensions.code;
  };
  assert.equal(await bad({ amountMinor: -1 }), 'input.invalid');
  assert.equal(await bad({ amountMinor: 7 }), 'price.too-small');
  assert.equal(await bad({ amountMinor: 2 ** 31 }), 'BAD_REQUEST');
  assert.equal(await bad({ currency: 'eur' }), 'input.invalid');
  assert.equal(await bad({ currency: 'XXX' }), 'price.currency');
  assert.equal(await bad({ territory: 'Germany' }), 'input.invalid');
  assert.equal(await bad({ territory: 'XX' }), 'price.territory');
  assert.equal(await bad({ from: '2020-01-01T00:00:00.000Z' }), 'price.in-the-past');
});

test('what was watched counts, also where the film was begun again', async (t) => {
  const world = await shop(t);
  const { rent, pay, ask, log, queries, titleId } = world;
  const mara = await signedInAccount(world);
  const purchaseId = String(pick(await rent(mara.headers), 'it.purchaseId'));
  await pay(purchaseId);
  const sessionId = randomUUID();
  const profileId = randomUUID();
  const who = { sessionId, titleId, profileId };
  const execute = executeOn(log);
  const say = (type: string, data: object, actor: object) =>
    execute({
      streamId: sessionId,
      commandId: randomUUID(),
      correlationId: sessionId,
      actor: actor as never,
      command: { type, data: { ...who, ...data }, at: new Date().toISOString() },
    });
  const start = { packageId: randomUUID(), durationMs: 60_000, startPositionMs: 0 };
  assert.equal((await say('StartPlayback', start, { kind: 'viewer', id: profileId })).kind, 'committed');
  const now = new Date().toISOString();
  const figures = {
    ...{ definition: 1, startedAt: now, endedAt: now, outcome: 'quit', failureCode: null, began: true },
    ...{ durationMs: 60_000, furthestMs: 6_000, lastMs: 0, watchedMs: 6_000, coveredMs: 6_000 },
    watched: [{ fromMs: 0, toMs: 6_000 }],
    ...{ startDelayMs: null, stalls: 0, stalledMs: 0, droppedFrames: 0, switches: 0, averageKbps: null, bytes: null },
    ...{ heartbeats: 1, missing: 0, requests: 0, starved: 0, clockAheadMs: null },
  };
  const summarised = await say('SummarisePlayback', figures, { kind: 'process', id: 'closing' });
  assert.equal(
    summarised.kind,
    'committed',
    JSON.stringify(summarised, (_, value) => String(value)),
  );
  const decided = { ...who, accountId: mara.accountId, allow: true, at: new Date().toISOString() };
  queries.decisions.ofAccount = async () => ({ rows: [{ cursor: '1', row: decided as never }], hasNextPage: false });
  const answer = await ask(REFUND, { c: randomUUID(), p: purchaseId }, { headers: mara.headers });
  assert.equal(pick(answer, 'it.code'), 'refund.watched');
});

test('whoever works with money sees what a customer rented, and how it stands', async (t) => {
  const { ask, rent, pay, log, vault, titleId } = await shop(t);
  const mara = await signedInAccount({ log, vault });
  const purchaseId = String(pick(await rent(mara.headers), 'it.purchaseId'));
  const seen = async (headers: Record<string, string>) =>
    ask(
      'query ($id: ID!) { customerMoney(accountId: $id) { purchases { id model titleId status price { minor } refunded { minor } startedAt } } }',
      { id: mara.accountId },
      { headers },
    );
  const of = { id: purchaseId, model: 'RENT', titleId, price: { minor: 399 }, refunded: { minor: 0 }, startedAt: null };
  assert.deepEqual(pick(await seen(staff), 'customerMoney.purchases'), [{ ...of, status: 'PAYING' }]);
  await pay(purchaseId);
  assert.deepEqual(pick(await seen(staff), 'customerMoney.purchases'), [{ ...of, status: 'YOURS' }]);
  assert.equal((await seen(mara.headers)).errors[0]?.extensions.code, 'FORBIDDEN', 'not by this way');
});
