import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { accountNow } from '../../commands/identity/account-now.ts';
import { signInNow } from '../../commands/identity/sign-in-now.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { signedInAccount } from '../testing/account.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const FIELDS = ['requestErasureFor', 'signOutPerson', 'sendResetLinkTo'] as const;
const help = (field: (typeof FIELDS)[number]): string =>
  `mutation H($c: ID!, $id: ID!) { it: ${field}(commandId: $c, accountId: $id, reason: LOST_DEVICE) {
    __typename ... on PersonHelped { leavingAt } ... on Refusal { code } } }`;

type Started = Awaited<ReturnType<typeof startTestGateway>>;
type Headers = { readonly headers: Record<string, string> };
const ask = (
  { ask: send }: Started,
  field: (typeof FIELDS)[number],
  id: string,
  { headers }: Headers,
  c: string = randomUUID(),
) => send(help(field), { c, id }, { headers });

test('support asks for an erasure, which its owner takes back, signs devices out and sends a link; each stands in the log', async (t) => {
  const started = await startTestGateway(t);
  const support = await signedInAccount(started, { roles: ['support'] });
  const mara = await signedInAccount(started);
  const say = async (field: (typeof FIELDS)[number], c?: string) => {
    const answer = await ask(started, field, mara.accountId, support, c);
    assert.equal(pick(answer, 'it.__typename'), 'PersonHelped', JSON.stringify(answer));
    return answer;
  };
  const of = (type: string) => started.log.events.filter((event) => event.type === `identity.${type}`);

  const leavingAt = pick(await say('requestErasureFor'), 'it.leavingAt');
  assert.equal((await accountNow(started.log, mara.accountId))?.leavingAt, leavingAt);
  const [requested] = of('ErasureRequested');
  const metadata = requested?.metadata as { actor: { kind: string; account: string } } | undefined;
  assert.deepEqual([metadata?.actor.kind, metadata?.actor.account], ['staff', support.accountId]);
  // Once more is nothing new.
  await say('requestErasureFor');
  assert.equal(of('ErasureRequested').length, 1);
  const cancel = 'mutation C($c: ID!) { cancelErasure(commandId: $c) { __typename } }';
  const back = await started.ask(cancel, { c: randomUUID() }, { headers: mara.headers });
  assert.equal(pick(back, 'cancelErasure.__typename'), 'ErasureCancelled');

  await say('signOutPerson');
  assert.equal((await signInNow(started.log, mara.signInId))?.status, 'over');
  assert.equal((await signInNow(started.log, support.signInId))?.status, 'open');

  const once = randomUUID();
  await say('sendResetLinkTo', once);
  await say('sendResetLinkTo', once);
  const links = of('LinkSent').map(({ data }) => data as { accountId: string; purpose: string; email: string });
  const sent = links.filter(({ purpose }) => purpose === 'reset-password');
  assert.deepEqual(
    sent.map(({ accountId }) => accountId),
    [mara.accountId],
  );
  assert.equal(sent[0]?.email, (await accountNow(started.log, mara.accountId))?.email);
  assert.deepEqual(
    of('PersonHelped').map(({ data }) => data),
    ['erasure', 'sign-out', 'reset-link'].map((what) => ({
      accountId: mara.accountId,
      what,
      reason: 'lost-device',
    })),
  );
});

test('nobody does it to an administrator, to whoever may more, to themselves, without a fresh proof or the permission', async (t) => {
  const started = await startTestGateway(t);
  const support = await signedInAccount(started, { roles: ['support'] });
  const admin = await signedInAccount(started, { roles: ['admin'] });
  const otherAdmin = await signedInAccount(started, { roles: ['admin'] });
  const publisher = await signedInAccount(started, { roles: ['publisher'] });
  const custom = await signedInAccount(started);
  const mara = await signedInAccount(started);
  const roleId = randomUUID();
  for (const [type, streamId, data] of [
    ['DefineRole', roleId, { roleId, name: 'Operations', permissions: ['operations'] }],
    ['GrantCustomRole', custom.accountId, { accountId: custom.accountId, roleId, permissions: ['operations'] }],
  ] as const) {
    const said = await executeOn(started.log)({
      streamId,
      commandId: randomUUID(),
      correlationId: streamId,
      actor: { kind: 'staff', id: 'operator' },
      command: { type, data, at: new Date().toISOString() },
    });
    assert.equal(said.kind, 'committed');
  }
  const stale = await signedInAccount(started, { roles: ['support'], provedAt: '2020-01-01T00:00:00.000Z' });
  const written = started.log.events.length;
  for (const field of FIELDS) {
    const code = async (id: string, who: Headers) => pick(await ask(started, field, id, who), 'it.code');
    assert.equal(await code(admin.accountId, support), 'actor.not-allowed');
    assert.equal(await code(admin.accountId, otherAdmin), 'account.administrator');
    assert.equal(await code(publisher.accountId, support), 'actor.not-allowed');
    assert.equal(await code(custom.accountId, support), 'actor.not-allowed');
    assert.equal(await code(support.accountId, support), 'account.own');
    assert.equal(await code(mara.accountId, stale), 'step-up.needed');
    assert.equal(await code(randomUUID(), support), 'account.unknown');
    assert.equal(await code('not an id', support), 'account.unknown');
    assert.equal(pick(await ask(started, field, mara.accountId, support, 'bad'), 'it.code'), 'command.bad-id');
    for (const who of [mara, publisher]) {
      const answer = await ask(started, field, mara.accountId, who);
      assert.ok(
        answer.errors[0]?.extensions.code === 'FORBIDDEN' || pick(answer, 'it.__typename') === 'NotAllowed',
        JSON.stringify(answer),
      );
    }
  }
  assert.equal(started.log.events.length, written);
});
