import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { pick, startTestGateway } from './testing/start.ts';
import { titleRow } from './testing/fakes.ts';

test('a viewer gets a profile cookie and published titles', async (t) => {
  const { ask } = await startTestGateway(t, {
    rows: { titles: [titleRow({ name: 'Shown' }), titleRow({ name: 'Hidden', status: 'draft' })] },
  });
  const answer = await ask(
    '{ me { kind profileId } titles(first: 10) { edges { node { name status posterUrl progress { positionMs } } } pageInfo { hasNextPage endCursor } } }',
  );
  assert.equal(answer.status, 200, JSON.stringify(answer.errors));
  assert.match(answer.headers.get('set-cookie') ?? '', /^reprise_profile=/);
  assert.deepEqual(pick(answer, 'titles'), {
    edges: [{ node: { name: 'Shown', status: 'PUBLISHED', posterUrl: null, progress: null } }],
    pageInfo: { hasNextPage: false, endCursor: '0' },
  });
});

test('the same answer comes out of the compiled plan', async (t) => {
  const { ask } = await startTestGateway(t, { rows: { titles: [titleRow()] } });
  const query = 'query Q($id: ID!) { title(id: $id) { id name progress { finished } } titles { edges { cursor } } }';
  const answers = [];
  for (let turn = 0; turn < 12; turn++) answers.push(await ask(query, { id: randomUUID() }));
  for (const answer of answers) assert.deepEqual(answer.data, answers[0]?.data);
  assert.equal(answers.at(-1)?.status, 200);
});

test('an upload is announced once, however often it is repeated', async (t) => {
  const { ask, log } = await startTestGateway(t);
  const start =
    'mutation S($id: ID!, $input: StartUploadInput!) { startUpload(commandId: $id, input: $input) { __typename ... on UploadStarted { uploadId uploadUrl token } ... on Refusal { code message } } }';
  const variables = { id: randomUUID(), input: { fileName: 'C:\\films\\My film.mp4', sizeBytes: '12' } };
  const first = await ask(start, variables, { operator: true });
  const again = await ask(start, variables, { operator: true });
  assert.equal(pick(first, 'startUpload.__typename'), 'UploadStarted', JSON.stringify(first));
  assert.deepEqual(again.data, first.data);
  assert.equal(log.events.length, 1);
  assert.match(JSON.stringify(log.events[0]?.data), /"fileName":"My film.mp4"/);
  const viewer = await ask(start, { ...variables, id: randomUUID() });
  assert.equal(pick(viewer, 'startUpload.__typename'), 'NotAllowed');
  assert.equal(log.events.length, 1);
});
