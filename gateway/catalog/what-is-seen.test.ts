import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import type { Audience } from '../../schemas/identity/audience.ts';
import { signPoster } from '../media/image-token.ts';
import { signedInAccount } from '../testing/account.ts';
import { assetRow, grantRow, packageRow, profileRow, storedWindow, titleRow } from '../testing/fakes.ts';
import { keyring } from '../testing/package.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const PAGE =
  'query T($id: ID!) { title(id: $id) { posterUrl access { canWatch reason by offers { __typename } } purchase { id } } }';
const LIST = 'query L($search: String) { titles(first: 50, search: $search) { edges { node { name } } } }';
const RAIL = '{ continueWatching(first: 50) { title { name posterUrl } } }';
const PLAY =
  'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on PlaybackStarted { hlsUrl } ... on PlaybackRefused { reason } } }';
const OVER = '2021-01-01T00:00:00.000Z';
const LATER = '2099-01-01T00:00:00.000Z';

/** A title for each reason not to be seen, and one for each way to be. */
const TITLES = {
  free: titleRow(),
  draft: titleRow({ status: 'draft' }),
  down: titleRow({ status: 'unpublished' }),
  over: titleRow({ windows: [storedWindow({ end: OVER })] }),
  there: titleRow({ windows: [storedWindow({ territories: ['FR'] })] }),
  later: titleRow({ windows: [storedWindow({ start: LATER })] }),
  grown: titleRow({ age: 18 }),
  plan: titleRow({ age: 0, windows: [storedWindow({ model: 'SVOD' })] }),
  sale: titleRow({ age: 0, windows: [storedWindow({ model: 'BUY' })] }),
  bought: titleRow({ age: 0, windows: [storedWindow({ model: 'BUY', end: OVER })] }),
  boughtGrown: titleRow({ age: 18, windows: [storedWindow({ model: 'BUY', end: OVER })] }),
  boughtDown: titleRow({ age: 0, status: 'unpublished', windows: [storedWindow({ model: 'BUY', end: OVER })] }),
} as const;
type Name = keyof typeof TITLES;
const NAMES = Object.keys(TITLES) as Name[];

/** What each is to know of, and of that what is to play; everything else is not there. */
const SEEN: Readonly<Record<string, { readonly plays: readonly Name[]; readonly costs: readonly Name[] }>> = {
  nobody: { plays: ['free', 'grown'], costs: ['plan', 'sale'] },
  buyer: { plays: ['free', 'grown', 'plan', 'bought', 'boughtGrown'], costs: ['sale'] },
  child: { plays: ['plan', 'bought'], costs: ['sale'] },
  stranger: { plays: ['free', 'grown'], costs: ['plan', 'sale'] },
};
/** In the catalogue is what is to be had; what was bought before stands with who has it. */
const LISTED_NOT: ReadonlySet<Name> = new Set(['bought', 'boughtGrown']);

async function withEverybody(t: TestContext) {
  const titles = NAMES.map((name) => {
    const title = { ...TITLES[name], name, packageId: randomUUID(), rightsRevision: '0' };
    return { ...title, posterKey: `posters/${title.titleId}.jpg` };
  });
  const assets = titles.map(({ assetId, titleId, posterKey }) => assetRow({ assetId, titleId, posterKey }));
  const packages = titles.map((title) => ({ ...packageRow(title), storageKey: `packages/${title.titleId}/1` }));
  const started = await startTestGateway(t, {
    rows: { titles, assets, packages },
    homeTerritory: 'DE',
    payments: createMemoryPayments(),
  });
  mkdirSync(join(started.root, 'posters'), { recursive: true });
  for (const title of titles) {
    writeFileSync(join(started.root, title.posterKey), 'a picture');
    mkdirSync(join(started.root, `packages/${title.titleId}/1`), { recursive: true });
    writeFileSync(join(started.root, `packages/${title.titleId}/1/master.m3u8`), '#EXTM3U\n');
  }
  const { rows } = started;
  const kid = profileRow({ kids: true, maturityCap: 6 });
  const [buyer, stranger, child] = [
    await signedInAccount(started),
    await signedInAccount(started),
    await signedInAccount(started, { profileId: kid.profileId }),
  ];
  rows.profiles.push({ ...kid, accountId: child.accountId });
  for (const { accountId } of [buyer, child]) {
    rows.grants.push(grantRow({ accountId }));
    for (const name of ['bought', 'boughtGrown', 'boughtDown'] as const)
      rows.grants.push(grantRow({ accountId, kind: 'purchase', titleId: TITLES[name].titleId, features: null }));
  }
  // Each in a browser of their own, whose profile is theirs where they chose none.
  const cookie = async () => (await started.ask('{ me { kind } }')).headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const headers: Record<string, Record<string, string>> = { nobody: { cookie: await cookie() } };
  for (const [who, account] of Object.entries({ buyer, stranger, child }))
    headers[who] = { ...account.headers, cookie: await cookie() };
  const audience = { child: { maturityCap: 6, kids: true } } as Readonly<Record<string, Audience | undefined>>;
  return { ...started, headers, titles, audience, signedIn: { buyer, stranger, child } };
}

