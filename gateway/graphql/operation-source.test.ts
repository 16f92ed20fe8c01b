import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'graphql';
import { titleRow } from '../testing/fakes.ts';
import { OPERATOR_TOKEN, startTestGateway } from '../testing/start.ts';

/** Posts an operation by its name. */
const poster =
  (url: string) =>
  async (query: string, operationName: string | undefined, staff = false): Promise<string> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(staff ? { authorization: `Bearer ${OPERATOR_TOKEN}` } : {}),
      },
      body: JSON.stringify({ query, operationName, variables: {} }),
    });
    return response.text();
  };

test('a syntax tree in JSON is no document, so that its names cannot hide fields from @allow', async (t) => {
  const { ask, calls } = await startTestGateway(t, { rows: { titles: [titleRow()] } });
  const tree = JSON.stringify(
    parse('{ ...F } fragment F on Query { studioTitles { edges { node { name } } } }', { noLocation: true }),
  );
  // The name of the spread as a list: whoever looks in a map finds no such fragment, whoever looks in an object does.
  const hidden = tree.replace(
    '"kind":"FragmentSpread","name":{"kind":"Name","value":"F"}',
    '"kind":"FragmentSpread","name":{"kind":"Name","value":["F"]}',
  );
  assert.notEqual(hidden, tree);
  for (const text of [tree, hidden, '{}', '[]', 'null', '1', '"x"', '{"kind":"Document","definitions":[null]}']) {
    const answer = await ask(text);
    assert.equal(answer.status, 400, text);
    assert.equal(answer.errors[0]?.extensions.code, 'BAD_REQUEST', text);
    assert.equal(answer.data, null);
  }
  assert.equal(calls.includes('titles.all'), false);
});

test('each use of a document runs the operation that it names, however often another was run', async (t) => {
  const { url, calls } = await startTestGateway(t, { rows: { titles: [titleRow({ name: 'Shown' })] } });
  const post = poster(url);
  const query = `query Mine { me { kind } }
    query Board { studioTitles { edges { node { name } } } }
    query List { titles { edges { node { name } } } }`;
  const board = '{"data":{"studioTitles":{"edges":[{"node":{"name":"Shown"}}]}}}';
  // Often enough to be compiled.
  for (let use = 0; use < 8; use++) assert.equal(await post(query, 'Board', true), board);
  const asked = calls.filter((call) => call === 'titles.all').length;
  assert.equal(await post(query, 'Mine'), '{"data":{"me":{"kind":"VIEWER"}}}');
  assert.equal(calls.filter((call) => call === 'titles.all').length, asked, 'the other one did not run');
  assert.equal(await post(query, 'List'), '{"data":{"titles":{"edges":[{"node":{"name":"Shown"}}]}}}');
  assert.match(await post(query, 'Board'), /FORBIDDEN/);
  assert.match(await post(query, undefined), /BAD_REQUEST/);
  assert.match(await post(query, 'Board\n} { me { kind }'), /BAD_REQUEST/);
});
