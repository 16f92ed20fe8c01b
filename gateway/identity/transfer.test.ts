import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { laterOn } from '../testing/account.ts';
import { ADULT, codeOf, KID, PASSWORD, startHousehold } from '../testing/household.ts';
import { pick } from '../testing/start.ts';

const OFFER =
  'mutation($c: ID!, $id: ID!, $password: String) { offerProfile(commandId: $c, profileId: $id, password: $password) { __typename ... on ProfileOffered { link until } ... on Refusal { code } } }';
const ACCEPT =
  'mutation($c: ID!, $token: String!) { acceptProfile(commandId: $c, token: $token) { __typename ... on ProfileSaved { profile { id name hasPin } } ... on Refusal { code } } }';
const SHOWN = 'query($token: String!) { offeredProfile(token: $token) { name avatar } }';
const PROFILES = '{ myProfiles { id name hasPin } me { profileId } }';

async function start(t: TestContext) {
  const started = await startHousehold(t);
  const [mara, ole] = [await started.somebody('mara@example.org'), await started.somebody('ole@example.org')];
  const offer = async (who: typeof mara, id: string): Promise<string> => {
    const answer = await who.look(OFFER, { c: randomUUID(), id, password: PASSWORD });
    return String(pick(answer, 'offerProfile.link') ?? pick(answer, 'offerProfile.code'));
  };
  const accept = async (who: typeof mara, token: string, c = randomUUID()) =>
    pick(await who.look(ACCEPT, { c, token }), 'acceptProfile') as Record<string, unknown>;
  return { ...started, mara, ole, offer, accept };
}

test('a profile goes to another household with its name and what it has watched, and without its PIN', async (t) => {
  const { mara, ole, offer, accept, log, signals } = await start(t);
  const id = await mara.create({ ...ADULT, name: 'Tove' });
  await mara.run('setPin', { id, pin: '1234', password: PASSWORD });
  await mara.run('chooseProfile', { id, pin: '1234' });
  const token = await offer(mara, id);
  assert.deepEqual(pick(await ole.look(SHOWN, { token }), 'offeredProfile'), { name: 'Tove', avatar: 'SKY' });
  const taken = await accept(ole, token);
  assert.deepEqual(taken['profile'], { id, name: 'Tove', hasPin: false });
  assert.deepEqual(pick(await ole.look(PROFILES), 'myProfiles'), [{ id, name: 'Tove', hasPin: false }]);
  // As the read model does.
  signals.publish(`read.profiles.${id}`, {});
  const left = await mara.look(PROFILES);
  assert.deepEqual(left.errors, []);
  assert.deepEqual(pick(left, 'myProfiles'), []);
  assert.notEqual(pick(left, 'me.profileId'), id, 'nobody of the old household watches by it');
  assert.equal(codeOf(await mara.run('editProfile', { id, input: { name: 'X' } })), 'profile.unknown');
  assert.ok(!JSON.stringify(log.events.map(({ data }) => data)).includes('Tove'));
});

test('an offer is taken once: of two who try at once one has it, and who says it again learns that they have', async (t) => {
  const { mara, ole, somebody, offer, accept } = await start(t);
  const eve = await somebody('eve@example.org');
  const id = await mara.create(ADULT);
  const token = await offer(mara, id);
  const answers = await Promise.all([accept(ole, token), accept(eve, token)]);
  assert.deepEqual(answers.map((answer) => String(codeOf(answer))).toSorted(), ['ProfileSaved', 'profile.offer-over']);
  const winner = codeOf(answers[0] ?? {}) === 'ProfileSaved' ? ole : eve;
  assert.equal(codeOf(await accept(winner, token)), 'ProfileSaved');
  assert.equal((pick(await winner.look(PROFILES), 'myProfiles') as unknown[]).length, 1);
});

test('an offer ends: with its time, with a newer one, with the profile, and with whoever made it', async (t) => {
  const { mara, ole, somebody, offer, accept, clock, vault, ask } = await start(t);
  const eve = await somebody('eve@example.org');
  const [first, second, third] = [await mara.create(ADULT), await mara.create(ADULT), await mara.create(ADULT)];
  const replaced = await offer(mara, first);
  await offer(mara, first);
  assert.equal(codeOf(await accept(ole, replaced)), 'profile.offer-over');
  const deleted = await offer(mara, second);
  await mara.run('deleteProfile', { id: second, password: PASSWORD });
  assert.equal(codeOf(await accept(ole, deleted)), 'profile.offer-over');
  assert.equal(pick(await ole.look(SHOWN, { token: deleted }), 'offeredProfile'), null);
  const forgotten = await offer(mara, third);
  await vault.forget(mara.accountId);
  assert.equal(codeOf(await accept(ole, forgotten)), 'profile.offer-over');
  for (const token of ['', 'x.y.z', randomUUID()]) assert.equal(codeOf(await accept(ole, token)), 'profile.offer-over');
  const late = await ole.create(ADULT);
  const token = await offer(ole, late);
  clock.now += 8 * 86_400_000;
  const { headers } = await laterOn(eve, clock.now);
  const answer = await ask(ACCEPT, { c: randomUUID(), token }, { headers });
  assert.equal(pick(answer, 'acceptProfile.code'), 'profile.offer-over');
});

test('a household stays within eight, takes nothing of its own, and a child takes nothing that shows more', async (t) => {
  const { mara, ole, offer, accept } = await start(t);
  const id = await mara.create(ADULT);
  const token = await offer(mara, id);
  assert.equal(codeOf(await accept(mara, token)), 'profile.own');
  const kid = await ole.create(KID);
  await ole.run('chooseProfile', { id: kid });
  assert.equal(codeOf(await accept(ole, token)), 'profile.above-own');
  const parent = await ole.look(PROFILES);
  assert.equal((pick(parent, 'myProfiles') as unknown[]).length, 1);
  const tove = await start(t);
  const wanted = await tove.mara.create(ADULT);
  const given = await tove.offer(tove.mara, wanted);
  for (let nth = 0; nth < 8; nth += 1) await tove.ole.create(ADULT);
  assert.equal(codeOf(await tove.accept(tove.ole, given)), 'profile.too-many');
});

test('a profile of another household cannot be offered', async (t) => {
  const { mara, ole, offer } = await start(t);
  const id = await mara.create(ADULT);
  assert.equal(await offer(ole, id), 'profile.unknown');
});
