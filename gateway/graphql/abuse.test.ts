import { Outage } from '../../ports/outage.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { test } from 'node:test';
import { LogUnavailable } from '../../ports/event-log.ts';
import { OPERATOR_TOKEN, startTestGateway } from '../testing/start.ts';

const OPERATOR = { authorization: `Bearer ${OPERATOR_TOKEN}` };
/** Longest that a refusal may take. Alone on a core it takes a few ms; the bound allows for busy machines. */
const REFUSED_WITHIN_MS = 500;
const GROWTH = 50 * 1024 * 1024;

interface Attack {
  readonly name: string;
  readonly body: string | Buffer;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly method?: string;
  readonly status?: number;
  readonly expects: RegExp;
}

const json = (query: string, rest: object = {}): string => JSON.stringify({ query, ...rest });
/** A mutation that fits the schema: what is refused is how it comes. */
const WRITE = 'mutation { abortUpload(commandId: "1", uploadId: "2") { __typename } }';
const times = (count: number, one: (n: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, n) => one(n)).join(between);

const ATTACKS: readonly Attack[] = [
  { name: '10,000 aliases', body: json(`{ ${times(3000, (n) => `a${n}:me{kind}`)} }`), expects: /characters/ },
  {
    name: 'aliases that fit the tokens',
    body: json(`{ ${times(40, (n) => `a${n}: me { kind }`)} }`),
    expects: /TOO_COMPLEX/,
  },
  {
    name: 'nesting to overflow a parser',
    body: json(`${'{a'.repeat(5000)}${'}'.repeat(5000)}`),
    expects: /tokens/,
  },
  {
    name: 'a document that is mostly a comment',
    body: json(`{ me { kind } } #${'x'.repeat(40_000)}`),
    expects: /characters/,
  },
  {
    name: 'nested lists',
    body: json(`{ titles(first: 100) { edges { node { asset { title { asset { title { id } } } } } } } }`),
    expects: /"FORBIDDEN"|TOO_COMPLEX/,
  },
  {
    name: 'a negative page',
    body: json('{ titles(first: -1) { edges { cursor } } }'),
    status: 200,
    expects: /`first` must be 1 to 50/,
  },
  { name: 'a huge page', body: json('{ titles(first: 2147483647) { edges { cursor } } }'), expects: /TOO_COMPLEX/ },
  { name: 'a duplicated field, many times', body: json(`{ ${'me{kind} '.repeat(1000)} }`), expects: /tokens/ },
  {
    name: 'directives without end',
    body: json(`{ me { kind ${'@include(if:true) '.repeat(120)} } }`),
    expects: /directives|DirectivesPerLocation|only be used once|TOO_COMPLEX/,
  },
  {
    name: 'circular fragments',
    body: json('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
    expects: /within itself/,
  },
  {
    name: 'exponential fragments',
    body: json(
      `{ titles(first:50) { edges { node { ...F0 } } } } ${times(40, (n) => `fragment F${n} on Title { ${n === 39 ? 'id' : `...F${n + 1} ...F${n + 1} ...F${n + 1}`} }`)}`,
    ),
    expects: /TOO_COMPLEX/,
  },
  {
    name: 'a batch',
    body: JSON.stringify([{ query: '{ me { kind } }' }, { query: '{ me { kind } }' }]),
    status: 400,
    expects: /Send one operation/,
  },
  {
    name: 'a body above the limit',
    body: json('{ me { kind } }', { variables: { x: 'x'.repeat(1_000_000) } }),
    status: 413,
    expects: /at most 65536 bytes/,
  },
  {
    name: 'a deep variable',
    body: `{"query":"query Q($i: EditTitleInput!) { editTitle(commandId: 1, input: $i) { __typename } }","variables":{"i":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}}`,
    expects: /errors/,
  },
  {
    name: 'a poisoned prototype',
    body: '{"query":"{ me { kind } }","__proto__":{"admin":true}}',
    status: 400,
    expects: /not the JSON/,
  },
  {
    name: 'a poisoned constructor',
    body: '{"query":"{ me { kind } }","variables":{"constructor":{"prototype":{"admin":true}}}}',
    status: 400,
    expects: /not the JSON/,
  },
  {
    name: 'a null byte in a search',
    body: json('{ titles(search: "a\\u0000b") { edges { cursor } } }'),
    status: 200,
    expects: /"edges":\[\]/,
  },
  { name: 'UTF-16', body: Buffer.from(json('{ me { kind } }'), 'utf16le'), status: 400, expects: /not the JSON/ },
  { name: 'no JSON', body: '{"query":', status: 400, expects: /not the JSON/ },
  { name: 'a number for a query', body: '{"query":1}', status: 400, expects: /Send one operation/ },
  { name: 'no body', body: '', status: 400, expects: /not the JSON|Send one operation/ },
  {
    name: 'a form',
    body: `query=${encodeURIComponent(WRITE)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
    expects: /application\/json/,
  },
  {
    name: 'plain text (no preflight)',
    body: json(WRITE),
    headers: { 'content-type': 'text/plain' },
    status: 415,
    expects: /application\/json/,
  },
  {
    name: 'application/graphql',
    body: WRITE,
    headers: { 'content-type': 'application/graphql' },
    status: 415,
    expects: /application\/json/,
  },
  {
    name: 'another site',
    body: json(WRITE),
    headers: { origin: 'https://evil.example' },
    status: 403,
    expects: /another site/,
  },
  {
    name: 'another site, by fetch metadata',
    body: json(WRITE),
    headers: { 'sec-fetch-site': 'cross-site' },
    status: 403,
    expects: /another site/,
  },
  {
    name: 'a mutation by GET',
    body: '',
    method: 'GET',
    path: `/graphql?query=${encodeURIComponent(WRITE)}`,
    status: 405,
    expects: /GET/,
  },
  {
    name: 'the schema, by a viewer',
    body: json('{ __schema { types { name } } }'),
    status: 200,
    expects: /Only operators may ask for the schema/,
  },
  {
    name: 'a guess at a field',
    body: json('{ title(id: "x") { nam } }'),
    status: 400,
    expects: /Cannot query field \\"nam\\" on type \\"Title\\"\."/,
  },
  {
    name: 'an id that is SQL',
    body: json('{ title(id: "x\'; drop table titles; --") { id } }'),
    status: 200,
    expects: /"title":null/,
  },
  {
    name: 'a position that is none',
    body: json('{ consistent(token: "9e99") }'),
    status: 400,
    expects: /decimal text/,
  },
  {
    name: 'an operation that is not there',
    body: json('query A { me { kind } }', { operationName: 'B' }),
    expects: /operation/,
  },
  { name: 'a subscription by POST', body: json('subscription { titleChanged { id } }'), expects: /errors/ },
];

test('each attack is answered at once, with its reason and nothing else', async (t) => {
  const { url, logger } = await startTestGateway(t, { rows: { titles: [], assets: [] } });
  const send = (attack: Attack): Promise<{ status: number; text: string; ms: number }> =>
    new Promise((resolve, reject) => {
      const started = performance.now();
      const headers = { 'content-type': 'application/json', ...attack.headers };
      const sending = request(
        url + (attack.path ?? '/graphql'),
        { method: attack.method ?? 'POST', headers },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(parts).toString(),
              ms: performance.now() - started,
            }),
          );
        },
      );
      sending.on('error', reject);
      sending.end(attack.body);
    });
  await send({ name: 'warm-up', body: json('{ me { kind } }'), expects: /./ });
  const before = process.memoryUsage().rss;
  for (const attack of ATTACKS) {
    const { status, text, ms } = await send(attack);
    assert.match(text, attack.expects, `${attack.name}: ${status} ${text.slice(0, 300)}`);
    if (attack.status !== undefined) assert.equal(status, attack.status, `${attack.name}: ${text.slice(0, 300)}`);
    assert.ok(status < 500, `${attack.name}: ${status}`);
    assert.ok(ms < REFUSED_WITHIN_MS, `${attack.name} took ${Math.round(ms)} ms`);
    assert.ok(!/node_modules|at .*\.ts:\d+|Did you mean/.test(text), `${attack.name} leaks: ${text.slice(0, 300)}`);
    assert.ok(text.length < 10_000, attack.name);
  }
  assert.ok(
    process.memoryUsage().rss - before < GROWTH,
    `grew by ${Math.round((process.memoryUsage().rss - before) / 1024 ** 2)} MiB`,
  );
  assert.deepEqual(
    logger.lines.filter(({ level }) => level === 'error'),
    [],
    'no attack counts as our failure',
  );
  assert.equal((await send({ name: 'afterwards', body: json('{ me { kind } }'), expects: /./ })).status, 200);
  assert.equal(Reflect.get({}, 'admin'), undefined);
});

test('a caller over the budget is answered when to come back; operators do not pay', async (t) => {
  const { ask } = await startTestGateway(t, { pointsPerMinute: 100, rows: { titles: [] } });
  const list = '{ titles(first: 10) { edges { node { id } } } }';
  assert.equal((await ask(list)).status, 200);
  const refused = await ask('{ titles(first: 20) { edges { node { id } } } }');
  assert.deepEqual([refused.status, refused.errors[0]?.extensions.code], [429, 'RATE_LIMITED']);
  assert.ok(Number(refused.headers.get('retry-after')) >= 1);
  assert.equal((await ask(list, {}, { headers: OPERATOR })).status, 200);
});

test('documents that are not valid cost points too', async (t) => {
  const { ask } = await startTestGateway(t, { pointsPerMinute: 20, rows: { titles: [] } });
  const nonsense = (n: number): string => `{ nothing${n}${' '.repeat(2560)} }`;
  assert.equal((await ask(nonsense(1))).status, 400);
  assert.equal((await ask(nonsense(2))).status, 429);
  assert.equal((await ask(nonsense(3), {}, { headers: OPERATOR })).status, 400);
});

test('when the log is away a mutation says so and that trying again makes sense', async (t) => {
  const { ask, logger } = await startTestGateway(t, {
    execute: () => Promise.reject(new LogUnavailable('connect ECONNREFUSED 127.0.0.1:2113')),
  });
  const answer = await ask(
    'mutation S($id: ID!) { startUpload(commandId: $id, input: { fileName: "a", sizeBytes: "1" }) { __typename } }',
    { id: randomUUID() },
    { operator: true },
  );
  assert.equal(answer.status, 503);
  assert.equal(answer.errors[0]?.extensions.code, 'UNAVAILABLE');
  assert.equal(answer.errors[0]?.extensions['retryAfterMs'], 2000);
  assert.ok(!JSON.stringify(answer.errors).includes('2113'));
  assert.equal(logger.lines.filter(({ message }) => message === 'a dependency did not answer').length, 1);
});

test('a body that dribbles in is cut off', async (t) => {
  const { url } = await startTestGateway(t, { deadlineMs: 300 });
  const cut = await new Promise<string>((resolve) => {
    const sending = request(
      `${url}/graphql`,
      { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': '1000' } },
      () => resolve('answered'),
    );
    sending.on('error', (error) => resolve(String(Reflect.get(error, 'code'))));
    sending.write('{"query":');
  });
  assert.equal(cut, 'ECONNRESET');
});

test('errors are the same out of a compiled plan', async (t) => {
  const { ask, queries } = await startTestGateway(t);
  const board = '{ assets(first: 3) { edges { cursor } } }';
  const list = 'query L($n: Int!) { titles(first: $n) { edges { cursor } } }';
  const seen = new Set<string>();
  for (let turn = 0; turn < 12; turn++) {
    await ask(list, { n: 1 });
    if (turn === 6) queries.titles.published = () => Promise.reject(new Outage('connect ECONNREFUSED 127.0.0.1:5432'));
    const [denied, bad, away] = [await ask(board), await ask(list, { n: 51 }), await ask(list, { n: 2 })];
    seen.add(
      [denied, bad, ...(turn < 6 ? [] : [away])]
        .map(({ status, errors }) => `${status} ${errors[0]?.extensions.code}`)
        .join(', '),
    );
  }
  assert.deepEqual([...seen], ['200 FORBIDDEN, 200 BAD_INPUT', '200 FORBIDDEN, 200 BAD_INPUT, 503 UNAVAILABLE']);
});

test('a bug is a number for the caller and a log line for us', async (t) => {
  const { ask, logger } = await startTestGateway(t, {
    execute: () => Promise.reject(new TypeError('secret detail of the inside')),
  });
  const correlationId = 'caller-chose-this-1';
  const answer = await ask(
    'mutation S($id: ID!) { startUpload(commandId: $id, input: { fileName: "a", sizeBytes: "1" }) { __typename } }',
    { id: randomUUID() },
    { headers: { ...OPERATOR, 'x-correlation-id': correlationId } },
  );
  assert.equal(answer.errors[0]?.extensions.code, 'INTERNAL');
  assert.ok(!JSON.stringify(answer.errors).includes('secret detail'));
  assert.equal(answer.headers.get('x-correlation-id'), correlationId);
  assert.ok(
    logger.lines.some(
      ({ level, fields }) => level === 'error' && Reflect.get(fields, 'correlationId') === correlationId,
    ),
  );
});

test('a query that never comes back is given up', async (t) => {
  const { ask } = await startTestGateway(t, { deadlineMs: 200, execute: () => new Promise(() => {}) });
  const answer = await ask(
    'mutation S($id: ID!) { startUpload(commandId: $id, input: { fileName: "a", sizeBytes: "1" }) { __typename } }',
    { id: randomUUID() },
    { operator: true },
  );
  assert.deepEqual([answer.status, answer.errors[0]?.extensions.code], [504, 'DEADLINE']);
});
