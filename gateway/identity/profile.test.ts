import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { packageRow, profileRow, titleRow } from '../testing/fakes.ts';
import { connect } from '../testing/socket.ts';
import { pick, startTestGateway, type GraphqlAnswer } from '../testing/start.ts';

import { ADULT, codeOf, KID, MUTATIONS, PASSWORD, startHousehold as start } from '../testing/household.ts';

test('a household makes, changes and deletes its profiles, and sees them by name', async (t) => {
  const { somebody, log } = await start(t);
  const mara = await somebody('mara@example.org');
  const id = await mara.create({ ...ADULT, name: '  Mar\u0061\u0301  ' });
  const edited = await mara.run('editProfile', { id, input: { name: 'Мара', autoplay: false, language: 'PT-br' } });
  assert.deepEqual(edited['profile'], {
    id,
    name: 'Мара',
    avatar: 'SKY',
    kids: false,
    maturityCap: 18,
    language: 'pt-BR',
    autoplay: false,
    audioLanguage: null,
    subtitles: 'off',
    hasPin: false,
    current: false,
  });
  assert.deepEqual(pick(await mara.look(), 'myProfiles'), [{ id, name: 'Мара', hasPin: false, current: false }]);
  assert.ok(!JSON.stringify(log.events.map(({ data }) => data)).includes('Мар'), 'names are sealed');
  assert.equal(codeOf(await mara.run('deleteProfile', { id, password: 'wrong' })), 'account.wrong-password');
  assert.equal(codeOf(await mara.run('deleteProfile', { id, password: PASSWORD })), 'ProfileDeleted');
  assert.deepEqual(pick(await mara.look(), 'myProfiles'), []);
  assert.equal(codeOf(await mara.run('editProfile', { id, input: { name: 'X' } })), 'profile.unknown');
});

test('who is not signed in has no profiles and makes none', async (t) => {
  const { ask, log } = await start(t);
  for (const operator of [false, true]) {
    assert.deepEqual(pick(await ask('{ myProfiles { id } }', {}, { operator }), 'myProfiles'), []);
    const answer = await ask(MUTATIONS.createProfile, { c: randomUUID(), input: ADULT }, { operator });
    assert.equal(pick(answer, 'createProfile.code'), 'account.signed-out');
  }
  assert.deepEqual(log.events, []);
});

test('what does not fit is refused at its field', async (t) => {
  const { somebody } = await start(t);
  const mara = await somebody('mara@example.org');
  const wrong: readonly (readonly [object, string])[] = [
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(51) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: 'a\u0007b' }, 'name'],
    [{ language: 'no language' }, 'language'],
    [{ maturityCap: 19 }, 'maturityCap'],
    [{ maturityCap: -1 }, 'maturityCap'],
  ];
  for (const [changes, path] of wrong)
    assert.equal((await mara.run('createProfile', { input: { ...ADULT, ...changes } }))['path'], path);
  assert.equal(
    codeOf(await mara.run('createProfile', { input: { ...KID, maturityCap: 16 } })),
    'profile.cap-above-kids',
  );
});

test('a household has at most eight profiles, also when it makes many at once; saying it twice makes one', async (t) => {
  const { somebody } = await start(t);
  const mara = await somebody('mara@example.org');
  const once = { c: randomUUID(), input: ADULT };
  await Promise.all([mara.run('createProfile', once), mara.run('createProfile', once)]);
  const answers = await Promise.all(Array.from({ length: 12 }, () => mara.run('createProfile', { input: ADULT })));
  const codes = answers.map(codeOf);
  assert.equal(codes.filter((code) => code === 'ProfileSaved').length, 7);
  assert.equal(codes.filter((code) => code === 'profile.too-many').length, 5);
});

