import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { OPERATOR_TOKEN, startTestGateway } from '../testing/start.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const WHO = 'query Who { me { kind } }';
const LIST = 'query List($first: Int!) { titles(first: $first) { edges { node { id } } } }';
const BOARD = 'query Board { assets(first: 1) { edges { cursor } } }';
const manifestOf = (...documents: string[]): string =>
  JSON.stringify(Object.fromEntries(documents.map((text) => [sha256(text), text])));

/** A gateway beside a build with this manifest. */
async function gatewayWith(t: TestContext, manifest: string | undefined, pointsPerMinute = 1000) {
  const webRoot = mkdtempSync(join(tmpdir(), 'reprise-web-'));
  t.after(() => rmSync(webRoot, { recursive: true, force: true }));
  if (manifest !== undefined) writeFileSync(join(webRoot, '.persisted-operations.json'), manifest);
  const { url, logger } = await startTestGateway(t, { webRoot, pointsPerMinute });
  const post = async (body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const { data, errors } = (await answer.json()) as {
      data: unknown;
      errors?: { extensions: { code: string } }[];
    };
    return { status: answer.status, data, code: errors?.[0]?.extensions.code, headers: answer.headers };
  };
  const byHash = (text: string, rest: object = {}, headers?: Record<string, string>) =>
    post({ ...rest, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } } }, headers);
  return { url, logger, post, byHash };
}

test("an operation of our own app runs by its hash, and is kept in nobody's cache", async (t) => {
  const { byHash } = await gatewayWith(t, manifestOf(WHO, LIST));
  const who = await byHash(WHO);
  assert.deepEqual([who.status, who.data], [200, { me: { kind: 'VIEWER' } }]);
  assert.equal(who.headers.get('cache-control'), 'no-store');
  const list = await byHash(LIST, { operationName: 'List', variables: { first: 5 } });
  assert.deepEqual([list.status, list.data], [200, { titles: { edges: [] } }]);
});

test('an unknown hash asks for the text, and the text runs as before', async (t) => {
  const { byHash, post } = await gatewayWith(t, manifestOf(WHO));
  const unknown = await byHash(LIST, { variables: { first: 5 } });
  assert.deepEqual([unknown.status, unknown.data, unknown.code], [404, null, 'PERSISTED_QUERY_NOT_FOUND']);
  const text = await post({ query: LIST, variables: { first: 5 } });
  assert.deepEqual([text.status, text.data], [200, { titles: { edges: [] } }]);
});

test('a hash opens nothing that a text does not open', async (t) => {
  const { byHash } = await gatewayWith(t, manifestOf(BOARD));
  assert.equal((await byHash(BOARD)).code, 'FORBIDDEN');
  const staff = await byHash(BOARD, {}, { authorization: `Bearer ${OPERATOR_TOKEN}` });
  assert.deepEqual([staff.status, staff.data], [200, { assets: { edges: [] } }]);
});

test('persisted operations pay by the rows that they ask for', async (t) => {
  const { byHash } = await gatewayWith(t, manifestOf(LIST), 100);
  assert.equal((await byHash(LIST, { variables: { first: 2 } })).status, 200);
  assert.equal((await byHash(LIST, { variables: { first: 2 } })).status, 200);
  assert.equal((await byHash(LIST, { variables: { first: 50 } })).code, 'RATE_LIMITED');
});

test('a query may go by GET with its hash, a mutation may not', async (t) => {
  const change = 'mutation Change { endPlayback(commandId: "x", sessionToken: "x") { __typename } }';
  const { url } = await gatewayWith(t, manifestOf(WHO, change));
  const get = (text: string) =>
    fetch(
      `${url}/graphql?extensions=${encodeURIComponent(JSON.stringify({ persistedQuery: { version: 1, sha256Hash: sha256(text) } }))}`,
    );
  assert.deepEqual(await (await get(WHO)).json(), { data: { me: { kind: 'VIEWER' } } });
  const refused = await get(change);
  assert.equal(refused.ok, false);
  assert.equal(((await refused.json()) as { data: unknown }).data, null);
  assert.equal((await fetch(`${url}/graphql?extensions={`)).status, 400);
});

test('requests without a text and without a hash are answered what to send', async (t) => {
  const { post } = await gatewayWith(t, undefined);
  for (const body of [
    {},
    { extensions: {} },
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'short' } } },
  ]) {
    const { status, code } = await post(body);
    assert.deepEqual([status, code], [400, 'BAD_REQUEST'], JSON.stringify(body));
  }
});

test('a manifest that does not fit is logged, and texts go on to run', async (t) => {
  for (const manifest of ['{', '[]', JSON.stringify({ [sha256(WHO)]: LIST })]) {
    const { byHash, post, logger } = await gatewayWith(t, manifest);
    assert.ok(
      logger.lines.some(({ message }) => message?.includes('persisted operations')),
      manifest,
    );
    assert.equal((await byHash(WHO)).code, 'PERSISTED_QUERY_NOT_FOUND');
    assert.equal((await post({ query: WHO })).status, 200);
  }
});
