import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { permissions } from '../../domain/kernel/permission-decision.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import { signAccess } from '../http/access-token.ts';
import { createKeyring } from '../http/keyring.ts';
import { signedInAccount } from '../testing/account.ts';
import { titleRow } from '../testing/fakes.ts';
import { pick, SECRET, startTestGateway } from '../testing/start.ts';

const SAID = `{ __typename ... on CustomRoleSaved { roleId } ... on Refusal { code message } }`;
const DEFINE = `mutation D($c: ID!, $name: String!, $may: [String!]!) { defineRole(commandId: $c, name: $name, permissions: $may) ${SAID} }`;
const CHANGE = `mutation C($c: ID!, $id: ID!, $name: String!, $may: [String!]!) {
  changeCustomRole(commandId: $c, roleId: $id, name: $name, permissions: $may) ${SAID} }`;
const RETIRE = `mutation R($c: ID!, $id: ID!) { retireCustomRole(commandId: $c, roleId: $id) ${SAID} }`;
const ROLES = `{ __typename ... on RoleChanged { roles } ... on Refusal { code message } }`;
const GIVE = `mutation G($c: ID!, $account: ID!, $id: ID!) { grantCustomRole(commandId: $c, accountId: $account, roleId: $id) ${ROLES} }`;
const TAKE = GIVE.replace('grantCustomRole', 'revokeCustomRole');
const GRANT = `mutation H($c: ID!, $account: ID!, $role: StaffRole!) { grantRole(commandId: $c, accountId: $account, role: $role) ${ROLES} }`;
const REVOKE = GRANT.replace('grantRole', 'revokeRole');
const INVITE = `mutation I($c: ID!, $email: String!, $role: StaffRole!) { invite(commandId: $c, email: $email, role: $role) { __typename ... on Refusal { code } } }`;
const MAY = '{ me { kind permissions } }';

type Started = Awaited<ReturnType<typeof startTestGateway>>;
type Who = Omit<Awaited<ReturnType<typeof signedInAccount>>, 'headers'>;
const operator = { operator: true };

async function define({ ask }: Started, may: readonly string[], name = `Role ${randomUUID().slice(0, 8)}`) {
  const answer = await ask(DEFINE, { c: randomUUID(), name, may }, operator);
  const roleId = pick(answer, 'defineRole.roleId');
  assert.ok(typeof roleId === 'string', JSON.stringify(answer));
  return roleId;
}
const give = async ({ ask }: Started, who: Who, id: string) => {
  const answer = await ask(GIVE, { c: randomUUID(), account: who.accountId, id }, operator);
  assert.equal(pick(answer, 'grantCustomRole.__typename'), 'RoleChanged', JSON.stringify(answer));
};
/** What their device carries after its next renewal. */
async function renewed({ log }: Started, who: Who): Promise<{ headers: Record<string, string> }> {
  const account = await accountNow(log, who.accountId);
  const roles = [...(account?.roles ?? []), ...(account?.customRoles ?? [])];
  const access = await signAccess(createKeyring([SECRET]), { ...who, roles });
  return { headers: { authorization: `Bearer ${access}` } };
}
/** Somebody who has a role with these permissions, and no other. */
async function having(started: Started, may: readonly string[]) {
  const who = await signedInAccount(started);
  const roleId = await define(started, may);
  await give(started, who, roleId);
  return { ...who, roleId, ...(await renewed(started, who)) };
}
const mayOf = async ({ ask }: Started, { headers }: { headers: Record<string, string> }) =>
  pick(await ask(MAY, {}, { headers }), 'me') as { kind: string; permissions: readonly string[] };

test('whoever has a role of this installation may what it says, in fields and commands, and its events name it', async (t) => {
  const draft = titleRow({ status: 'draft' });
  const started = await startTestGateway(t, { rows: { titles: [draft] } });
  const nora = await having(started, ['media.upload']);
  assert.deepEqual(await mayOf(started, nora), { kind: 'OPERATOR', permissions: ['studio.read', 'media.upload'] });
  const { headers } = nora;
  const upload = `mutation { startUpload(commandId: "${randomUUID()}", input: { fileName: "a.mp4", sizeBytes: "9" }) { __typename } }`;
  assert.equal(pick(await started.ask(upload, {}, { headers }), 'startUpload.__typename'), 'UploadStarted');
  const by = started.log.events.find(({ type }) => type === 'media.UploadStarted')?.metadata as { actor: object };
  const { accountId, roleId } = nora;
  assert.deepEqual(by.actor, { kind: 'staff', id: accountId, account: accountId, roles: [roleId] });
  assert.equal(
    (await started.ask('{ projections { name } }', {}, { headers })).errors[0]?.extensions.code,
    'FORBIDDEN',
  );
  assert.equal(
    pick(await started.ask(`{ title(id: "${draft.titleId}") { id } }`, {}, { headers }), 'title.id'),
    draft.titleId,
  );
});

