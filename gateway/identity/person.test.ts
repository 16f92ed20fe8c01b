import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { profileRow } from '../testing/fakes.ts';
import { startPeople } from '../testing/people.ts';
import { pick } from '../testing/start.ts';

const PERSON = `query P($id: ID!) { person(id: $id) { person { id email status roles } may { what roles } lastSignedInAt
  devices { signInId device method } profiles { id name kids maturityCap hasPin } } }`;
const FIND = 'query F($email: String!) { personByAddress(email: $email) }';

test('support sees one person: who they are, what they may do and why, their devices and profiles', async (t) => {
  const started = await startPeople(t);
  const support = await signedInAccount(started, { roles: ['support'] });
  const mara = await signedInAccount(started, { email: 'mara@example.org', roles: ['editor', 'publisher'] });
  const name = await started.vault.seal(mara.accountId, 'name', 'Mara');
  const profile = profileRow({ accountId: mara.accountId, name, kids: true, maturityCap: 6 });
  started.rows.profiles.push(profile);
  const answer = await started.ask(PERSON, { id: mara.accountId }, { headers: support.headers });
  assert.deepEqual(answer.errors, []);
  assert.deepEqual(pick(answer, 'person.person'), {
    id: mara.accountId,
    email: 'mara@example.org',
    status: 'ACTIVE',
    roles: ['EDITOR', 'PUBLISHER'],
  });
  const may = pick(answer, 'person.may') as { what: string; roles: string[] }[];
  assert.deepEqual(may.find(({ what }) => what === 'publish titles and take them down')?.roles, ['PUBLISHER']);
  assert.deepEqual(may.find(({ what }) => what === 'upload films')?.roles, ['EDITOR', 'PUBLISHER']);
  assert.match(String(pick(answer, 'person.lastSignedInAt')), /^\d{4}-/);
  assert.deepEqual(pick(answer, 'person.devices'), [{ signInId: mara.signInId, device: 'A test', method: 'PASSWORD' }]);
  assert.deepEqual(pick(answer, 'person.profiles'), [
    { id: profile.profileId, name: 'Mara', kids: true, maturityCap: 6, hasPin: false },
  ]);
  const [read] = started.log.events.filter(({ type }) => type === 'identity.PersonRead');
  assert.equal((read?.data as { accountId: string } | undefined)?.accountId, mara.accountId);
  assert.equal((read?.metadata as { actor: { account: string } } | undefined)?.actor.account, support.accountId);
  assert.equal(pick(await started.ask(PERSON, { id: randomUUID() }, { headers: support.headers }), 'person'), null);
});

test('a person is found by the whole address, in any case, and by nothing less; that is written down', async (t) => {
  const started = await startPeople(t);
  const support = await signedInAccount(started, { roles: ['support'] });
  const mara = await signedInAccount(started, { email: 'mara@example.org' });
  const find = async (email: string) =>
    pick(await started.ask(FIND, { email }, { headers: support.headers }), 'personByAddress');
  assert.equal(await find(' Mara@Example.org '), mara.accountId);
  for (const email of ['mara', 'mara@example.com', '', '%@example.org']) assert.equal(await find(email), null);
  const reads = started.log.events.filter(({ type }) => type === 'identity.PersonRead');
  assert.deepEqual(
    reads.map(({ data }) => (data as { fields: string[] }).fields),
    [['address']],
  );
});

test('who may not see people sees none, and nothing is written', async (t) => {
  const started = await startPeople(t);
  const mara = await signedInAccount(started, { email: 'mara@example.org' });
  for (const roles of [['editor'], ['publisher'], ['analyst'], []] as const) {
    const { headers } = await signedInAccount(started, { roles });
    const from = started.log.events.length;
    for (const [query, variables] of [
      [PERSON, { id: mara.accountId }],
      [FIND, { email: 'mara@example.org' }],
    ] as const) {
      const answer = await started.ask(query, variables, { headers });
      assert.equal(answer.errors[0]?.extensions.code, 'FORBIDDEN');
      assert.equal(answer.data, null);
    }
    assert.equal(started.log.events.length, from);
  }
});
