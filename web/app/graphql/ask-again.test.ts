import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cacheExchange, Client, fetchExchange } from 'urql';
import { askingAgain } from './ask-again.ts';

const QUERY = 'query Names { names }';
const WRITE = 'mutation Write { write }';

/** A client of a gateway that has seen what was written after so many answers. */
function client(lagging: number) {
  let asked = 0;
  const send: typeof fetch = async () => {
    asked += 1;
    const satisfied = String(asked > lagging);
    const headers = { 'content-type': 'application/json', 'x-reprise-satisfied': satisfied };
    return new Response(JSON.stringify({ data: { names: `answer ${asked}`, write: true } }), { headers });
  };
  const exchanges = [cacheExchange, askingAgain(send), fetchExchange];
  const preferGetMethod = false;
  return {
    asked: () => asked,
    it: new Client({ url: 'http://gateway.test/graphql', exchanges, preferGetMethod, fetch: send }),
  };
}

test('a page shows what there is, and what was written as soon as it is seen', async () => {
  const { it } = client(2);
  const seen: unknown[] = [];
  await new Promise<void>((done) => {
    const { unsubscribe } = it.query<{ names: string }>(QUERY, {}).subscribe(({ data, stale }) => {
      if (!stale) seen.push(data?.names);
      if (seen.length === 3) {
        done();
        queueMicrotask(() => unsubscribe());
      }
    });
  });
  assert.deepEqual(seen, ['answer 1', 'answer 2', 'answer 3']);
});

test('nothing is asked again that nobody looks at, that has seen it, or that writes', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [left, current, writing] = [client(9), client(0), client(9)];
  await left.it.query(QUERY, {}).toPromise();
  const { unsubscribe } = current.it.query(QUERY, {}).subscribe(() => undefined);
  await current.it.query(QUERY, {}).toPromise();
  await writing.it.mutation(WRITE, {}).toPromise();
  t.mock.timers.tick(60_000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([left.asked(), current.asked(), writing.asked()], [1, 1, 1]);
  unsubscribe();
});
