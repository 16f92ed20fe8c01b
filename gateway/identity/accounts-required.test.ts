import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import type { GatewayDeps } from '../gateway.ts';
import { signedInAccount } from '../testing/account.ts';
import { packageRow, profileRow, titleRow } from '../testing/fakes.ts';
import { connect } from '../testing/socket.ts';
import { OPERATOR_TOKEN, pick, startTestGateway } from '../testing/start.ts';
import { endSignIn } from './sign-in-sessions.ts';

const PLAY =
  'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on Refusal { code } ... on PlaybackStarted { hlsUrl } } }';

async function withFilm(t: TestContext, given: Partial<GatewayDeps> = {}) {
  const title = titleRow({ packageId: randomUUID() });
  const film = packageRow(title);
  const started = await startTestGateway(t, { rows: { titles: [title], packages: [film] }, ...given });
  mkdirSync(join(started.root, film.storageKey), { recursive: true });
  writeFileSync(join(started.root, film.storageKey, film.hls), '#EXTM3U\n');
  const play = async (headers: Record<string, string> = {}) => {
    const answer = await started.ask(PLAY, { c: randomUUID(), id: title.titleId }, { headers });
    return { answer, path: pick(answer, 'startPlayback.hlsUrl') as string };
  };
  const status = async (path: string) => (await fetch(new URL(path, started.url))).status;
  return { ...started, title, play, status };
}

test('a film stops when the device that it was started on is signed out', async (t) => {
  const { play, status, signals, log, vault } = await withFilm(t);
  const [mara, operator] = [await signedInAccount({ log, vault }), { authorization: `Bearer ${OPERATOR_TOKEN}` }];
  const [mine, anonymous, staffs] = await Promise.all([play(mara.headers), play(), play(operator)]);
  const all = () => Promise.all([mine, anonymous, staffs].map(({ path }) => status(path)));
  assert.deepEqual(await all(), [200, 200, 200]);
  await endSignIn({ execute: executeOn(log), now: Date.now }, mara, 'asked');
  signals.publish(`read.sign_ins.${mara.signInId}`, {});
  assert.deepEqual(await all(), [403, 200, 200]);
});

test('a film goes on while the log is away', async (t) => {
  const { play, status, log, vault } = await withFilm(t);
  const mara = await signedInAccount({ log, vault });
  const { path } = await play(mara.headers);
  log.setAway(true);
  assert.equal(await status(path), 200);
  log.setAway(false);
});

test('where accounts are required, who has none reaches what signing in takes and nothing else', async (t) => {
  const { ask, play, status, url, title, log, vault, rows } = await withFilm(t, { accounts: 'required' });
  const films = '{ titles { edges { node { id } } } }';
  for (const query of [
    films,
    '{ me { kind } titles { edges { node { id } } } }',
    'query { ...all } fragment all on Query { continueWatching { title { id } } }',
    `{ title(id: "${title.titleId}") { name } }`,
  ]) {
    const answer = await ask(query);
    assert.equal(answer.errors[0]?.extensions.code, 'UNAUTHENTICATED', query);
    assert.equal(answer.data, null);
  }
  assert.equal((await play()).answer.errors[0]?.extensions.code, 'UNAUTHENTICATED');
  assert.equal(
    pick(await ask('{ me { kind } accountPolicy { mode } myAccount { id } }'), 'accountPolicy.mode'),
    'REQUIRED',
  );
  const client = await connect(t, url);
  const received = client.subscribe('subscription { titleChanged { id } }');
  await received.ended;
  assert.match(JSON.stringify(received.messages), /UNAUTHENTICATED/);

  const profile = profileRow();
  rows.profiles.push(profile);
  const mara = await signedInAccount({ log, vault }, { profileId: profile.profileId });
  rows.profiles[0] = { ...profile, accountId: mara.accountId };
  assert.equal(pick(await ask(films, {}, { headers: mara.headers }), 'titles.edges.0.node.id'), title.titleId);
  assert.equal(await status((await play(mara.headers)).path), 200);
  assert.equal(pick(await ask(films, {}, { operator: true }), 'titles.edges.0.node.id'), title.titleId);
});

test('where accounts are required, nobody plays a film before they said who is watching', async (t) => {
  const required = await withFilm(t, { accounts: 'required' });
  const { log, vault, rows } = required;
  const profile = profileRow();
  const anybody = await signedInAccount({ log, vault });
  const code = async ({ play }: typeof required, headers?: Record<string, string>) =>
    pick((await play(headers)).answer, 'startPlayback.code');
  assert.equal(await code(required, anybody.headers), 'profile.needed');
  // A profile that was deleted is none, and neither is one of another household.
  const theirs = await signedInAccount({ log, vault }, { profileId: profile.profileId });
  assert.equal(await code(required, theirs.headers), 'profile.needed');
  rows.profiles.push({ ...profile, accountId: theirs.accountId, deleted: true });
  assert.equal(await code(required, theirs.headers), 'profile.needed');
  const editor = await signedInAccount({ log, vault }, { roles: ['editor'] });
  assert.equal(await code(required, editor.headers), undefined);

  const optional = await withFilm(t);
  const mara = await signedInAccount(optional);
  assert.equal(await code(optional, mara.headers), undefined);
});

test('where accounts are required, no address of a film opens it that was signed for somebody without one', async (t) => {
  const optional = await withFilm(t);
  const { path } = await optional.play();
  assert.equal(await optional.status(path), 200);
  // The same data, with another setting.
  const { log, vault, queries, store, webRoot } = { ...optional, webRoot: optional.root };
  const required = await startTestGateway(t, { log, vault, queries, store, webRoot, accounts: 'required' });
  assert.equal((await fetch(new URL(path, required.url))).status, 403);
});
