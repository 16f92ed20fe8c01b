import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { Role } from '../../schemas/identity/account.events.ts';
import { signedInAccount } from '../testing/account.ts';
import { startPeople as start } from '../testing/people.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const INVITE = `mutation I($c: ID!, $email: String!, $role: StaffRole!) {
  invite(commandId: $c, email: $email, role: $role) { __typename ... on Invited { accountId linkUntil } ... on Refusal { code message } ... on InvalidInput { path } } }`;
const GRANT = `mutation G($c: ID!, $id: ID!, $role: StaffRole!) {
  grantRole(commandId: $c, accountId: $id, role: $role) { __typename ... on RoleChanged { roles } ... on Refusal { code message } } }`;
const REVOKE = GRANT.replace('grantRole', 'revokeRole');
const PEOPLE = '{ people(first: 50) { edges { node { id email verified roles status } } } }';

type Started = Awaited<ReturnType<typeof start>>;

const invite = (started: Started, email: string, role = 'EDITOR', commandId: string = randomUUID()) =>
  started.ask(INVITE, { c: commandId, email, role }, { operator: true });

test('who is invited gets an account without a password, the role, and a link; saying it twice invites once', async (t) => {
  const started = await start(t);
  const commandId = randomUUID();
  const first = await invite(started, 'Nora@Example.org', 'PUBLISHER', commandId);
  const accountId = pick(first, 'invite.accountId') as string;
  assert.match(String(pick(first, 'invite.linkUntil')), /^\d{4}-/);
  assert.deepEqual(started.types(), ['AccountRegistered', 'RoleGranted', 'LinkSent']);
  assert.equal(await started.vault.find('email', 'nora@example.org'), accountId);
  assert.deepEqual((await invite(started, 'Nora@Example.org', 'PUBLISHER', commandId)).data, first.data);
  assert.equal(started.types().length, 3);
  assert.ok(
    !JSON.stringify(started.log.events.map(({ data }) => data))
      .toLowerCase()
      .includes('nora@'),
  );
  // Another invitation before they came in: the same account, another role, another link.
  assert.equal(pick(await invite(started, 'nora@example.org', 'SUPPORT'), 'invite.accountId'), accountId);
  assert.deepEqual(started.types().slice(3), ['RoleGranted', 'LinkSent']);
  assert.equal(pick(await invite(started, 'no address'), 'invite.path'), 'email');
});

test('an account that proved its address gets the role; one that did not lets go of the address', async (t) => {
  const started = await start(t);
  const member = await signedInAccount(started, { email: 'mara@example.org' });
  const known = await invite(started, 'mara@example.org');
  assert.deepEqual(pick(known, 'invite'), { __typename: 'Invited', accountId: member.accountId, linkUntil: null });

  const stranger = randomUUID();
  const email = await started.vault.seal(stranger, 'email', 'boss@example.org');
  const hash = await started.vault.seal(stranger, 'password', 'a hash');
  await started.vault.claim('email', 'boss@example.org', stranger);
  const data = { accountId: stranger, email, via: 'password', locale: 'en', hash };
  const command = { type: 'RegisterAccount', data, at: new Date().toISOString() };
  const actor = { kind: 'viewer', id: stranger } as const;
  const ids = { streamId: stranger, commandId: randomUUID(), correlationId: randomUUID() };
  await executeOn(started.log)({ ...ids, command, actor });
  const granted = await started.ask(GRANT, { c: randomUUID(), id: stranger, role: 'ADMIN' }, { operator: true });
  assert.equal(pick(granted, 'grantRole.code'), 'account.unverified');
  const invited = pick(await invite(started, 'boss@example.org', 'ADMIN'), 'invite.accountId');
  assert.notEqual(invited, stranger);
  assert.equal(await started.vault.find('email', 'boss@example.org'), invited);
});

test('who may not manage people changes nothing, and hears which role it takes', async (t) => {
  const started = await start(t);
  const victim = await signedInAccount(started);
  for (const role of Role.options.filter((each) => each !== 'admin')) {
    const { headers, accountId } = await signedInAccount(started, { roles: [role] });
    const before = started.types().length;
    const invited = await started.ask(INVITE, { c: randomUUID(), email: 'x@example.org', role: 'ADMIN' }, { headers });
    assert.equal(pick(invited, 'invite.__typename'), 'NotAllowed');
    assert.match(String(pick(invited, 'invite.message')), /takes the role admin/);
    for (const id of [accountId, victim.accountId]) {
      const granted = await started.ask(GRANT, { c: randomUUID(), id, role: 'ADMIN' }, { headers });
      assert.equal(pick(granted, 'grantRole.__typename'), 'NotAllowed');
    }
    assert.equal(started.types().length, before, role);
    assert.equal(await started.vault.find('email', 'x@example.org'), undefined);
  }
});

test('an administrator gives and takes roles, but not the last ADMIN, nor their own', async (t) => {
  const started = await start(t);
  const admin = await signedInAccount(started, { roles: ['admin'] });
  const { accountId } = await signedInAccount(started);
  const say = (query: string, id: string, role: string, headers = admin.headers) =>
    started.ask(query, { c: randomUUID(), id, role }, { headers });
  assert.deepEqual(pick(await say(GRANT, accountId, 'EDITOR'), 'grantRole.roles'), ['EDITOR']);
  assert.deepEqual(pick(await say(REVOKE, accountId, 'EDITOR'), 'revokeRole.roles'), []);
  assert.match(String(pick(await say(REVOKE, admin.accountId, 'ADMIN'), 'revokeRole.message')), /from themselves/);
  const last = await started.ask(REVOKE, { c: randomUUID(), id: admin.accountId, role: 'ADMIN' }, { operator: true });
  assert.equal(pick(last, 'revokeRole.code'), 'account.last-admin');
  const other = await signedInAccount(started, { roles: ['admin'] });
  assert.match(String(pick(await say(REVOKE, admin.accountId, 'ADMIN'), 'revokeRole.message')), /from themselves/);
  assert.deepEqual(pick(await say(REVOKE, other.accountId, 'ADMIN'), 'revokeRole.roles'), []);
  assert.equal(pick(await say(GRANT, randomUUID(), 'EDITOR'), 'grantRole.__typename'), 'NotFound');
});

test('whoever is shown people stands in the log before they are, with whom they were shown', async (t) => {
  const started = await start(t);
  const support = await signedInAccount(started, { roles: ['support'], email: 'sam@example.org' });
  const member = await signedInAccount(started, { email: 'mara@example.org' });
  const answer = await started.ask(PEOPLE, {}, { headers: support.headers });
  const nodes = (pick(answer, 'people.edges') as { node: { id: string; email: string } }[]).map(({ node }) => node);
  assert.deepEqual(nodes.map(({ email }) => email).toSorted(), ['mara@example.org', 'sam@example.org']);
  const read = started.log.events.filter(({ type }) => type === 'identity.PersonalDataRead');
  assert.equal(read.length, 1);
  assert.deepEqual(
    new Set((read[0]?.data as { accountIds: string[] } | undefined)?.accountIds),
    new Set([support.accountId, member.accountId]),
  );
  const metadata = read[0]?.metadata as { actor: object };
  assert.deepEqual(metadata.actor, {
    kind: 'staff',
    id: support.accountId,
    account: support.accountId,
    roles: ['support'],
  });
  const editor = await signedInAccount(started, { roles: ['editor'] });
  const refused = await started.ask(PEOPLE, {}, { headers: editor.headers });
  assert.match(refused.errors[0]?.message ?? '', /takes the role support or admin/);
});

test('the outbox is for the operator token alone', async (t) => {
  const started = await startTestGateway(t, {
    outbox: {
      latest: async () => [
        {
          id: randomUUID(),
          subjectId: randomUUID(),
          to: 'a@example.org',
          title: 'Hello',
          text: 'Text',
          at: new Date().toISOString(),
        },
      ],
    },
  });
  const admin = await signedInAccount(started, { roles: ['admin'] });
  const ask = '{ outbox { to title text } }';
  assert.equal((await started.ask(ask, {}, { headers: admin.headers })).errors[0]?.extensions.code, 'FORBIDDEN');
  const answer = await started.ask(ask, {}, { operator: true });
  assert.deepEqual(pick(answer, 'outbox'), [{ to: 'a@example.org', title: 'Hello', text: 'Text' }]);
  assert.equal(started.log.events.filter(({ type }) => type === 'identity.PersonalDataRead').length, 1);
});

test('an invitation goes to nobody who had the address before', async (t) => {
  const started = await start(t);
  const mara = await signedInAccount(started, { email: 'mara@example.org' });
  // As after a crash in the middle of a change of address.
  await started.vault.claim('email', 'before@example.org', mara.accountId);
  const invited = pick(await invite(started, 'before@example.org', 'ADMIN'), 'invite.accountId');
  assert.match(String(invited), /^[0-9a-f-]{36}$/);
  assert.notEqual(invited, mara.accountId);
});
