import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { OPERATOR_TOKEN, pick, startTestGateway } from '../testing/start.ts';
import { giftCodeOf, readGiftCode } from './gift-code.ts';

const staff = { authorization: `Bearer ${OPERATOR_TOKEN}` };
const MAKE = `mutation ($c: ID!, $n: Int!, $u: DateTime) { it: makeGiftCodes(commandId: $c, count: $n, amountMinor: 2000, currency: "EUR", label: "Winter", validUntil: $u)
  { __typename ... on GiftCodesMade { codes } ... on Refusal { code } } }`;
const REDEEM = `mutation ($c: ID!, $code: String!) { it: redeemGiftCode(commandId: $c, code: $code)
  { __typename ... on GiftCodeRedeemed { amount { minor currency } } ... on Refusal { code } } }`;

async function world(t: Parameters<typeof startTestGateway>[0]) {
  const clock = { nowMs: Date.now() };
  const started = await startTestGateway(t, { now: () => clock.nowMs });
  const make = async (n: number, c: string = randomUUID(), u: string | null = null) =>
    pick(await started.ask(MAKE, { c, n, u }, { headers: staff }), 'it.codes') as readonly string[];
  const redeem = async (code: string, headers: Record<string, string>) =>
    pick(await started.ask(REDEEM, { c: randomUUID(), code }, { headers }), 'it') as Record<string, unknown>;
  return { ...started, clock, make, redeem };
}

test('codes are made once, are nowhere in the log, and give their credit to whoever brings them first', async (t) => {
  const started = await world(t);
  const { make, redeem, log, ask } = started;
  const [mara, eve] = [await signedInAccount(started), await signedInAccount(started)];
  const batch = randomUUID();
  const codes = await make(3, batch);
  assert.deepEqual(await make(3, batch), codes, 'the answer was lost');
  assert.equal(log.events.filter(({ type }) => type === 'billing.GiftCodeMade').length, 3);
  const [code = ''] = codes;
  const everything = JSON.stringify(log.events.map(({ data, stream }) => [data, stream]));
  for (const each of codes) assert.ok(!everything.includes(each) && !everything.includes(each.replaceAll('-', '')));
  const both = await Promise.all([
    redeem(code, mara.headers),
    redeem(code.toLowerCase().replaceAll('-', ' '), eve.headers),
  ]);
  const won = both.filter((answer) => answer['__typename'] === 'GiftCodeRedeemed');
  assert.deepEqual<unknown>(won, [{ __typename: 'GiftCodeRedeemed', amount: { minor: 2000, currency: 'EUR' } }]);
  assert.deepEqual(
    both.filter((answer) => answer['__typename'] !== 'GiftCodeRedeemed'),
    [{ __typename: 'NotFound', code: 'gift-code.unknown' }],
  );
  assert.equal(log.events.filter(({ type }) => type === 'billing.GiftCodeRedeemed').length, 1);
  assert.equal((await redeem(code, {}))['code'], 'account.signed-out');
  const list = await ask('{ giftCodes { edges { node { status ending accountId } } } }', {}, { headers: staff });
  const rows = (pick(list, 'giftCodes.edges') as readonly { node: Record<string, unknown> }[]).map(({ node }) => node);
  assert.deepEqual(
    rows.map(({ status }) => String(status)).toSorted((a, b) => (a < b ? -1 : 1)),
    ['OPEN', 'OPEN', 'REDEEMED'],
  );
});

test('who guesses is refused for a while; who brings good ones is not', async (t) => {
  const started = await world(t);
  const { make, redeem, clock } = started;
  const mara = await signedInAccount(started);
  const codes = await make(12, randomUUID(), new Date(clock.nowMs + 60_000).toISOString());
  for (const code of codes.slice(0, 11))
    assert.equal((await redeem(code, mara.headers))['__typename'], 'GiftCodeRedeemed');
  const guesses = await Promise.all(Array.from({ length: 20 }, () => redeem('0000-0000-0000-0000', mara.headers)));
  assert.equal(guesses.filter(({ code }) => code === 'gift-code.unknown').length, 10);
  assert.equal(guesses.filter(({ code }) => code === 'sign-in.too-many').length, 10);
  clock.nowMs += 61_000;
  const eve = await signedInAccount(started);
  assert.equal((await redeem(codes[11] ?? '', eve.headers))['code'], 'gift-code.unknown', 'its time is over');
});

test('a code is read as people write it, and is 16 letters of 32', () => {
  const code = giftCodeOf({ digest: () => Buffer.alloc(32, 7).toString('base64url') }, 'b', 0);
  assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  assert.equal(readGiftCode(` ${code.toLowerCase()} `), code.replaceAll('-', ''));
  assert.equal(readGiftCode('OIL0-1111-2222-3333'), '0110111122223333');
  for (const wrong of ['', '1', `${code}1`, 'U'.repeat(16), '0'.repeat(10_000)])
    assert.equal(readGiftCode(wrong), undefined);
});