test('a role that changes or is retired counts for who has it already, and one that was taken does with the next token', async (t) => {
  const started = await startTestGateway(t);
  const nora = await having(started, ['media.upload']);
  const change = { c: randomUUID(), id: nora.roleId, name: 'Other', may: ['log.read'] };
  assert.equal(pick(await started.ask(CHANGE, change, operator), 'changeCustomRole.__typename'), 'CustomRoleSaved');
  started.signals.publish(`read.custom_roles.${nora.roleId}`, {});
  assert.deepEqual((await mayOf(started, nora)).permissions, ['studio.read', 'log.read']);
  await started.ask(RETIRE, { c: randomUUID(), id: nora.roleId }, operator);
  started.signals.publish(`read.custom_roles.${nora.roleId}`, {});
  assert.deepEqual(await mayOf(started, nora), { kind: 'VIEWER', permissions: [] });
  const again = await started.ask(GIVE, { c: randomUUID(), account: nora.accountId, id: nora.roleId }, operator);
  assert.equal(pick(again, 'grantCustomRole.code'), 'role.unknown');

  const mara = await having(started, ['media.upload']);
  await started.ask(TAKE, { c: randomUUID(), account: mara.accountId, id: mara.roleId }, operator);
  assert.deepEqual(await mayOf(started, await renewed(started, mara)), { kind: 'VIEWER', permissions: [] });
});

test('nobody raises themselves or others over what they may, by whatever way', async (t) => {
  const started = await startTestGateway(t);
  const admin = await signedInAccount(started, { roles: ['admin'] });
  const other = await signedInAccount(started, { roles: ['admin'] });
  const victim = await signedInAccount(started);
  const strong = await define(started, ['operations', 'people.manage']);
  const nora = await having(started, ['people.manage', 'log.read', 'billing.read']);
  const { headers } = nora;
  const before = started.log.events.length;
  const tries: readonly (readonly [name: string, query: string, variables: object])[] = [
    ['defineRole', DEFINE, { name: 'All', may: Object.keys(permissions) }],
    ['defineRole', DEFINE, { name: 'More', may: ['operations'] }],
    ['changeCustomRole', CHANGE, { id: nora.roleId, name: 'Mine', may: ['people.manage', 'operations'] }],
    ['changeCustomRole', CHANGE, { id: strong, name: 'Less', may: ['log.read'] }],
    ['retireCustomRole', RETIRE, { id: strong }],
    ['grantCustomRole', GIVE, { account: nora.accountId, id: strong }],
    ['grantCustomRole', GIVE, { account: victim.accountId, id: strong }],
    ...(['ADMIN', 'EDITOR', 'PUBLISHER', 'SUPPORT'] as const).flatMap((role) => [
      ['grantRole', GRANT, { account: nora.accountId, role }] as const,
      ['grantRole', GRANT, { account: victim.accountId, role }] as const,
    ]),
    ['revokeRole', REVOKE, { account: admin.accountId, role: 'ADMIN' }],
    ['revokeRole', REVOKE, { account: other.accountId, role: 'ADMIN' }],
  ];
  Object.assign(started.queries, {
    accounts: {
      all: async () => ({
        rows: [admin, other].map(({ accountId }, index) => ({
          cursor: String(index),
          row: { accountId, verified: true, roles: ['admin'], customRoles: [] },
        })),
        hasNextPage: false,
      }),
    },
  });
  for (const [name, query, variables] of tries) {
    const answer = await started.ask(query, { c: randomUUID(), ...variables }, { headers });
    assert.match(
      String(pick(answer, `${name}.message`)),
      /than they may themselves/,
      `${name} ${JSON.stringify(variables)}`,
    );
  }
  const invited = await started.ask(INVITE, { c: randomUUID(), email: 'x@example.org', role: 'ADMIN' }, { headers });
  assert.equal(pick(invited, 'invite.code'), 'actor.not-allowed');
  assert.equal(started.log.events.length, before);
  assert.equal(await started.vault.find('email', 'x@example.org'), undefined);

  // What they may themselves, they may give.
  const within = await started.ask(DEFINE, { c: randomUUID(), name: 'Reader', may: ['log.read'] }, { headers });
  assert.equal(pick(within, 'defineRole.__typename'), 'CustomRoleSaved');
  const analyst = await started.ask(
    GRANT,
    { c: randomUUID(), account: victim.accountId, role: 'ANALYST' },
    { headers },
  );
  assert.equal(pick(analyst, 'grantRole.__typename'), 'RoleChanged');
});