test('who is chosen is who watches: their limits, their history, and no other’s', async (t) => {
  const titles = [null, 0, 16].map((age) => titleRow({ name: `From ${age}`, age, packageId: randomUUID() }));
  const { somebody, rows } = await start(t, { rows: { titles, packages: titles.map(packageRow) } });
  const mara = await somebody('mara@example.org');
  const [adult, kid] = [await mara.create(ADULT), await mara.create(KID)];
  const home = async () => {
    const answer = await mara.look(
      '{ titles { edges { node { name } } } continueWatching { title { name } } me { profileId } }',
    );
    const edges = pick(answer, 'titles.edges') as { node: { name: string } }[];
    const begun = pick(answer, 'continueWatching') as { title: { name: string } }[];
    return [
      edges.map(({ node }) => node.name),
      begun.map(({ title }) => title.name),
      pick(answer, 'me.profileId'),
    ] as const;
  };
  rows.progress.push({
    profileId: adult,
    titleId: titles[1]?.titleId ?? '',
    positionMs: 30_000,
    durationMs: 60_000,
    finished: false,
    resumable: true,
    updatedAt: '2026-01-01T00:00:00.000Z',
  });
  const chosen = await mara.run('chooseProfile', { id: adult });
  assert.equal(pick({ data: chosen } as unknown as GraphqlAnswer, 'profile.current'), true);
  assert.deepEqual(await home(), [['From null', 'From 0', 'From 16'], ['From 0'], adult]);
  await mara.run('chooseProfile', { id: kid });
  assert.deepEqual(await home(), [['From 0'], [], kid]);
});

test('a profile that shows less makes none that shows more, and shows more only with the password', async (t) => {
  const { somebody } = await start(t);
  const mara = await somebody('mara@example.org');
  const kid = await mara.create(KID);
  const cap = async (values: object): Promise<unknown> =>
    codeOf(await mara.run('setMaturityCap', { id: kid, ...values }));
  await mara.run('chooseProfile', { id: kid });
  assert.equal(codeOf(await mara.run('createProfile', { input: ADULT })), 'profile.above-own');
  assert.equal(codeOf(await mara.run('createProfile', { input: { ...KID, kids: false } })), 'profile.above-own');
  assert.equal(codeOf(await mara.run('createProfile', { input: { ...KID, maturityCap: 0 } })), 'ProfileSaved');
  assert.equal(await cap({ cap: 0, kids: true }), 'ProfileSaved', 'less asks for nothing');
  assert.equal(await cap({ cap: 6, kids: true }), 'account.password-needed');
  assert.equal(await cap({ cap: 0, kids: false }), 'account.password-needed');
  assert.equal(await cap({ cap: 18, kids: false, password: 'wrong' }), 'account.wrong-password');
  assert.equal(await cap({ cap: 18, kids: false, password: PASSWORD }), 'ProfileSaved');
});

test('a PIN is asked for, locks after five wrong ones, and is changed with the password', async (t) => {
  const { somebody, clock, log } = await start(t);
  const mara = await somebody('mara@example.org');
  const [own, other] = [await mara.create(ADULT), await mara.create(KID)];
  const setPin = async (values: object): Promise<unknown> => codeOf(await mara.run('setPin', { id: own, ...values }));
  const choose = async (pin?: string): Promise<unknown> => codeOf(await mara.run('chooseProfile', { id: own, pin }));
  assert.equal(await setPin({ pin: '4711' }), 'account.password-needed');
  for (const pin of ['123', '123456789', '12a4', '١٢٣٤', ''])
    assert.equal(await setPin({ pin, password: PASSWORD }), 'input.invalid', pin);
  assert.equal(await setPin({ pin: '4711', password: PASSWORD }), 'ProfileSaved');
  assert.ok(!JSON.stringify(log.events.map(({ data }) => data)).includes('4711'));
  assert.equal(await choose(), 'profile.pin-needed');
  for (let wrong = 0; wrong < 5; wrong++) assert.equal(await choose('0000'), 'profile.pin-wrong');
  const locked = await mara.run('chooseProfile', { id: own, pin: '4711' });
  assert.equal(codeOf(locked), 'profile.pin-locked');
  assert.match(String(locked['message']), /in 60 s/);
  assert.equal(codeOf(await mara.run('chooseProfile', { id: other })), 'ProfileSaved', 'others are not locked');
  clock.now += 60_000;
  assert.equal(await choose('4711'), 'ProfileSaved');
  assert.equal(await choose(), 'ProfileSaved', 'whoever watches already is asked for nothing');
  await mara.run('chooseProfile', { id: other });
  for (let wrong = 0; wrong < 5; wrong++)
    assert.equal(await choose('0000'), 'profile.pin-wrong', 'counted from the beginning');
  assert.equal(await setPin({ pin: null, password: PASSWORD }), 'ProfileSaved');
  assert.equal(await choose(), 'ProfileSaved', 'without a PIN there is nothing to lock');
});

