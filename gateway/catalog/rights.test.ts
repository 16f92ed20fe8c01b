import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { packageRow, storedWindow, titleRow } from '../testing/fakes.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const START = '2026-02-01T00:00:00.000Z';
const END = '2026-03-01T00:00:00.000Z';
const LIST =
  'query L($first: Int! = 20, $after: String) { titles(first: $first, after: $after) { edges { node { name } } pageInfo { hasNextPage endCursor } } }';
const PLAY =
  'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on Refusal { code message } ... on PlaybackRefused { reason } } }';

/** A gateway behind a proxy that says where somebody is, with a title for each kind of window. */
async function withTitles(t: TestContext, more: Parameters<typeof startTestGateway>[1] = {}) {
  const clock = { now: Date.parse(START) };
  const named = (name: string, ...windows: readonly Parameters<typeof storedWindow>[0][]) =>
    titleRow({
      name,
      packageId: randomUUID(),
      windows: windows.map(storedWindow),
      rightsRevision: String(windows.length - 1),
    });
  const titles = [
    named('untold'),
    named('here', { territories: ['DE'], start: START, end: END }),
    named('there', { territories: ['FR'] }),
    named('later', { start: END }),
    named('plan', { model: 'SVOD', except: ['FR'] }),
    named('everywhere', { maxHeight: 720 }),
  ];
  const started = await startTestGateway(t, {
    now: () => clock.now,
    trustProxy: ['loopback'],
    territoryHeader: 'x-country',
    rows: { titles, packages: titles.map(packageRow) },
    ...more,
  });
  const from = (country: string) => ({ headers: country === '' ? {} : { 'x-country': country } });
  const names = async (country: string) =>
    (pick(await started.ask(LIST, {}, from(country)), 'titles.edges') as { node: { name: string } }[]).map(
      ({ node }) => node.name,
    );
  const idOf = (name: string) => titles.find((title) => title.name === name)?.titleId ?? '';
  return { ...started, clock, titles, from, names, idOf };
}

test('lists hold what may be shown where somebody is, in whole pages, and what takes a plan is seen', async (t) => {
  const { ask, from, names } = await withTitles(t);
  assert.deepEqual(await names('DE'), ['untold', 'here', 'plan', 'everywhere']);
  assert.deepEqual(await names('FR'), ['untold', 'there', 'everywhere']);
  assert.deepEqual(await names(''), ['untold', 'everywhere'], 'where nobody knows, only what holds everywhere');
  assert.deepEqual(await names('T1'), ['untold', 'everywhere']);
  const page = await ask(LIST, { first: 2 }, from('FR'));
  assert.equal((pick(page, 'titles.edges') as unknown[]).length, 2);
  assert.equal(pick(page, 'titles.pageInfo.hasNextPage'), true);
});

test('an answer that was given before ends with the window, and no event has to say so', async (t) => {
  const { names, clock, queries } = await withTitles(t);
  queries.consistency.version = async () => '1.1';
  const before = ['untold', 'here', 'plan', 'everywhere'];
  assert.deepEqual(await names('DE'), before);
  assert.deepEqual(await names('DE'), before);
  clock.now = Date.parse(END) - 1;
  assert.deepEqual(await names('DE'), before);
  clock.now = Date.parse(END);
  assert.deepEqual(await names('DE'), ['untold', 'later', 'plan', 'everywhere']);
});

