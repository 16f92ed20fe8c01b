import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { inbox } from '../harness/inbox.ts';
import { test } from 'node:test';
import { pick } from '../../gateway/testing/start.ts';
import { language } from '../../schemas/language.ts';
import { INT32_MAX } from '../../schemas/kernel/text.ts';
import { makeFilm, startRunningGateway } from './running.ts';

const PLAY = `mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) {
  __typename ... on PlaybackStarted { sessionToken hlsUrl } } }`;
const CHANGE = (name: string, more = ''): string => `mutation C($c: ID!, $id: ID!) {
  change: ${name}(commandId: $c, titleId: $id${more}) { __typename ... on Refusal { message } } }`;
const PUBLISH = CHANGE('publishTitle');
const UNPUBLISH = CHANGE('unpublishTitle', ', reason: "rights"');
const EDIT = `mutation E($c: ID!, $i: EditTitleInput!) { editTitle(commandId: $c, input: $i) {
  __typename ... on InvalidInput { path } } }`;
const SEEN = `query S($id: ID!) {
  title(id: $id) { id }
  titles(search: "film") { edges { node { id } } }
  continueWatching { title { id } } }`;

test('what no table can hold blocks nobody: not the title, not the session, not another viewer', async (t) => {
  const gateway = await startRunningGateway(t, ['projector', 'telemetry']);
  const { ask, url, log } = gateway;
  const film = await makeFilm(gateway, 'The film');
  const staff = { operator: true };
  const ids = { id: film.titleId };
  const done = async (mutation: string): Promise<unknown> =>
    pick(await ask(mutation, { c: randomUUID(), ...ids }, staff), 'change.__typename');
  assert.equal((await ask('query C($t: Position!) { consistent(token: $t) }', { t: film.token })).errors.length, 0);
  assert.equal(await done(PUBLISH), 'TitlePublished');

  // An editor may not write it any more; an older version let it into the log.
  for (const [field, text] of [
    ['name', 'a\u0000b'],
    ['synopsis', '\u0000'],
    ['attribution', '\ud800'],
  ] as const) {
    const refused = await ask(EDIT, { c: randomUUID(), i: { titleId: film.titleId, [field]: text } }, staff);
    assert.equal(pick(refused, 'editTitle.path'), `details.${field}`, JSON.stringify(refused));
  }
  const commandId = randomUUID();
  const changes = [{ field: 'name', before: 'The film', after: 'The \u0000 film \ud800' }];
  const appended = await log.append(`title-${film.titleId}`, 'stream-exists', [
    language.encode({ type: 'catalog.TitleDetailsEdited', data: { titleId: film.titleId, changes } }, randomUUID(), {
      $correlationId: commandId,
      $causationId: commandId,
      commandId,
      actor: { kind: 'staff', id: 'operator' },
      occurredAt: new Date().toISOString(),
    }),
  ]);
  assert.equal(appended.kind, 'appended');

  const cookieOf = async (): Promise<string> =>
    ((await ask('{ me { profileId } }')).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const [hostile, other] = [{ headers: { cookie: await cookieOf() } }, { headers: { cookie: await cookieOf() } }];
  const command = randomUUID();
  const play = async (viewer: typeof hostile, c: string = randomUUID()) => ask(PLAY, { c, ...ids }, viewer);
  const [theirs, mine] = [await play(hostile, command), await play(other)];
  const sendHeartbeat = async (answer: typeof mine, seq: number, sample: object): Promise<number> =>
    (
      await fetch(`${url}/playback/heartbeats`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify({
          sessionToken: pick(answer, 'startPlayback.sessionToken'),
          seq,
          samples: [{ ts: 1, sta: 'p', pt: 120_000, ...sample }],
        }),
      })
    ).status;
  const most = Object.fromEntries(
    ['pt', 'br', 'bl', 'mtp', 'bsa', 'bsda', 'msd', 'dfa'].map((key) => [key, INT32_MAX]),
  );
  for (const [index, sample] of [
    { sta: 'f', ec: 'x'.repeat(80) },
    { ...most, ts: 8_640_000_000_000_000 },
    { pt: -0, ts: -0 },
  ].entries())
    assert.equal(await sendHeartbeat(theirs, index + 1, sample), 202, JSON.stringify(sample));
  for (const sample of [
    { pt: -1 },
    { pt: 1.5 },
    { pt: 1e308 },
    { ts: 8_640_000_000_000_001 },
    { br: INT32_MAX + 1 },
    { e: 'a\u0000b' },
    { ec: '\udfff\ud800' },
  ])
    assert.equal(await sendHeartbeat(theirs, 9, sample), 400, JSON.stringify(sample));
  assert.equal(await sendHeartbeat(mine, 1, {}), 202);
  const { until } = inbox<never>();
  await until(
    async () =>
      pick(await ask('{ continueWatching { positionMs } }', {}, other), 'continueWatching.0.positionMs') === 120_000,
  );

  // Taken down: gone from everywhere at once, for who was watching too; put back: there again.
  const media = new URL(String(pick(theirs, 'startPlayback.hlsUrl')), url);
  assert.equal((await fetch(media)).status, 200);
  assert.equal(await done(UNPUBLISH), 'TitleUnpublished');
  assert.deepEqual((await ask(SEEN, ids, other)).data, { title: null, titles: { edges: [] }, continueWatching: [] });
  assert.equal(pick(await play(hostile, command), 'startPlayback.__typename'), 'NotFound', 'an old command id');
  await until(async () => (await fetch(media)).status === 410);
  assert.equal(await done(PUBLISH), 'TitlePublished');
  assert.equal(pick(await ask(SEEN, ids, other), 'continueWatching.0.title.id'), film.titleId);
  await until(async () => (await fetch(media)).status === 200);
  assert.equal(pick(await play(hostile), 'startPlayback.__typename'), 'PlaybackStarted');
  assert.deepEqual(
    pick(await ask('{ parkedEvents { edges { node { error } } } }', {}, staff), 'parkedEvents.edges'),
    [],
  );
});
