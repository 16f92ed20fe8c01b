import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { accountNow } from '../../commands/identity/account-now.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { signedInAccount } from '../testing/account.ts';
import { startPeople } from '../testing/people.ts';
import { pick } from '../testing/start.ts';

const REVOKE = `mutation R($c: ID!, $id: ID!) { revokeRole(commandId: $c, accountId: $id, role: ADMIN) {
  __typename ... on RoleChanged { roles } ... on Refusal { code message } } }`;
const GRANT = `mutation G($c: ID!, $id: ID!) { grantRole(commandId: $c, accountId: $id, role: ADMIN) {
  __typename ... on Refusal { code } } }`;
const LEAVE = `mutation L($c: ID!) { requestErasure(commandId: $c) { __typename ... on Refusal { code message } } }`;
const STAY = `mutation S($c: ID!) { cancelErasure(commandId: $c) { __typename } }`;

type Started = Awaited<ReturnType<typeof startPeople>>;
type Person = Awaited<ReturnType<typeof signedInAccount>>;
const isAdmin = async ({ log }: Started, { accountId }: Person): Promise<boolean> =>
  (await accountNow(log, accountId))?.roles.includes('admin') === true;
const pair = async (t: Parameters<typeof startPeople>[0]) => {
  const started = await startPeople(t);
  const two = [
    await signedInAccount(started, { roles: ['admin'] }),
    await signedInAccount(started, { roles: ['admin'] }),
  ];
  return { started, one: two[0] as Person, other: two[1] as Person };
};
const revoke = ({ ask }: Started, by: Person, from: Person, c: string = randomUUID()) =>
  ask(REVOKE, { c, id: from.accountId }, { headers: by.headers });
const leave = ({ ask }: Started, who: Person) => ask(LEAVE, { c: randomUUID() }, { headers: who.headers });

test('of two administrators who take the role from each other at once, or leave, one stays', async (t) => {
  for (const at of [0, 1, 2, 3, 4, 5]) {
    const { started, one, other } = await pair(t);
    const ways = [
      [() => revoke(started, one, other), () => revoke(started, other, one)],
      [() => leave(started, one), () => leave(started, other)],
      [() => revoke(started, one, other), () => leave(started, one)],
    ][at % 3] as (() => ReturnType<typeof leave>)[];
    const answers = await Promise.all((at < 3 ? ways : ways.toReversed()).map((way) => way()));
    const refused = answers.filter(({ data }) => JSON.stringify(data).includes('account.last-admin'));
    assert.equal(refused.length, 1, JSON.stringify(answers.map(({ data }) => data)));
    assert.equal([await isAdmin(started, one), await isAdmin(started, other)].filter(Boolean).length, 1);
  }
});

test('the last administrator cannot ask to be forgotten, and hears what to do', async (t) => {
  const started = await startPeople(t);
  const last = await signedInAccount(started, { roles: ['admin'] });
  // Was invited and never came: nobody could sign in by it.
  const invited = randomUUID();
  const execute = executeOn(started.log);
  for (const [type, data] of [
    [
      'RegisterAccount',
      { email: await started.vault.seal(invited, 'email', 'b@c.de'), via: 'invitation', locale: 'en' },
    ],
    ['GrantRole', { role: 'admin' }],
  ] as const)
    await execute({
      streamId: invited,
      commandId: randomUUID(),
      correlationId: randomUUID(),
      command: { type, data: { accountId: invited, ...data }, at: new Date().toISOString() },
      actor: { kind: 'system', id: 'command-line' },
    });
  const refused = await leave(started, last);
  assert.equal(pick(refused, 'requestErasure.code'), 'account.last-admin');
  assert.match(String(pick(refused, 'requestErasure.message')), /Give the role admin to another first/);
  assert.ok(await isAdmin(started, last));

  const next = await signedInAccount(started);
  await started.ask(GRANT, { c: randomUUID(), id: next.accountId }, { headers: last.headers });
  assert.equal(pick(await leave(started, last), 'requestErasure.__typename'), 'ErasureRequested');
  assert.equal(await isAdmin(started, last), false);
  // Whoever leaves is given it by nobody, and who stays after all is an administrator again only when somebody makes them one.
  const grant = () => started.ask(GRANT, { c: randomUUID(), id: last.accountId }, { operator: true });
  assert.equal(pick(await grant(), 'grantRole.code'), 'account.leaving');
  await started.ask(STAY, { c: randomUUID() }, { headers: last.headers });
  assert.equal(await isAdmin(started, last), false);
  assert.equal(pick(await leave(started, next), 'requestErasure.code'), 'account.last-admin');
  await grant();
  assert.equal(pick(await leave(started, next), 'requestErasure.__typename'), 'ErasureRequested');
});

test('a role that was given up and not taken, because the gateway died, is taken by the repeat', async (t) => {
  const { started, one, other } = await pair(t);
  const term = (await accountNow(started.log, other.accountId))?.administrator;
  const c = randomUUID();
  let dies = true;
  const { append } = started.log;
  started.log.append = (...given) => {
    if (dies && JSON.stringify(given[1]).includes('identity.RoleRevoked')) throw new Error('The gateway dies.');
    return append.call(started.log, ...given);
  };
  assert.notEqual(pick(await revoke(started, one, other, c), 'revokeRole.__typename'), 'RoleChanged');
  assert.equal((await accountNow(started.log, other.accountId))?.administrator, term);
  dies = false;
  // Not counted any more, though it still has the role.
  assert.equal(pick(await revoke(started, other, one), 'revokeRole.code'), 'account.last-admin');
  assert.deepEqual(pick(await revoke(started, one, other, c), 'revokeRole.roles'), []);
});
