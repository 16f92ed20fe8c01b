import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'graphql';
import { Outage } from '../../ports/outage.ts';
import { gatewayContexts } from '../contexts.ts';
import { titleRow } from '../testing/fakes.ts';
import { pick, startTestGateway } from '../testing/start.ts';
import { createPlans } from './operation-plan.ts';
import { createSchema } from './schema.ts';

const LIST = '{ titles { edges { node { name posterUrl } } } }';

test('what is the same for all callers of a kind is shared, what is about the caller is not', () => {
  const plan = createPlans(createSchema(gatewayContexts));
  const isShared = (query: string): boolean => plan(parse(query), undefined).isShared;
  assert.equal(isShared(LIST), true);
  assert.equal(isShared('{ assets { edges { node { title { name } jobs { kind } } } } }'), true);
  for (const personal of [
    '{ me { kind } }',
    '{ continueWatching { positionMs } }',
    '{ titles { edges { node { progress { positionMs } } } } }',
    '{ titles { edges { node { ...P } } } } fragment P on Title { progress { positionMs } }',
    'mutation { publishTitle(commandId: "1", titleId: "2") { __typename } }',
  ])
    assert.equal(isShared(personal), false, personal);
});

test('staff and viewers never share an answer', async (t) => {
  const title = titleRow({ name: 'Shown', posterKey: 'posters/1.jpg' });
  const { ask } = await startTestGateway(t, { rows: { titles: [title] } });
  await ask(LIST);
  const answers = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => ({
      operator: index % 2 === 0,
      poster: String(pick(await ask(LIST, {}, { operator: index % 2 === 0 }), 'titles.edges.0.node.posterUrl')),
    })),
  );
  const posters = (operator: boolean) =>
    new Set(answers.filter((each) => each.operator === operator).map(({ poster }) => poster));
  assert.deepEqual([posters(true).size, posters(false).size], [1, 1]);
  assert.notDeepEqual(posters(true), posters(false), 'a poster is signed for who was shown it');
});

test('a failure is reported to each with a number of their own, and nothing of it is kept', async (t) => {
  const { ask, queries } = await startTestGateway(t, { rows: { titles: [titleRow()] } });
  await ask(LIST);
  const published = queries.titles.published;
  queries.titles.published = () => Promise.reject(new Outage('away'));
  const failed = await Promise.all(Array.from({ length: 5 }, () => ask(LIST)));
  assert.deepEqual([...new Set(failed.map(({ status }) => status))], [503]);
  assert.equal(new Set(failed.map(({ errors }) => errors[0]?.extensions['correlationId'])).size, 5);
  queries.titles.published = published;
  assert.equal((await ask(LIST)).status, 200);
});

test('an answer that is shared still waits for the token of each, and says so', async (t) => {
  const { ask } = await startTestGateway(t);
  await ask(LIST);
  const satisfied = async (token: string) =>
    (await ask(LIST, {}, { headers: { 'x-reprise-token': token } })).headers.get('x-reprise-satisfied');
  assert.deepEqual(await Promise.all([satisfied('1000'), satisfied('1001')]), ['true', 'false']);
});

test('an answer is given again until a read model that it was made from moves, and is made for each kind of caller', async (t) => {
  const titles = [titleRow({ name: 'Before' })];
  const { ask, queries } = await startTestGateway(t, { rows: { titles } });
  let version = '1.1';
  let asked: readonly string[] = [];
  queries.consistency.version = async (reads) => ((asked = reads), version);
  const made = queries.titles.published;
  let count = 0;
  queries.titles.published = (page) => ((count += 1), made(page));
  const name = async (operator = false) => pick(await ask(LIST, {}, { operator }), 'titles.edges.0.node.name');
  // The first reading of a document is not shared.
  await name();
  count = 0;
  assert.deepEqual([await name(), await name(), await name()], ['Before', 'Before', 'Before']);
  assert.deepEqual([count, asked], [1, ['titles']]);
  assert.equal(await name(true), 'Before');
  assert.equal(count, 2, 'staff get an answer of their own');

  titles[0] = titleRow({ name: 'After' });
  assert.equal(await name(), 'Before', 'no read model has moved');
  version = '1.2';
  assert.equal(await name(), 'After');
});

test('who brings a token gets an answer that is made from a look at the read models after the question', async (t) => {
  const { ask, queries } = await startTestGateway(t);
  await ask(LIST);
  const looks: number[] = [];
  queries.consistency.version = async (_reads, since) => (looks.push(since), '1.1');
  const before = performance.now();
  await ask(LIST, {}, { headers: { 'x-reprise-token': '7' } });
  assert.ok(looks.length === 1 && Number(looks[0]) >= before, `${looks.join()} is before ${before}`);
});

test('where the read models are is not known, nothing is kept', async (t) => {
  const { ask, queries } = await startTestGateway(t);
  await ask(LIST);
  const made = queries.titles.published;
  let count = 0;
  queries.titles.published = (page) => ((count += 1), made(page));
  await ask(LIST);
  await ask(LIST);
  assert.equal(count, 2);
});