test('a title outside its windows is not there, and one that takes a plan says so', async (t) => {
  const { ask, from, idOf, log } = await withTitles(t);
  const page = async (name: string, country: string) =>
    pick(await ask('query T($id: ID!) { title(id: $id) { name } }', { id: idOf(name) }, from(country)), 'title');
  assert.deepEqual(await page('here', 'DE'), { name: 'here' });
  assert.equal(await page('here', 'FR'), null);
  const play = async (id: string, country: string) =>
    pick(await ask(PLAY, { c: randomUUID(), id }, from(country)), 'startPlayback') as Record<string, string>;
  assert.deepEqual(await play(idOf('there'), 'DE'), await play(randomUUID(), 'DE'), 'as if there were none');
  const refused = await play(idOf('plan'), 'DE');
  assert.deepEqual(
    [refused['__typename'], refused['code'], refused['reason']],
    ['PlaybackRefused', 'playback.plan-required', 'PLAN_REQUIRED'],
  );
  const decided = log.events.filter(({ type }) => type === 'playback.PlaybackDecided').length;
  assert.equal(log.events.length, decided, 'nothing is written but that it was refused');
  assert.equal((await play(idOf('here'), 'DE'))['__typename'], 'PlaybackStarted');
  assert.equal((await play(idOf('everywhere'), ''))['__typename'], 'PlaybackStarted');
});

test('an installation may close what nobody said anything of', async (t) => {
  const { names, ask } = await withTitles(t, { titlesWithoutRights: 'closed', homeTerritory: 'DE' });
  assert.deepEqual(await names(''), ['here', 'plan', 'everywhere']);
  const all = await ask('{ studioTitles { edges { node { name } } } }', {}, { operator: true });
  assert.equal((pick(all, 'studioTitles.edges') as unknown[]).length, 6);
});

test('staff with the permission grant, change and end windows of titles that there are', async (t) => {
  const { ask, idOf, log } = await withTitles(t);
  const windowId = randomUUID();
  const run = async (call: string, operator = true) =>
    pick(await ask(`mutation { change: ${call} { __typename ... on Refusal { code } } }`, {}, { operator }), 'change');
  const window = `window: { model: FREE, territories: ["DE"], start: "${START}", end: "${END}" }`;
  const args = (titleId: string) => `commandId: "${randomUUID()}", titleId: "${titleId}", windowId: "${windowId}"`;
  const title = idOf('untold');
  assert.deepEqual(await run(`grantRightsWindow(${args(title)}, ${window})`, false), {
    __typename: 'NotAllowed',
    code: 'caller.not-operator',
  });
  assert.deepEqual(await run(`grantRightsWindow(${args(randomUUID())}, ${window})`), {
    __typename: 'NotFound',
    code: 'title.not-found',
  });
  assert.deepEqual(await run(`grantRightsWindow(${args(title)}, ${window.replace('DE', 'XX')})`), {
    __typename: 'CommandRefused',
    code: 'rights.no-territory',
  });
  const done = { __typename: 'RightsChanged' };
  assert.deepEqual(await run(`grantRightsWindow(${args(title)}, ${window})`), done);
  assert.deepEqual(await run(`amendRightsWindow(${args(title)}, ${window.replace('DE', 'AT')}, why: "moved")`), done);
  assert.deepEqual(
    log.events.map(({ type, stream }) => [type, stream]),
    [
      ['catalog.RightsWindowGranted', `rights-${title}`],
      ['catalog.RightsWindowAmended', `rights-${title}`],
    ],
  );
  const rights = await ask(
    'query T($id: ID!) { title(id: $id) { rights { model territories maxHeight isEnded } } }',
    { id: idOf('there') },
    { operator: true },
  );
  assert.deepEqual(pick(rights, 'title.rights'), [
    { model: 'FREE', territories: ['FR'], maxHeight: null, isEnded: false },
  ]);
});

test('a window that was ended a moment ago counts before the read model knows', async (t) => {
  const { ask, idOf, from, clock } = await withTitles(t);
  const id = idOf('untold');
  const window = `window: { model: FREE, territories: ["FR"], start: "${START}" }`;
  const granted = await ask(
    `mutation { grantRightsWindow(commandId: "${randomUUID()}", titleId: "${id}", windowId: "${randomUUID()}", ${window}) { __typename } }`,
    {},
    { operator: true },
  );
  assert.equal(pick(granted, 'grantRightsWindow.__typename'), 'RightsChanged', JSON.stringify(granted));
  clock.now += 1;
  const play = await ask(PLAY, { c: randomUUID(), id }, from('DE'));
  assert.equal(pick(play, 'startPlayback.__typename'), 'NotFound');
});
