import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { laterOn, signedInAccount } from '../testing/account.ts';
import { callOf, fieldsOf } from '../testing/calls.ts';
import { connect } from '../testing/socket.ts';
import { OPERATOR_TOKEN, pick, startTestGateway, type GraphqlAnswer } from '../testing/start.ts';

const BEGIN = `mutation($c: ID!, $a: ID!, $p: ID, $r: String!) { beginSeeAs(commandId: $c, accountId: $a, profileId: $p, reason: $r) {
  __typename ... on SeeAsBegan { until } ... on Refusal { code } } }`;
const END = 'mutation($c: ID!) { endSeeAs(commandId: $c) { __typename ... on Refusal { code } } }';
const SEEN =
  '{ me { kind profileId permissions } seeingAs { email profile until } myAccount { id } myProfiles { id } supportLooks { what } }';
const REASON = 'Films are missing there.';

type Somebody = Awaited<ReturnType<typeof signedInAccount>>;
const cookieOf = ({ access }: Somebody, seeAs?: string) => ({
  cookie: `reprise_access=${access}${seeAs === undefined ? '' : `; reprise_see_as=${seeAs}`}`,
});

async function start(t: TestContext) {
  let now = Date.now();
  const started = await startTestGateway(t, { now: () => now });
  const say = async (streamId: string, type: string, data: object, actor: object) => {
    const command = { type, data: data as Record<string, unknown>, at: new Date(now).toISOString() };
    const ids = { streamId, commandId: randomUUID(), correlationId: randomUUID() };
    const outcome = await executeOn(started.log)({ ...ids, command, actor: actor as never });
    assert.equal(
      outcome.kind,
      'committed',
      `${type} ${JSON.stringify(outcome, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))}`,
    );
  };
  const support = await signedInAccount(started, { roles: ['support'] });
  const mara = await signedInAccount(started, { email: 'mara@example.org' });
  const profileId = randomUUID();
  const name = await started.vault.seal(mara.accountId, 'name', 'Mara');
  const owner = { kind: 'viewer', id: profileId, account: mara.accountId };
  const profile = {
    profileId,
    accountId: mara.accountId,
    name,
    avatar: 'amber',
    kids: true,
    maturityCap: 6,
    language: 'en',
  };
  await say(profileId, 'CreateProfile', profile, owner);
  const begin = (by: Somebody, about: object = {}, headers: Record<string, string> = cookieOf(by)) =>
    started.ask(BEGIN, { c: randomUUID(), a: mara.accountId, p: profileId, r: REASON, ...about }, { headers });
  /** The cookie that it sets. */
  const seeing = async (by: Somebody): Promise<string> => {
    const answer = await begin(by);
    assert.equal(pick(answer, 'beginSeeAs.__typename'), 'SeeAsBegan', JSON.stringify(answer));
    return cookieIn(answer);
  };
  const seen = (headers: Record<string, string>) => started.ask(SEEN, {}, { headers });
  const isSeeing = async (headers: Record<string, string>): Promise<boolean> =>
    pick(await seen(headers), 'seeingAs') !== null;
  const pass = (ms: number): void => void (now += ms);
  return { ...started, say, support, mara, profileId, owner, begin, seeing, seen, isSeeing, pass, now: () => now };
}

const cookieIn = ({ headers }: GraphqlAnswer): string =>
  /reprise_see_as=([^;]*); Max-Age=1[78]\d\d; Path=\/; HttpOnly; SameSite=Lax/.exec(
    headers.get('set-cookie') ?? '',
  )?.[1] ?? '';

test('support sees as a profile does, under its limits and without anything personal, until they end it', async (t) => {
  const { support, mara, profileId, seeing, seen, isSeeing, ask, log } = await start(t);
  const headers = cookieOf(support, await seeing(support));
  const answer = await seen(headers);
  assert.deepEqual(pick(answer, 'me'), { kind: 'VIEWER', profileId, permissions: [] });
  assert.deepEqual([pick(answer, 'seeingAs.email'), pick(answer, 'seeingAs.profile')], ['mara@example.org', 'Mara']);
  assert.deepEqual(
    [pick(answer, 'myAccount'), pick(answer, 'myProfiles'), pick(answer, 'supportLooks')],
    [null, [], []],
  );
  // Whoever has no such cookie beside the same sign-in is themselves.
  assert.equal(pick(await seen(cookieOf(support)), 'me.kind'), 'OPERATOR');
  const looks = pick(await seen(cookieOf(mara)), 'supportLooks');
  assert.deepEqual(looks, [{ what: 'SEE_AS' }]);
  const begun = log.events.find(({ type }) => type === 'identity.SeeAsBegun');
  assert.equal((begun?.metadata as { actor: { account: string } } | undefined)?.actor.account, support.accountId);
  const ended = await ask(END, { c: randomUUID() }, { headers });
  assert.equal(pick(ended, 'endSeeAs.__typename'), 'SeeAsOver');
  assert.match(ended.headers.get('set-cookie') ?? '', /reprise_see_as=; Max-Age=0/);
  // Who kept the cookie has nothing of it.
  assert.equal(await isSeeing(headers), false);
});

