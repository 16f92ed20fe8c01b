import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { laterOn } from '../testing/account.ts';
import { packageRow, titleRow } from '../testing/fakes.ts';
import { ADULT, KID, PASSWORD, startHousehold } from '../testing/household.ts';
import { pick } from '../testing/start.ts';

const PLAY =
  'mutation P($c: ID!, $id: ID!, $pin: String) { startPlayback(commandId: $c, titleId: $id, pin: $pin) { __typename ... on Refusal { code } ... on PlaybackStarted { hlsUrl sessionToken } } }';
const RENEW =
  'mutation R($token: String!) { renewPlayback(sessionToken: $token) { __typename ... on Refusal { code } ... on PlaybackRenewed { hlsUrl } } }';
const TEEN = { ...ADULT, name: 'Juno', maturityCap: 12 };
const PIN = '4711';

/** A household with somebody grown up who has a PIN, somebody with a cap, a child, and films above and below the cap. */
async function atHome(t: TestContext, grownUpPin: string | null = PIN) {
  const titles = [12, 16, 18].map((age) => titleRow({ name: `From ${age}`, age, packageId: randomUUID() }));
  const draft = titleRow({ name: 'A draft', age: 18, status: 'draft', packageId: randomUUID() });
  const packages = [...titles, draft].map((title) => ({
    ...packageRow(title),
    storageKey: `packages/${title.titleId}/1`,
  }));
  const started = await startHousehold(t, { rows: { titles: [...titles, draft], packages } });
  for (const { storageKey } of packages) {
    mkdirSync(join(started.root, storageKey), { recursive: true });
    writeFileSync(join(started.root, storageKey, 'master.m3u8'), '#EXTM3U\n');
  }
  const mara = await started.somebody('mara@example.org');
  const made: Record<string, string> = {};
  for (const [name, input] of Object.entries({ adult: ADULT, teen: TEEN, kid: KID })) {
    const answer = await mara.run('createProfile', { input });
    made[name] = (answer['profile'] as { id: string }).id;
  }
  if (grownUpPin !== null) await mara.run('setPin', { id: made['adult'], pin: grownUpPin, password: PASSWORD });
  const watchAs = async (name: 'adult' | 'teen' | 'kid', pin: string | null = null) =>
    assert.equal((await mara.run('chooseProfile', { id: made[name], pin }))['__typename'], 'ProfileSaved');
  let say = mara.say;
  /** After so long, with a token of then. */
  const later = async (ms: number, profileId: string | undefined): Promise<void> => {
    started.clock.now += ms;
    const account = { ...mara, profileId: ProfileId.parse(profileId) };
    const { headers } = await laterOn(account, started.clock.now);
    say = (query, variables) => started.ask(query, variables, { headers });
  };
  const play = async (title: { readonly titleId: string } | undefined, pin: string | null = null) => {
    const answer = await say(PLAY, { c: randomUUID(), id: title?.titleId, pin });
    assert.deepEqual(answer.errors, []);
    const said = pick(answer, 'startPlayback') as Record<string, string>;
    return { ...said, code: said['code'] ?? said['__typename'] } as Record<string, string>;
  };
  const status = async (path: string | undefined) => (await fetch(new URL(String(path), started.url))).status;
  return {
    ...started,
    titles,
    draft,
    watchAs,
    play,
    status,
    later,
    made,
    say: (query: string, variables: object) => say(query, variables),
  };
}

test('a film above the cap opens by the PIN of somebody grown up, for the whole film and a quarter of an hour', async (t) => {
  const { titles, watchAs, play, status, later, made, say } = await atHome(t);
  const [below, above, more] = titles;
  await watchAs('teen');
  assert.equal((await play(below))['code'], 'PlaybackStarted');
  assert.equal((await play(above))['code'], 'playback.pin-required');
  assert.equal((await play(above, '0000'))['code'], 'profile.pin-wrong');
  const opened = await play(above, PIN);
  assert.equal(opened['code'], 'PlaybackStarted');
  assert.equal(await status(opened['hlsUrl']), 200, 'the cap of the profile does not stop it');
  assert.equal((await play(more))['code'], 'PlaybackStarted', 'another one of the same profile, soon after');
  await later(14 * 60_000, made['teen']);
  assert.equal((await play(more))['code'], 'PlaybackStarted');
  await later(2 * 60_000, made['teen']);
  assert.equal((await play(more))['code'], 'playback.pin-required', 'it was given too long ago');
  const renewed = await say(RENEW, { token: opened['sessionToken'] });
  assert.equal(await status(pick(renewed, 'renewPlayback.hlsUrl') as string), 200, 'the film goes on to its end');
  await later(0, made['kid']);
  const byChild = await say(RENEW, { token: opened['sessionToken'] });
  assert.equal(pick(byChild, 'renewPlayback.code'), 'session.not-found', 'another profile was not let in');
});

test('kids, households without a PIN, and films that nobody is shown are asked for none', async (t) => {
  const { titles, draft, watchAs, play } = await atHome(t);
  await watchAs('kid');
  assert.equal((await play(titles[1], PIN))['code'], 'title.not-found', 'never a child');
  await watchAs('teen');
  assert.equal((await play(draft, PIN))['code'], 'title.not-found');
  assert.equal((await play({ titleId: randomUUID() }, PIN))['code'], 'title.not-found');
  const open = await atHome(t, null);
  await open.watchAs('teen');
  assert.equal((await open.play(open.titles[1]))['code'], 'title.not-found');
  assert.equal((await open.play(open.titles[1], PIN))['code'], 'title.not-found');
});

test('a PIN is not tried out, and what another profile was let in to counts for nobody else', async (t) => {
  const { titles, watchAs, play } = await atHome(t);
  await watchAs('teen');
  for (let n = 0; n < 5; n += 1) assert.equal((await play(titles[1], `000${n}`))['code'], 'profile.pin-wrong');
  assert.equal((await play(titles[1], PIN))['code'], 'profile.pin-locked', 'also the right one');
});
