import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { signedInAccount } from '../testing/account.ts';
import { grantRow, storedWindow, titleRow } from '../testing/fakes.ts';
import { withPackage } from '../testing/package.ts';
import { pick } from '../testing/start.ts';

const PLAY = `mutation P($c: ID!, $id: ID!) { it: startPlayback(commandId: $c, titleId: $id) { __typename ... on PlaybackRefused { reason } ... on PlaybackStarted { sessionToken } } }`;
const RENEW = `mutation R($token: String!) { it: renewPlayback(sessionToken: $token) { __typename } }`;

/** A film that can be rented or watched by a plan, and somebody who rented it. */
async function rented(t: Parameters<typeof withPackage>[0]) {
  const started = await withPackage(t, { now: Date.now() });
  const { rows, title, log, ask, signals } = started;
  const windows = [storedWindow({ model: 'RENT' }), storedWindow({ model: 'SVOD' })];
  rows.titles[0] = titleRow({ ...title, windows, rightsRevision: '0' });
  const mara = await signedInAccount(started);
  const { accountId } = mara;
  const purchaseId = randomUUID();
  const { titleId } = title;
  const execute = executeOn(log);
  const say = (type: string, data: object, actor: object) =>
    execute({
      streamId: purchaseId,
      commandId: randomUUID(),
      correlationId: purchaseId,
      actor: actor as never,
      command: { type, data: { purchaseId, ...data }, at: new Date().toISOString() },
    });
  const price = { priceId: randomUUID(), territory: null, currency: 'EUR', amountMinor: 399, taxIncluded: true };
  const terms = { titleName: 'A film', model: 'rent', ...price };
  const owner = { kind: 'viewer', id: randomUUID(), account: accountId };
  await say('RequestPurchase', { accountId, titleId, terms, country: null }, owner);
  const process = { kind: 'process', id: 'purchasing' };
  await say('RecordPurchasePaid', { invoiceId: purchaseId, amountMinor: 399 }, process);
  const has = async (...grants: readonly Parameters<typeof grantRow>[0][]) => {
    rows.grants.splice(0, rows.grants.length, ...grants.map((each) => grantRow({ accountId, ...each })));
    signals.publish(`read.grants.${accountId}`, {});
    await signals.delivered();
  };
  const rental = { kind: 'rental', refId: purchaseId, titleId, features: null, status: 'waiting' } as const;
  const play = async () =>
    pick(await ask(PLAY, { c: randomUUID(), id: titleId }, { headers: mara.headers }), 'it.__typename');
  const clocks = () => log.events.filter(({ type }) => type === 'billing.RentalClockStarted');
  const renew = async (sessionToken: string) =>
    pick(await ask(RENEW, { token: sessionToken }, { headers: mara.headers }), 'it.__typename');
  const begin = async () =>
    String(pick(await ask(PLAY, { c: randomUUID(), id: titleId }, { headers: mara.headers }), 'it.sessionToken'));
  return { has, play, clocks, rental, begin, renew };
}

test('the hours of a rental begin with the first start, once', async (t) => {
  const { has, play, clocks, rental } = await rented(t);
  assert.equal(await play(), 'PlaybackRefused');
  assert.equal(clocks().length, 0);
  await has(rental);
  assert.equal(await play(), 'PlaybackStarted');
  const [clock] = clocks();
  const { at, endsAt } = (clock?.data ?? {}) as { at: string; endsAt: string };
  assert.equal(Date.parse(endsAt) - Date.parse(at), 48 * 3600_000);
  assert.equal(await play(), 'PlaybackStarted', 'the read model is late');
  assert.equal(clocks().length, 1);
});

test('whoever has the film by a plan keeps the hours of the rental', async (t) => {
  const { has, play, clocks, rental } = await rented(t);
  await has(rental, {});
  assert.equal(await play(), 'PlaybackStarted');
  assert.equal(clocks().length, 0);
});

test('a film that was begun by a plan and goes on by the rental alone counts its hours from then on', async (t) => {
  const { has, begin, renew, clocks, rental } = await rented(t);
  await has(rental, {});
  const sessionToken = await begin();
  assert.equal(await renew(sessionToken), 'PlaybackRenewed');
  assert.equal(clocks().length, 0);
  await has(rental);
  assert.equal(await renew(sessionToken), 'PlaybackRenewed');
  assert.equal(clocks().length, 1);
});
