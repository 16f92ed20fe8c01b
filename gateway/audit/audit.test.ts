import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { pick, startTestGateway } from '../testing/start.ts';

const OPERATOR = { operator: true };
const STREAM =
  'query S($s: String!, $n: Int!, $a: String) { streamEvents(stream: $s, first: $n, after: $a) { edges { node { stream revision type actorKind data } } pageInfo { hasNextPage endCursor } } }';

test('one stream is read from the log itself, newest first, page by page', async (t) => {
  const { ask, log, calls } = await startTestGateway(t);
  const stream = `heartbeats-${randomUUID()}`;
  const metadata = { actor: { kind: 'viewer', id: 'somebody' } };
  const heartbeats = Array.from({ length: 5 }, (_, n) => ({
    id: randomUUID(),
    type: 'playback.PlaybackHeartbeat',
    data: { seq: n + 1 },
    metadata: (n === 2 ? 'nonsense' : metadata) as never,
  }));
  await log.append(stream, 'no-stream', heartbeats);
  await log.append('heartbeats-other', 'no-stream', heartbeats);
  const seen: unknown[] = [];
  let after: unknown;
  for (let pages = 0; pages < 3; pages++) {
    const answer = await ask(STREAM, { s: stream, n: 2, a: after }, OPERATOR);
    seen.push(...(pick(answer, 'streamEvents.edges') as { node: object }[]).map(({ node }) => node));
    assert.equal(pick(answer, 'streamEvents.pageInfo.hasNextPage'), pages < 2);
    after = pick(answer, 'streamEvents.pageInfo.endCursor');
  }
  assert.deepEqual(
    seen,
    heartbeats
      .map(({ type, data }, n) => ({ stream, revision: String(n), type, actorKind: n === 2 ? null : 'viewer', data }))
      .toReversed(),
  );
  const beyond = await ask(STREAM, { s: stream, n: 2, a: after }, OPERATOR);
  assert.deepEqual(pick(beyond, 'streamEvents.edges'), []);
  assert.equal(calls.includes('eventIndex.events'), false, 'no read model is asked');
});

test('names and cursors that cannot be are refused with a message', async (t) => {
  const { ask } = await startTestGateway(t);
  for (const variables of [
    { s: '$all', n: 2 },
    { s: '$$playback-1', n: 2 },
    { s: '', n: 2 },
    { s: 'a\u0000b', n: 2 },
    { s: 'x'.repeat(201), n: 2 },
    { s: 'title-1', n: 51 },
    { s: 'title-1', n: 2, a: '-1' },
    { s: 'title-1', n: 2, a: '9'.repeat(40) },
  ]) {
    const answer = await ask(STREAM, variables, OPERATOR);
    assert.equal(answer.errors[0]?.extensions.code, 'BAD_INPUT', JSON.stringify(variables));
  }
  assert.deepEqual(pick(await ask(STREAM, { s: 'nobody-1', n: 2 }, OPERATOR), 'streamEvents.edges'), []);
  const viewer = await ask(STREAM, { s: 'title-1', n: 2 });
  assert.equal(viewer.errors[0]?.extensions.code, 'FORBIDDEN');
});

test('the log is narrowed by context, kind of actor and words, and says what it can be narrowed by', async (t) => {
  const { ask, queries } = await startTestGateway(t);
  const asked: unknown[] = [];
  queries.eventIndex.events = async ({ contexts, actorKinds, search, types }) => {
    asked.push({ contexts, actorKinds, search, types });
    return { rows: [], hasNextPage: false };
  };
  queries.eventIndex.kinds = async () => [
    { type: 'catalog.TitlePublished', actorKind: 'staff' },
    { type: 'media.AssetReady', actorKind: 'process' },
    { type: 'odd', actorKind: null },
    { type: 'catalog.TitlePublished', actorKind: 'process' },
  ];
  await ask('{ events(contexts: ["media"], actorKinds: [], search: "  ready ") { edges { cursor } } }', {}, OPERATOR);
  await ask('{ events(contexts: null) { edges { cursor } } }', {}, OPERATOR);
  const none = { contexts: undefined, actorKinds: undefined, search: undefined, types: undefined };
  assert.deepEqual(asked, [{ ...none, contexts: ['media'], actorKinds: [], search: 'ready' }, none]);
  const long = `{ events(types: [${Array.from({ length: 200 }, () => '"x"').join()}]) { edges { cursor } } }`;
  assert.equal((await ask(long, {}, OPERATOR)).errors[0]?.extensions.code, 'BAD_INPUT');
  const filters = await ask('{ eventFilters { contexts types actorKinds } }', {}, OPERATOR);
  assert.deepEqual(pick(filters, 'eventFilters'), {
    contexts: ['catalog', 'media', 'odd'],
    types: ['catalog.TitlePublished', 'media.AssetReady', 'odd'],
    actorKinds: ['process', 'staff'],
  });
});

test('staff lets what is parked under a key be tried again', async (t) => {
  const asked: unknown[] = [];
  const retryParked = async (consumer: string, key?: string): Promise<number> => asked.push({ consumer, key }) + 1;
  const { ask } = await startTestGateway(t, { retryParked });
  const mutation = 'mutation R($c: String!, $k: String) { retryParked(consumer: $c, key: $k) { events } }';
  const one = await ask(mutation, { c: 'processor/commands', k: 'film' }, OPERATOR);
  const all = await ask(mutation, { c: 'titles' }, OPERATOR);
  assert.deepEqual([pick(one, 'retryParked.events'), pick(all, 'retryParked.events')], [2, 3]);
  const none = await ask(mutation, { c: 'titles', k: '\u0000' }, OPERATOR);
  assert.equal(pick(none, 'retryParked.events'), 0, 'nothing is parked under what PostgreSQL cannot hold');
  assert.deepEqual(asked, [
    { consumer: 'processor/commands', key: 'film' },
    { consumer: 'titles', key: undefined },
  ]);
});
