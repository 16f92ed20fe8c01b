import assert from 'node:assert/strict';
import { test } from 'node:test';
import { persistedFetch } from './persisted-fetch.ts';

const hash = 'a'.repeat(64);
const whole = { operationName: 'Home', query: 'query Home { me { kind } }', variables: { first: 3 } };

/** Sends operations to a gateway that answers as `status` says; gives what it was sent. */
function gateway(status: (body: Record<string, unknown>) => number) {
  const sent: Record<string, unknown>[] = [];
  const send = persistedFetch({ Home: hash }, (_input, init) => {
    const body = JSON.parse(init?.body as string) as Record<string, unknown>;
    sent.push(body);
    return Promise.resolve(new Response('{}', { status: status(body) }));
  });
  const ask = (body: object) => send('/graphql', { method: 'POST', body: JSON.stringify(body) });
  return { sent, ask };
}

test('a known operation goes as its hash', async () => {
  const { sent, ask } = gateway(() => 200);
  assert.equal((await ask(whole)).status, 200);
  assert.deepEqual(sent, [
    {
      operationName: 'Home',
      variables: { first: 3 },
      extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
    },
  ]);
});

test('an operation that is not in the build goes as its text', async () => {
  const { sent, ask } = gateway(() => 200);
  for (const operationName of ['Other', 'constructor', undefined]) await ask({ ...whole, operationName });
  assert.ok(sent.every(({ query, extensions }) => query === whole.query && extensions === undefined));
});

for (const refusal of [400, 404])
  test(`a gateway that answers ${refusal} to a hash gets the text, from then on at once`, async () => {
    const { sent, ask } = gateway(({ query }) => (query === undefined ? refusal : 200));
    assert.equal((await ask(whole)).status, 200);
    assert.equal((await ask(whole)).status, 200);
    assert.deepEqual(
      sent.map(({ query }) => query),
      [undefined, whole.query, whole.query],
    );
  });

test('a mistake in the variables does not make the hash unknown', async () => {
  const { sent, ask } = gateway(() => 400);
  assert.equal((await ask(whole)).status, 400);
  await ask(whole);
  assert.equal(sent.filter(({ query }) => query === undefined).length, 2);
});
