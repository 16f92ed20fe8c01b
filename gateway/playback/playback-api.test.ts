import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compileLazily } from '../../schemas/kernel/validate.ts';
import { HeartbeatBatch, heartbeatBatchMessage } from '../../schemas/playback/heartbeat.messages.ts';
import { MediaRequestsReported, PlaybackHeartbeat } from '../../schemas/playback/session.events.ts';
import { withPackage } from '../testing/package.ts';
import { pick } from '../testing/start.ts';

const page = readFileSync(new URL('../../docs/playback-api.md', import.meta.url), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(/^```([^\n]+)\n([\s\S]*?)^```$/gm)].flatMap(([, kind, text]) =>
    kind === language ? [text?.trim() ?? ''] : [],
  );

/** A session that just began. */
async function started(t: Parameters<typeof withPackage>[0]) {
  const running = await withPackage(t);
  const start = `mutation ($commandId: ID!, $titleId: ID!) { startPlayback(commandId: $commandId, titleId: $titleId) {
    __typename ... on PlaybackStarted { sessionId hlsUrl dashUrl sessionToken heartbeatUrl cmcdUrl } } }`;
  const answer = await running.ask(start, { commandId: randomUUID(), titleId: running.title.titleId });
  assert.equal(pick(answer, 'startPlayback.__typename'), 'PlaybackStarted', JSON.stringify(answer));
  const of = (name: string): string => String(pick(answer, `startPlayback.${name}`));
  const filled = (text: string): string =>
    text.replaceAll('SESSION_TOKEN', of('sessionToken')).replaceAll('SESSION_ID', of('sessionId'));
  const post = (path: string, body: string, type: string): Promise<Response> =>
    fetch(new URL(path, running.url), { method: 'POST', headers: { 'content-type': type }, body: filled(body) });
  return { ...running, of, filled, post };
}

test('every example of heartbeats, CMCD and places for app makers works as it stands there', async (t) => {
  const { ask, url, of, filled, post, queues, title, gateway } = await started(t);
  for (const batch of blocks('json heartbeat')) {
    const answer = await post(of('heartbeatUrl'), batch, 'application/json');
    assert.equal(answer.status, 202, `${await answer.text()} ${batch}`);
  }
  for (const reports of blocks('cmcd')) {
    const answer = await post(of('cmcdUrl'), reports, 'application/cmcd');
    assert.equal(answer.status, 202, `${await answer.text()} ${reports}`);
  }
  for (const keys of blocks('cmcd-request')) {
    const asHeader = await fetch(new URL(of('dashUrl'), url), { headers: { 'cmcd-object': filled(keys) } });
    const asQuery = await fetch(new URL(`${of('dashUrl')}?CMCD=${encodeURIComponent(filled(keys))}`, url));
    assert.deepEqual([asHeader.status, asQuery.status], [200, 200]);
  }
  const variables = { commandId: randomUUID(), titleId: title.titleId, sessionToken: of('sessionToken') };
  for (const document of blocks('graphql watching')) {
    const names = [...document.matchAll(/\$(\w+):/g)].map(([, name]) => name ?? '');
    const given = Object.fromEntries(
      Object.entries({ ...variables, commandId: randomUUID() }).filter(([name]) => names.includes(name)),
    );
    const answer = await ask(document, given);
    assert.deepEqual(answer.errors, [], document);
    assert.doesNotMatch(JSON.stringify(answer.data), /NotFound|CommandRefused|InvalidInput/, document);
  }
  const heartbeats = queues.enqueued.map(({ payload }) => PlaybackHeartbeat.data.parse(payload));
  assert.deepEqual(
    heartbeats.map(({ seq, samples }) => [seq, samples.length]),
    [
      [1, 1],
      [2, 3],
      [3, 1],
      [41, 3],
    ],
  );
  assert.deepEqual(
    heartbeats.at(-1)?.samples.map(({ sta, pt, br }) => [sta, pt, br]),
    [
      ['s', 0, undefined],
      ['p', 9200, 3000],
      ['a', 12_100, undefined],
    ],
  );
  await gateway.stop();
  const report = MediaRequestsReported.data.parse(queues.enqueued.at(-1)?.payload);
  assert.deepEqual(
    [report.sessionId, report.requests, report.starved, report.br, report.tb, report.mtp, report.bl],
    [of('sessionId'), 4, 2, 3200, 6000, 25_400, 2100],
  );
});

test('the schema of a batch is served, and its examples fit it', async (t) => {
  const { url } = await withPackage(t);
  const answer = await fetch(`${url}/playback/heartbeats/schema.json`);
  const served = (await answer.json()) as Record<string, unknown>;
  const published = JSON.parse(
    readFileSync(new URL('../../schemas/messages/heartbeat-batch.json', import.meta.url), 'utf8'),
  ) as unknown;
  assert.deepEqual(
    [answer.status, answer.headers.get('content-type')],
    [200, 'application/schema+json; charset=utf-8'],
  );
  assert.deepEqual(served, published);
  assert.ok(heartbeatBatchMessage.examples.length >= 5);
  const validate = compileLazily(HeartbeatBatch, 'input');
  for (const example of heartbeatBatchMessage.examples) assert.equal(validate(example), undefined);
});

test('reports that are not of this session, not CMCD 2 or not within bounds are refused with a reason', async (t) => {
  const { of, post, queues, url } = await started(t);
  const good = 'e=t,sta=p,pt=1,sn=1,ts=1,v=2';
  const many = Array.from({ length: 61 }, (_, index) => `e=t,sta=p,pt=1,sn=${index},ts=1,v=2`).join('\n');
  const refused: readonly (readonly [string, number, RegExp])[] = [
    ['', 400, /no report/],
    ['no cmcd, at all', 400, /Report 1 is no CMCD/],
    [`${good}\nsta="`, 400, /Report 2 is no CMCD/],
    ['e=t,sta=p,pt=1,sn=1,v=2', 400, /needs `ts`/],
    ['e=t,pt=1,sn=1,ts=1,v=2', 400, /needs `ts`/],
    ['e=t,sta=p,pt=1,ts=1,v=2', 400, /needs `sn`/],
    ['e=t,sta=p,pt=1,ts=1,sn=86400,v=2', 400, /needs `sn`/],
    ['br=3000,bl=1000,v=1', 400, /version 2/],
    [`${good},sid="${randomUUID()}"`, 403, /another session/],
    [many, 400, /At most 60/],
    [`${good}\n`.repeat(2000), 413, /does not fit/],
  ];
  for (const [body, status, why] of refused) {
    const answer = await post(of('cmcdUrl'), body, 'text/plain');
    assert.equal(answer.status, status, body.slice(0, 60));
    assert.match(await answer.text(), why);
  }
  assert.equal((await post(of('cmcdUrl'), good, 'application/json')).status, 415);
  assert.equal((await post(`/playback/cmcd/${'x'.repeat(300)}`, good, 'text/plain')).status, 403);
  assert.equal((await post(of('cmcdUrl'), 'e=rr,rc=200,sn=1,ts=1,v=2', 'text/plain')).status, 202, 'not kept');
  for (const keys of ['br=1,', 'x'.repeat(3000), `br=1,sid="${randomUUID()}"`])
    assert.equal(
      (await fetch(new URL(of('dashUrl'), url), { headers: { 'cmcd-request': keys } })).status,
      200,
      'the film plays on',
    );
  assert.deepEqual(queues.enqueued, []);
});