test('every mutation but the one that ends it is refused, and writes nothing', async (t) => {
  const { support, seeing, ask, log, queues } = await start(t);
  const cookie = cookieOf(support, await seeing(support));
  const before = log.events.length;
  const fields = fieldsOf('Mutation').filter(({ name }) => name !== 'endSeeAs');
  assert.ok(fields.length > 40);
  // The operator token beside it opens nothing in this browser.
  for (const headers of [cookie, { ...cookie, authorization: `Bearer ${OPERATOR_TOKEN}` }])
    for (const field of fields) {
      const call = callOf(field, { ofUnion: '... on Refusal { code }' });
      const answer = await ask(`mutation { it: ${call} }`, {}, { headers });
      const code = answer.errors[0]?.extensions.code ?? pick(answer, 'it.code');
      assert.ok(code === 'see-as.read-only' || code === 'FORBIDDEN', `${field.name}: ${JSON.stringify(answer)}`);
    }
  assert.equal(log.events.length, before);
  assert.equal(queues.enqueued.length, 0);
});

test('no subscription is opened meanwhile', async (t) => {
  const { support, seeing, url } = await start(t);
  const open = async (headers: Record<string, string>) => {
    const client = await connect(t, url, {}, { origin: url, ...headers });
    const received = client.subscribe('subscription { titleChanged { name } }');
    await client.caughtUp();
    return received.messages;
  };
  assert.deepEqual(await open(cookieOf(support)), []);
  assert.match(JSON.stringify(await open(cookieOf(support, await seeing(support)))), /FORBIDDEN/);
});

test('a person who is forgotten is seen no more', async (t) => {
  const { say, support, mara, seeing, isSeeing, begin, now } = await start(t);
  const headers = cookieOf(support, await seeing(support));
  assert.equal(await isSeeing(headers), true);
  const { accountId } = mara;
  const owner = { kind: 'viewer', id: accountId, account: accountId };
  await say(accountId, 'RequestErasure', { accountId, dueAt: new Date(now()).toISOString() }, owner);
  await say(accountId, 'BeginErasure', { accountId }, { kind: 'process', id: 'erasure' });
  assert.equal(await isSeeing(headers), false);
  assert.equal(pick(await begin(support), 'beginSeeAs.code'), 'see-as.unknown');
});

test('heartbeats, uploads and copies of data are refused too', async (t) => {
  const { support, seeing, url, queues } = await start(t);
  const headers = { ...cookieOf(support, await seeing(support)), 'content-type': 'application/json' };
  const send = async (path: string, method: string, body?: string) =>
    (await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })).status;
  assert.equal(await send('/playback/heartbeats', 'POST', '{}'), 403);
  // Who brings no such cookie is told that the batch does not fit.
  assert.equal((await fetch(`${url}/playback/heartbeats`, { method: 'POST', body: '{}' })).status, 400);
  assert.equal(await send('/uploads', 'POST'), 401);
  assert.equal(await send(`/exports/${randomUUID()}`, 'GET'), 401);
  assert.equal(queues.enqueued.length, 0);
});

