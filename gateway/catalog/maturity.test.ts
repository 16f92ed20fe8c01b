import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import type { Audience } from '../../schemas/identity/audience.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { viewerActor } from '../http/identity.ts';
import { packageRow, titleRow } from '../testing/fakes.ts';
import { connect } from '../testing/socket.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const AGES = [null, 0, 6, 12, 16, 18];
const LIST =
  'query L($first: Int!, $after: String, $search: String) { titles(first: $first, after: $after, search: $search) { edges { cursor node { id name posterUrl } } pageInfo { hasNextPage endCursor } } }';
const PLAY =
  'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on PlaybackStarted { hlsUrl } } }';
const ADULT: Audience = { maturityCap: 12, kids: false };
const KID: Audience = { maturityCap: 12, kids: true };

/** A gateway that takes a cookie's word for who watches. */
async function withTitles(t: TestContext) {
  const titles = AGES.map((age) =>
    titleRow({ name: `From ${age}`, age, packageId: randomUUID(), posterKey: 'posters/x.jpg' }),
  );
  const profileId = ProfileId.parse('00000000-0000-4000-8000-000000000008');
  const started = await startTestGateway(t, {
    identity: {
      async whoIs({ cookies }) {
        const said = cookies?.['audience'];
        const audience = said === undefined ? undefined : (JSON.parse(decodeURIComponent(said)) as Audience);
        const caller = {
          kind: 'viewer',
          actor: viewerActor(profileId),
          profileId,
          browserId: profileId,
          audience,
        } as const;
        return { caller, cookies: [] };
      },
    },
    rows: {
      titles,
      packages: titles.map(packageRow),
      progress: titles.map(({ titleId }) => ({
        profileId,
        titleId,
        positionMs: 30_000,
        durationMs: 60_000,
        finished: false,
        resumable: true,
        updatedAt: '2026-01-01T00:00:00.000Z',
      })),
    },
  });
  const as = (audience: Audience | undefined) => ({
    headers:
      audience === undefined ? {} : ({ cookie: `audience=${encodeURIComponent(JSON.stringify(audience))}` } as const),
  });
  return { ...started, titles, as };
}

const namesOf = (ages: readonly (number | null)[]): readonly string[] => ages.map((age) => `From ${age}`);

test('lists, searches and what was begun hold what is for whoever watches, in whole pages', async (t) => {
  const { ask, as } = await withTitles(t);
  const list = async (audience: Audience | undefined, search: string | null = null) => {
    const names: unknown[] = [];
    let [after, pages]: [unknown, number] = [null, 0];
    for (;;) {
      const answer = await ask(LIST, { first: 2, after, search }, as(audience));
      const edges = pick(answer, 'titles.edges') as { readonly node: { readonly name: string } }[];
      names.push(...edges.map(({ node }) => node.name));
      pages++;
      if (pick(answer, 'titles.pageInfo.hasNextPage') !== true) return { names, pages };
      assert.equal(edges.length, 2, 'a page is full until the last');
      after = pick(answer, 'titles.pageInfo.endCursor');
    }
  };
  assert.deepEqual(await list(undefined), { names: namesOf(AGES), pages: 3 });
  assert.deepEqual(await list(ADULT), { names: namesOf([null, 0, 6, 12]), pages: 2 });
  assert.deepEqual(await list(KID), { names: namesOf([0, 6, 12]), pages: 2 });
  assert.deepEqual(await list(KID, 'From 16'), { names: [], pages: 1 });

  const begun = async (audience: Audience | undefined, first: number): Promise<unknown> => {
    const answer = await ask(
      'query C($n: Int!) { continueWatching(first: $n) { title { name } } }',
      { n: first },
      as(audience),
    );
    return (pick(answer, 'continueWatching') as { title: { name: string } }[]).map(({ title }) => title.name);
  };
  assert.deepEqual(await begun(undefined, 2), namesOf([null, 0]));
  assert.deepEqual(await begun(KID, 2), namesOf([0, 6]), "what is hidden takes nobody's place");
  assert.deepEqual(await begun(KID, 20), namesOf([0, 6, 12]));
});

test('a title above the cap is not there: not its page, not its film, not as a change', async (t) => {
  const { ask, as, titles, url, signals, log } = await withTitles(t);
  const socket = await connect(t, url, {}, as(KID).headers);
  const heard = socket.subscribe('subscription { titleChanged { name } }');
  await socket.caughtUp();
  for (const { titleId, age } of titles) {
    const isShown = age !== null && age <= 12;
    const page = await ask('query T($id: ID!) { title(id: $id) { age } }', { id: titleId }, as(KID));
    assert.deepEqual(pick(page, 'title'), isShown ? { age } : null);
    const start = await ask(PLAY, { c: randomUUID(), id: titleId }, as(KID));
    assert.equal(pick(start, 'startPlayback.__typename'), isShown ? 'PlaybackStarted' : 'NotFound');
    signals.publish(`read.titles.${titleId}`, {});
  }
  const none = await ask(PLAY, { c: randomUUID(), id: randomUUID() }, as(KID));
  const hidden = await ask(PLAY, { c: randomUUID(), id: titles[5]?.titleId }, as(KID));
  assert.deepEqual(hidden.data, none.data, 'as if there were none');
  await heard.atLeast(3);
  await socket.caughtUp();
  const name = (message: unknown) => (message as { data: { titleChanged: { name: string } } }).data.titleChanged.name;
  assert.deepEqual(heard.messages.map(name).toSorted(), namesOf([0, 12, 6]));
  const started = log.events.filter(({ type }) => type === 'playback.PlaybackStarted');
  assert.equal(started.length, 3, 'nothing was started that is not shown');
});

test('who may see different titles shares no answer', async (t) => {
  const { ask, as } = await withTitles(t);
  const audiences = [undefined, ADULT, KID, { maturityCap: 6, kids: true }];
  const counts = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const answer = await ask('{ titles { edges { node { name } } } }', {}, as(audiences[index % 4]));
      return (pick(answer, 'titles.edges') as unknown[]).length;
    }),
  );
  assert.deepEqual(counts, Array.from({ length: 10 }, () => [6, 4, 3, 2]).flat());
});
