import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { pick, startTestGateway } from '../testing/start.ts';
import { titleRow } from '../testing/fakes.ts';

const MARKS = ['markWatched', 'markUnwatched', 'removeFromContinueWatching'] as const;
const EVENTS = ['TitleMarkedWatched', 'TitleMarkedUnwatched', 'TitleTakenFromContinueWatching'];
const call = (field: string): string =>
  `mutation M($c: ID!, $id: ID!) { it: ${field}(commandId: $c, titleId: $id) { __typename ... on WatchMarked { titleId token } ... on Refusal { code } } }`;

test('a viewer marks what they see, as their profile; saying it twice marks once', async (t) => {
  const title = titleRow();
  const { ask, log } = await startTestGateway(t, { rows: { titles: [title] } });
  const cookie = ((await ask('{ me { profileId } }')).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  for (const field of MARKS) {
    const variables = { c: randomUUID(), id: title.titleId };
    for (let time = 0; time < 2; time += 1)
      assert.equal(pick(await ask(call(field), variables, { headers: { cookie } }), 'it.__typename'), 'WatchMarked');
  }
  assert.deepEqual(
    log.events.map(({ type }) => type),
    EVENTS.map((name) => `playback.${name}`),
  );
  assert.equal(new Set(log.events.map(({ stream }) => stream)).size, 1, 'one stream for a profile and title');
});

test('what is not shown cannot be told from what is not there, and writes nothing', async (t) => {
  const draft = titleRow({ status: 'draft' });
  const { ask, log } = await startTestGateway(t, { rows: { titles: [draft] } });
  for (const field of MARKS)
    for (const id of [draft.titleId, randomUUID(), 'no id', '', 'x'.repeat(5000)])
      assert.equal(pick(await ask(call(field), { c: randomUUID(), id }), 'it.code'), 'title.not-found');
  assert.deepEqual(log.events, []);
});

test('marks have a limit, since each is an event for ever', async (t) => {
  const title = titleRow();
  const { ask, log } = await startTestGateway(t, { rows: { titles: [title] } });
  const codes = [];
  for (let time = 0; time < 62; time += 1)
    codes.push(pick(await ask(call('markWatched'), { c: randomUUID(), id: title.titleId }), 'it.code'));
  assert.deepEqual(codes.slice(59), [undefined, 'account.too-many', 'account.too-many']);
  assert.equal(log.events.length, 60);
});