test('it ends by itself, with the sign-in, the role, the profile and the person', async (t) => {
  const world = await start(t);
  const { say, begin, seeing, isSeeing, pass, now, mara, profileId, owner } = world;
  const operator = { kind: 'staff', id: 'operator' };
  const admin = await signedInAccount(world, { roles: ['admin'] });
  const began = async (): Promise<readonly [Somebody, Record<string, string>]> => {
    const by = await signedInAccount(world, { roles: ['support'] });
    const headers = cookieOf(by, await seeing(by));
    assert.equal(await isSeeing(headers), true);
    return [by, headers];
  };
  const [one, ofOne] = await began();
  const own = { kind: 'staff', id: one.accountId, account: one.accountId, roles: ['support'] };
  await say(one.signInId, 'SignOut', { signInId: one.signInId, accountId: one.accountId, reason: 'asked' }, own);
  assert.equal(await isSeeing(ofOne), false, 'signed out');
  const [two, ofTwo] = await began();
  await say(two.accountId, 'RevokeRole', { accountId: two.accountId, role: 'support' }, operator);
  assert.equal(await isSeeing(ofTwo), false, 'no role');
  const [, ofThree] = await began();
  // Who may more from now on is not looked at any longer.
  await say(mara.accountId, 'GrantRole', { accountId: mara.accountId, role: 'editor' }, operator);
  assert.equal(await isSeeing(ofThree), false, 'may more');
  await say(mara.accountId, 'RevokeRole', { accountId: mara.accountId, role: 'editor' }, operator);
  const [four, ofFour] = await began();
  // The access token is over by then, and is renewed; the time of seeing ends all the same.
  const minutesLater = async (minutes: number): Promise<boolean> => {
    pass(minutes * 60_000);
    const { access } = await laterOn(four, now());
    return isSeeing({ cookie: (ofFour['cookie'] ?? '').replace(four.access, access) });
  };
  assert.deepEqual([await minutesLater(29), await minutesLater(2)], [true, false], 'too late');
  pass(-31 * 60_000);
  const [, ofFive] = await began();
  await say(profileId, 'DeleteProfile', { profileId, accountId: mara.accountId }, owner);
  assert.equal(await isSeeing(ofFive), false, 'no profile');
  assert.equal(pick(await begin(admin), 'beginSeeAs.code'), 'see-as.unknown');
});

test('the cookie is worth nothing with another sign-in, made up, or beside a key', async (t) => {
  const world = await start(t);
  const { support, seeing, isSeeing, mara } = world;
  const cookie = await seeing(support);
  const other = await signedInAccount(world, { roles: ['admin'] });
  for (const headers of [
    cookieOf(other, cookie),
    cookieOf(mara, cookie),
    { cookie: `reprise_see_as=${cookie}` },
    cookieOf(support, support.access),
    cookieOf(support, `${cookie.slice(0, -2)}AA`),
    { ...cookieOf(support, cookie), authorization: `Bearer ${other.access}` },
  ])
    assert.equal(await isSeeing(headers), false, JSON.stringify(headers));
});

test('it takes a role, a fresh proof, a reason, and somebody who may not more', async (t) => {
  const world = await start(t);
  const { begin, support, mara, log } = world;
  const codeOf = (answer: GraphqlAnswer) => pick(answer, 'beginSeeAs.code');
  const admin = await signedInAccount(world, { roles: ['admin'] });
  const editor = await signedInAccount(world, { roles: ['editor'] });
  const old = await signedInAccount(world, {
    roles: ['support'],
    provedAt: new Date(Date.now() - 700_000).toISOString(),
  });
  const from = log.events.length;
  assert.equal(codeOf(await begin(editor)), 'caller.lacks-role');
  assert.equal(codeOf(await begin(mara)), 'caller.not-operator');
  assert.equal(codeOf(await begin(old)), 'step-up.needed');
  const operator = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  assert.equal(codeOf(await begin(support, {}, operator)), 'see-as.no-account');
  assert.equal(codeOf(await begin(support, {}, { ...operator, ...cookieOf(support) })), 'see-as.no-account');
  for (const r of ['', 'too short', 'x'.repeat(501), 'two\u0000parts of it'])
    assert.equal(codeOf(await begin(support, { r })), 'input.invalid', r);
  for (const about of [{ a: randomUUID() }, { a: 'x' }, { p: randomUUID() }, { p: 'x' }, { a: editor.accountId }])
    assert.equal(codeOf(await begin(support, about)), 'see-as.unknown', JSON.stringify(about));
  for (const { accountId } of [admin, editor])
    assert.equal(codeOf(await begin(support, { a: accountId, p: null })), 'see-as.may-more');
  assert.equal(log.events.length, from);
  assert.equal(pick(await begin(admin, { a: editor.accountId, p: null }), 'beginSeeAs.__typename'), 'SeeAsBegan');
  const again = { c: randomUUID() };
  const [first, second] = [await begin(support, again), await begin(support, again)];
  assert.equal(pick(first, 'beginSeeAs.until'), pick(second, 'beginSeeAs.until'));
});