test('what a browser has watched goes to the profile that asks for it, once, and the browser begins another', async (t) => {
  const { ask, somebody, signals } = await start(t);
  const before = await ask('{ me { profileId } }');
  const browser = before.headers.getSetCookie()[0]?.split(';', 1)[0] ?? assert.fail('no cookie');
  const anonymous = pick(before, 'me.profileId');
  const mara = await somebody('mara@example.org');
  const keep = (name: string) =>
    ask(
      MUTATIONS.createProfile,
      { c: randomUUID(), input: { ...ADULT, name, keepHistory: true } },
      { headers: { ...mara.headers, cookie: browser } },
    );
  assert.equal(pick(await keep('First'), 'createProfile.profile.id'), anonymous);
  const second = pick(await keep('Second'), 'createProfile.profile.id');
  assert.ok(typeof second === 'string' && second !== anonymous);
  signals.publish(`read.profiles.${String(anonymous)}`, {});
  assert.notEqual(
    pick(await ask('{ me { profileId } }', {}, { headers: { cookie: browser } }), 'me.profileId'),
    anonymous,
  );
});

test('no id of another household in any argument gives anything away or changes anything', async (t) => {
  const { somebody, log } = await start(t);
  const [mara, eve] = [await somebody('mara@example.org'), await somebody('eve@example.org')];
  const own = await mara.create(ADULT);
  await mara.run('setPin', { id: own, pin: '4711', password: PASSWORD });
  await eve.create(ADULT);
  const before = log.events.length;
  const tries = {
    editProfile: { input: { name: 'Mine now' } },
    setMaturityCap: { cap: 0, kids: true, password: PASSWORD },
    setPin: { pin: '0000', password: PASSWORD },
    chooseProfile: { pin: '4711' },
    deleteProfile: { password: PASSWORD },
  } as const;
  for (const [name, variables] of Object.entries(tries) as [keyof typeof tries, object][]) {
    const theirs = await eve.run(name, { id: own, ...variables });
    const nobodys = await eve.run(name, { id: randomUUID(), ...variables });
    assert.deepEqual(theirs, nobodys, `${name} says the same as for none`);
    assert.equal(codeOf(theirs), 'profile.unknown', name);
    for (const id of [mara.accountId, mara.signInId, 'nonsense', ''])
      assert.equal(codeOf(await eve.run(name, { id, ...variables })), 'profile.unknown', `${name} ${id}`);
  }
  for (let wrong = 0; wrong < 10; wrong++) await eve.run('chooseProfile', { id: own, pin: '0000' });
  assert.equal(log.events.length, before, 'nothing was written');
  assert.equal(codeOf(await mara.run('chooseProfile', { id: own, pin: '4711' })), 'ProfileSaved', 'nor locked');
});

test('a subscription goes by the limits of now', async (t) => {
  const title = titleRow({ name: 'From 16', age: 16 });
  const started = await startTestGateway(t, { rows: { titles: [title] } });
  const profile = profileRow();
  const mara = await signedInAccount(started, { profileId: profile.profileId });
  const { rows, signals, url } = started;
  rows.profiles[0] = { ...profile, accountId: mara.accountId };
  const socket = await connect(t, url, {}, mara.headers);
  const heard = socket.subscribe('subscription { titleChanged { name } }');
  await socket.caughtUp();
  const change = (name: string): void => {
    rows.titles[0] = { ...title, name };
    signals.publish(`read.titles.${title.titleId}`, {});
  };
  change('First');
  await heard.atLeast(1);
  rows.profiles[0] = { ...profile, accountId: mara.accountId, maturityCap: 12 };
  signals.publish(`read.profiles.${profile.profileId}`, {});
  change('Not for twelve');
  await socket.caughtUp();
  rows.titles.push(titleRow({ name: 'For twelve', age: 12 }));
  signals.publish(`read.titles.${rows.titles[1]?.titleId}`, {});
  await heard.atLeast(2);
  assert.match(JSON.stringify(heard.messages), /First.*For twelve/);
  assert.doesNotMatch(JSON.stringify(heard.messages), /Not for twelve/);
});

test('an account that was forgotten makes and changes no profile while its access token lives', async (t) => {
  const { somebody, vault } = await start(t);
  const mara = await somebody('mara@example.org');
  const id = await mara.create(ADULT);
  await vault.forget(mara.accountId);
  assert.equal(codeOf(await mara.run('createProfile', { input: ADULT })), 'account.signed-out');
  assert.equal(codeOf(await mara.run('editProfile', { id, input: { name: 'X' } })), 'account.signed-out');
  assert.deepEqual(pick(await mara.look(), 'myProfiles'), []);
});
