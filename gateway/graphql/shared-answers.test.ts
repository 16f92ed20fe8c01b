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
