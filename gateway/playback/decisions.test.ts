import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { POLICY_VERSION } from '../../domain/playback/playback-decision.ts';
import { decisions, decisionsProjection } from '../../projections/playback/decisions.projection.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';
import { signedInAccount } from '../testing/account.ts';
import { grantRow, packageRow, profileRow, storedWindow, titleRow } from '../testing/fakes.ts';
import { startPeople } from '../testing/people.ts';
import { pick } from '../testing/start.ts';

const PLAY =
  'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on Refusal { code } } }';
const DECISIONS = `query D($id: ID!) { decisionsOf(accountId: $id) { edges { node { titleId title { name } allow reasons { code text } grantId territory policyVersion } } } }`;
const WHY = `query W($id: ID!, $a: ID, $p: ID, $where: String) { whyMayNotSee(titleId: $id, accountId: $a, profileId: $p, territory: $where) { seen allow reasons { code } grant territory opensAt } }`;

async function withFilm(t: TestContext) {
  const title = titleRow({
    name: 'A plan film',
    packageId: randomUUID(),
    age: 12,
    windows: [storedWindow({ model: 'SVOD', territories: ['DE'] })],
    rightsRevision: '3',
    revision: '4',
  });
  const clock = { now: Date.now() };
  const started = await startPeople(t, {
    now: () => clock.now,
    homeTerritory: 'DE',
    rows: { titles: [title], packages: [packageRow(title)] },
  });
  const { ask, log, queries } = started;
  const profileId = randomUUID();
  const mara = await signedInAccount(started, { profileId });
  started.rows.profiles.push(profileRow({ profileId, accountId: mara.accountId, position: 55n }));
  queries.decisions.ofAccount = async (accountId) => ({
    rows: rowsIn(decisionsProjection, decisions, log.events)
      .filter((row) => row.accountId === accountId)
      .toSorted((a, b) => Number(a.position - b.position))
      .map((row, index) => ({ cursor: String(index), row })),
    hasNextPage: false,
  });
  const play = async (headers: Record<string, string> = mara.headers, commandId = randomUUID()) =>
    pick(await ask(PLAY, { c: commandId, id: title.titleId }, { headers }), 'startPlayback.__typename');
  /** The decisions so far, of which there will be so many: a refusal is written while its answer goes. */
  const written = async (count: number) => {
    const now = () => log.events.filter(({ type }) => type === 'playback.PlaybackDecided').map(({ data }) => data);
    const deadline = Date.now() + 10_000;
    while (now().length < count && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(now().length, count);
    return now() as Record<string, unknown>[];
  };
  return { ...started, title, mara, clock, play, written };
}

test('a start is written down with what it was decided by, refused or granted', async (t) => {
  const { play, written, mara, rows, title, ask } = await withFilm(t);
  assert.equal(await play(), 'PlaybackRefused');
  const [refused] = await written(1);
  assert.deepEqual(
    [refused?.['allow'], refused?.['reason'], refused?.['accountId']],
    [false, 'PLAN_REQUIRED', mara.accountId],
  );
  const grant = grantRow({ accountId: mara.accountId, revision: 70n });
  rows.grants.push(grant);
  const commandId = randomUUID();
  assert.equal(await play(mara.headers, commandId), 'PlaybackStarted');
  assert.equal(await play(mara.headers, commandId), 'PlaybackStarted');
  // Said twice, written once.
  const [, granted] = await written(2);
  assert.deepEqual([granted?.['allow'], granted?.['grantId']], [true, grant.grantId]);
  const inputs = granted?.['inputs'] as Record<string, unknown>;
  assert.deepEqual(
    [inputs['titleRevision'], inputs['rightsRevision'], inputs['territory'], inputs['grants']],
    ['4', '3', 'DE', [{ grantId: grant.grantId, kind: 'plan', position: '70' }]],
  );
  const seen = await ask(DECISIONS, { id: mara.accountId }, { operator: true });
  const nodes = (pick(seen, 'decisionsOf.edges') as { node: Record<string, unknown> }[]).map(({ node }) => node);
  assert.deepEqual(
    nodes.map(({ allow }) => allow),
    [false, true],
  );
  assert.deepEqual(nodes[0], {
    ...{ titleId: title.titleId, title: { name: 'A plan film' }, allow: false, grantId: null },
    reasons: [{ code: 'PLAN_REQUIRED', text: 'It takes a plan, a rental or a purchase, and they have none for it.' }],
    ...{ territory: 'DE', policyVersion: POLICY_VERSION },
  });
  const unknown = await ask(DECISIONS, { id: randomUUID() }, { operator: true });
  assert.deepEqual(pick(unknown, 'decisionsOf.edges'), []);
});

test('the same refusal to the same visitor is written once in ten minutes, and strangers cannot write without end', async (t) => {
  const { play, written, clock, ask } = await withFilm(t);
  await play();
  await play();
  await written(1);
  // Without cookies each request comes from another profile.
  for (let each = 0; each < 30; each++) await play({});
  await written(2);
  // Nothing is decided about what is not there.
  await ask(PLAY, { c: randomUUID(), id: randomUUID() });
  clock.now += 10 * 60_000;
  await play({});
  await written(3);
});

test('why somebody may not see a title is one question', async (t) => {
  const { ask, title, mara, rows, types } = await withFilm(t);
  const why = async (given: object, options: object = { operator: true }) => {
    const answer = await ask(WHY, { id: title.titleId, ...given }, options);
    return pick(answer, 'whyMayNotSee') as Record<string, unknown> | null;
  };
  const codes = (answer: Record<string, unknown> | null) =>
    ((answer?.['reasons'] ?? []) as { code: string }[]).map(({ code }) => code);
  const nobody = await why({});
  assert.deepEqual([nobody?.['seen'], nobody?.['allow'], codes(nobody)], [true, false, ['PLAN_REQUIRED']]);
  const there = await why({ where: 'FR' });
  assert.deepEqual([there?.['seen'], codes(there), there?.['territory']], [false, ['TERRITORY'], 'FR']);
  rows.grants.push(grantRow({ accountId: mara.accountId }));
  const known = await why({ a: mara.accountId });
  assert.deepEqual([known?.['allow'], known?.['grant']], [true, 'plan']);
  assert.ok(types().includes('PersonRead'), 'who looks is written down');
  const child = profileRow({ accountId: mara.accountId, kids: true, maturityCap: 6 });
  rows.profiles.push(child);
  const ofChild = await why({ p: child.profileId });
  assert.deepEqual([ofChild?.['seen'], codes(ofChild)], [false, ['MATURITY']]);
  assert.equal(await why({ p: child.profileId, a: randomUUID() }), null);
  assert.equal(await why({ a: randomUUID() }), null);
  assert.equal(await why({}, { headers: mara.headers }), undefined, 'for people who work here alone');
  const wrong = await ask(WHY, { id: title.titleId, where: 'de' }, { operator: true });
  assert.equal(wrong.errors[0]?.extensions.code, 'BAD_INPUT');
});