test('lists, searches, rails, pages, pictures and films agree on what is there, for everybody', async (t) => {
  const { ask, headers, url, titles, rows, audience } = await withEverybody(t);
  const status = async (path: unknown) => (await fetch(new URL(String(path), url))).status;
  for (const [who, { plays, costs }] of Object.entries(SEEN)) {
    const as = { headers: headers[who] ?? {} };
    const run = async (query: string, variables: object = {}) => {
      const answer = await ask(query, variables, as);
      assert.deepEqual(answer.errors, [], `${who}: ${query}`);
      return answer;
    };
    const known = new Set<Name>([...plays, ...costs]);
    const listed = NAMES.filter((name) => known.has(name) && !LISTED_NOT.has(name));
    const names = async (search?: string) =>
      (pick(await run(LIST, { search }), 'titles.edges') as { node: { name: Name } }[]).map(({ node }) => node.name);
    assert.deepEqual(await names(), listed, `${who}: the list`);
    const profileId = pick(await run('{ me { profileId } }'), 'me.profileId') as string;
    for (const { name, titleId, assetId } of titles) {
      const says = `${who}: ${name}`;
      const isKnown = known.has(name);
      const isPlayed = plays.includes(name);
      assert.equal((await names(name)).includes(name), listed.includes(name), `${says}, searched for`);
      const page = pick(await run(PAGE, { id: titleId }), 'title') as null | Record<string, unknown>;
      assert.equal(page !== null, isKnown, `${says}, its page`);
      // Whoever is not shown it may have had an address of its picture before.
      const old = { assetId, titleId, caller: { kind: 'viewer', territory: 'DE', audience: audience[who] } } as const;
      const picture = page?.['posterUrl'] ?? (await signPoster(keyring, old, Math.floor(Date.now() / 1000) + 60));
      assert.equal((await status(picture)) === 200, isKnown, `${says}, its picture`);
      const access = page?.['access'] as undefined | Record<string, unknown>;
      if (access !== undefined) {
        assert.equal(access['canWatch'], isPlayed, `${says}, whether it plays`);
        assert.equal(access['reason'], isPlayed ? null : 'PLAN_REQUIRED', `${says}, why not`);
      }
      const start = pick(await run(PLAY, { c: randomUUID(), id: titleId }), 'startPlayback') as Record<string, string>;
      const expected = isPlayed ? 'PlaybackStarted' : isKnown ? 'PlaybackRefused' : null;
      if (expected !== null) assert.equal(start['__typename'], expected, `${says}, a start`);
      else if (who === 'nobody' || who === 'stranger')
        assert.equal(start['__typename'], 'NotFound', `${says}, a start`);
      else assert.notEqual(start['__typename'], 'PlaybackStarted', `${says}, a start`);
      if (isPlayed) assert.equal(await status(start['hlsUrl']), 200, `${says}, its media`);
    }
    // As if they had begun all of them, some time when they could.
    for (const { titleId } of titles)
      rows.progress.push({
        ...{ profileId, titleId, positionMs: 30_000, durationMs: 60_000, finished: false, resumable: true },
        updatedAt: '2026-01-01T00:00:00.000Z',
      });
    const rail = pick(await run(RAIL), 'continueWatching') as { title: { name: Name; posterUrl: string } }[];
    assert.deepEqual(
      rail.map(({ title }) => title.name),
      NAMES.filter((name) => known.has(name)),
      `${who}: what was begun`,
    );
    for (const { title } of rail) assert.equal(await status(title.posterUrl), 200, `${who}: ${title.name} on the rail`);
  }
});

test('the picture of what was bought goes with the right to it', async (t) => {
  const { ask, headers, url, rows, signals, signedIn } = await withEverybody(t);
  const { titleId } = TITLES.bought;
  const answer = await ask(PAGE, { id: titleId }, { headers: headers['buyer'] ?? {} });
  const path = String(pick(answer, 'title.posterUrl'));
  const status = async () => (await fetch(new URL(path, url))).status;
  assert.equal(await status(), 200);
  assert.equal(pick(answer, 'title.access.by'), 'PURCHASE');
  const { accountId } = signedIn.buyer;
  rows.grants.splice(0, rows.grants.length, ...rows.grants.filter((each) => each.titleId !== titleId));
  signals.publish(`read.grants.${accountId}`, {});
  await signals.delivered();
  assert.equal(await status(), 404);
});

test('what a list says of access takes a statement for all of it, and none of the log', async (t) => {
  const { ask, headers, calls, log, rows } = await withEverybody(t);
  for (let n = 0; n < 30; n += 1)
    rows.titles.push(
      titleRow({ name: `More ${n}`, windows: [storedWindow({ model: 'BUY' }), storedWindow({ model: 'SVOD' })] }),
    );
  const query = '{ titles(first: 50) { edges { node { access { canWatch offers { __typename } } } } } }';
  const as = { headers: headers['stranger'] ?? {} };
  await ask(query, {}, as);
  calls.length = 0;
  log.setAway(true);
  const answer = await ask(query, {}, as);
  log.setAway(false);
  assert.ok((pick(answer, 'titles.edges') as unknown[]).length > 30);
  assert.ok(calls.length <= 8, calls.join());
});