test('somebody is invited by a role of this installation, and by one role at a time', async (t) => {
  const started = await startTestGateway(t);
  const id = await define(started, ['media.upload']);
  const query = `mutation I($c: ID!, $role: StaffRole, $id: ID) {
    invite(commandId: $c, email: "nora@example.org", role: $role, customRole: $id) { __typename ... on Invited { accountId } ... on Refusal { code } } }`;
  for (const variables of [{}, { role: 'EDITOR', id }, { id: randomUUID() }, { id: 'admin' }]) {
    const wrong = await started.ask(query, { c: randomUUID(), ...variables }, operator);
    assert.equal(pick(wrong, 'invite.__typename'), 'InvalidInput', JSON.stringify(variables));
  }
  const accountId = pick(await started.ask(query, { c: randomUUID(), id }, operator), 'invite.accountId');
  assert.deepEqual((await accountNow(started.log, String(accountId)))?.customRoles, [id]);
});

test('roles that are always there are not touched, and ids that are none give nothing', async (t) => {
  const started = await startTestGateway(t);
  const nora = await signedInAccount(started);
  for (const id of ['admin', 'ADMIN', randomUUID()]) {
    const change = await started.ask(CHANGE, { c: randomUUID(), id, name: 'X', may: ['log.read'] }, operator);
    assert.equal(pick(change, 'changeCustomRole.code'), 'role.unknown', id);
    const given = await started.ask(GIVE, { c: randomUUID(), account: nora.accountId, id }, operator);
    assert.equal(pick(given, 'grantCustomRole.code'), 'role.unknown', id);
  }
  // A token that names what nobody made, as after a restore of an older log.
  const access = await signAccess(createKeyring([SECRET]), { ...nora, roles: [randomUUID()] });
  assert.deepEqual(await mayOf(started, { headers: { authorization: `Bearer ${access}` } }), {
    kind: 'VIEWER',
    permissions: [],
  });
});

test('what decides about roles asks for a fresh proof', async (t) => {
  const started = await startTestGateway(t);
  const provedAt = new Date(Date.now() - 11 * 60_000).toISOString();
  const { headers, accountId: account } = await signedInAccount(started, { roles: ['admin'], provedAt });
  const id = await define(started, ['log.read']);
  for (const [name, query, variables] of [
    ['defineRole', DEFINE, { name: 'X', may: ['log.read'] }],
    ['changeCustomRole', CHANGE, { id, name: 'X', may: ['log.read'] }],
    ['retireCustomRole', RETIRE, { id }],
    ['grantCustomRole', GIVE, { account, id }],
    ['revokeCustomRole', TAKE, { account, id }],
    ['grantRole', GRANT, { account, role: 'EDITOR' }],
    ['revokeRole', REVOKE, { account, role: 'EDITOR' }],
    ['invite', INVITE, { email: 'x@example.org', role: 'EDITOR' }],
  ] as const)
    assert.equal(
      pick(await started.ask(query, { c: randomUUID(), ...variables }, { headers }), `${name}.code`),
      'step-up.needed',
      name,
    );
});

test('no two roles are called the same, nor as one that is always there', async (t) => {
  const started = await startTestGateway(t);
  const { ask } = started;
  const roleId = await define(started, ['log.read'], 'Night shift');
  const codeOf = async (query: string, variables: object) => {
    const answer = await ask(query, { c: randomUUID(), may: ['log.read'], ...variables }, operator);
    const [field] = Object.keys(answer.data as object);
    return pick(answer, `${field}.code`) ?? pick(answer, `${field}.__typename`);
  };
  for (const name of ['Night shift', 'NIGHT SHIFT', 'Ｎight shift', 'Administrator', 'admin', 'Editor'])
    assert.equal(await codeOf(DEFINE, { name }), 'role.name-taken', name);
  const other = await define(started, ['log.read'], 'Day shift');
  assert.equal(await codeOf(CHANGE, { id: other, name: 'night shift' }), 'role.name-taken');
  assert.equal(await codeOf(CHANGE, { id: roleId, name: 'Night Shift' }), 'CustomRoleSaved');
});
