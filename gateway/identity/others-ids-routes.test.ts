import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { gatewayContexts } from '../contexts.ts';
import type { GatewayContext } from '../graphql/context-module.ts';
import { createKeyring } from '../http/keyring.ts';
import { signDelivery } from '../playback/session-token.ts';
import { signedInAccount } from '../testing/account.ts';
import { packageRow, profileRow, titleRow } from '../testing/fakes.ts';
import { pick, SECRET, startTestGateway } from '../testing/start.ts';

/** A route as Fastify knows it. */
interface Route {
  readonly method: string;
  readonly url: string;
}
interface Given {
  readonly id: string;
  /** A path token of the caller's own film. */
  readonly token: string;
}

/**
 * What may stand in the path for each kind of parameter, with the id of somebody else wherever one fits. A route with a kind that is not
 * here fails the test until it is described.
 */
const PARAMETERS: Readonly<Record<string, (given: Given) => readonly string[]>> = {
  exportId: ({ id }) => [id],
  uploadId: ({ id }) => [id],
  packageId: ({ id }) => [id],
  // A provider of sign-ins.
  id: ({ id }) => [id, 'one'],
  token: ({ id, token }) => [id, token],
  file: ({ id }) => [`${id}.jpg`],
  'id.pdf': ({ id }) => [`${id}.pdf`],
  'refundId.pdf': ({ id }) => [`${id}.pdf`],
  '*': ({ id }) => ['master.m3u8', `${id}/1/master.m3u8`],
};
/** What is sent along; whatever else takes a body gets an object with the id under every name that we have for ids. */
const BODIES: Readonly<Record<string, (id: string) => string>> = {
  '/playback/heartbeats': (id) =>
    JSON.stringify({ sessionToken: id, seq: 1, samples: [{ ts: 1, sta: 'playing', pt: 1 }] }),
  // Each field of it is walked in others-ids.test.ts.
  '/graphql': (id) => JSON.stringify({ query: '{ __typename }', operationName: id, variables: { id } }),
};
const NAMES = [
  'id',
  'accountId',
  'profileId',
  'sessionId',
  'signInId',
  'exportId',
  'uploadId',
  'state',
  'code',
  'link',
];
const bodyOf = (id: string): string => JSON.stringify(Object.fromEntries(NAMES.map((name) => [name, id])));

/** Every path that a route has with an id in it. */
const pathsOf = ({ url }: Route, given: Given): readonly string[] =>
  url
    .split('/')
    .reduce<readonly string[]>(
      (paths, part) => {
        const name = part === '*' ? part : part.startsWith(':') ? part.slice(1) : undefined;
        const values = name === undefined ? [part] : PARAMETERS[name]?.(given);
        assert.ok(values, `describe what "${part}" of ${url} may be, in PARAMETERS`);
        return paths.flatMap((path) => values.map((value) => (path === '' ? value : `${path}/${value}`)));
      },
      [''],
    )
    .map(
      (path) =>
        `/${path.replace(/^\//, '')}?${String(new URLSearchParams({ next: `/${given.id}`, ...Object.fromEntries(NAMES.map((name) => [name, given.id])) }))}`,
    );

/** Answers with figures of the moment, which differ from call to call: they must not name the id. */
const MEASURING = /^\/(?:metrics|health\b)/;

/** Of an answer, what could say something; what is new in each answer is left out. */
const OWN = new Set(['date', 'x-correlation-id', 'set-cookie', 'traceparent', 'etag', 'last-modified']);

async function start(t: TestContext) {
  const routes: Route[] = [];
  const [first, ...others] = gatewayContexts;
  assert.ok(first);
  // The first of all registers: whatever comes after it is heard.
  const watching: GatewayContext = {
    ...first,
    routes(app, services) {
      app.addHook('onRoute', ({ method, url }) => {
        for (const each of [method].flat()) routes.push({ method: each, url });
      });
      first.routes?.(app, services);
    },
  };
  const [packageId, draftPackage] = [randomUUID(), randomUUID()];
  const film = titleRow({ packageId });
  const draft = titleRow({ packageId: draftPackage, status: 'draft' });
  const started = await startTestGateway(t, {
    contexts: [watching, ...others],
    openId: [{ id: 'one', name: 'ONE', issuer: 'http://127.0.0.1:1', clientId: 'x', clientSecret: 'x' }],
    rows: {
      titles: [film, draft],
      packages: [packageRow(film), { ...packageRow(draft), storageKey: `packages/${draftPackage}/1` }],
    },
  });
  mkdirSync(join(started.root, 'packages', draftPackage, '1'), { recursive: true });
  writeFileSync(join(started.root, 'packages', draftPackage, '1', 'master.m3u8'), '#EXTM3U\n');
  return { ...started, routes, film, draft, packageId };
}

/** Somebody with one of each thing that routes know. All ids of theirs, as the log and the read models have them. */
async function somebody(started: Awaited<ReturnType<typeof start>>) {
  const { log, exports, ask, root, film, draft } = started;
  const profileId = randomUUID();
  const mara = await signedInAccount(started, { profileId, roles: ['editor'] });
  const { headers, accountId } = mara;
  started.rows.profiles.push(profileRow({ profileId, accountId }));
  const exportId = String(
    pick(
      await ask(
        'mutation($c: ID!) { it: requestExport(commandId: $c) { ... on ExportAsked { exportId } } }',
        { c: randomUUID() },
        { headers },
      ),
      'it.exportId',
    ),
  );
  const say = async (streamId: string, type: string, data: object, actor: Actor): Promise<void> => {
    const command = { type, data: data as Record<string, unknown>, at: new Date().toISOString() };
    const said = await executeOn(log)({ streamId, commandId: randomUUID(), command, actor, correlationId: streamId });
    assert.equal(said.kind, 'committed', `${type} ${JSON.stringify(said, (_, value) => String(value))}`);
  };
  await exports.put({ exportId, subject: accountId, nth: 0, text: '{"a":1}' });
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const made = { exportId, accountId, size: 7, parts: 1, expiresAt };
  await say(exportId, 'RecordExport', made, { kind: 'process', id: 'exporting' });
  const deviceId = randomUUID();
  const me: Actor = { kind: 'viewer', id: profileId, account: accountId };
  await say(deviceId, 'UseDevice', { deviceId, accountId, signInId: mara.signInId, kind: 'A test' }, me);
  const upload = await ask(
    'mutation($c: ID!) { it: startUpload(commandId: $c, input: { fileName: "a.mp4", sizeBytes: "4" }) { ... on UploadStarted { uploadId } } }',
    { c: randomUUID() },
    { headers },
  );
  const uploadId = String(pick(upload, 'it.uploadId'));
  writeFileSync(join(root, 'uploads', uploadId), 'ab');
  const played = await ask(
    'mutation($c: ID!, $t: ID!) { it: startPlayback(commandId: $c, titleId: $t) { __typename } }',
    { c: randomUUID(), t: film.titleId },
    { headers },
  );
  assert.equal(pick(played, 'it.__typename'), 'PlaybackStarted', JSON.stringify(played));
  // What has a stream of its own has an id that somebody might ask for.
  const known = JSON.stringify(
    [log.events.map(({ stream }) => stream), draft, mara.signInId, profileId, uploadId],
    (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  );
  const ids = new Set(known.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
  for (const each of [exportId, uploadId, deviceId, profileId]) assert.ok(ids.has(each), each);
  // The film is everybody's: the callers have a token for it themselves.
  for (const each of [film.titleId, film.assetId, film.packageId]) ids.delete(String(each));
  return { ...mara, exportId, uploadId, ids: [...ids] };
}

test('ids of somebody else, in whatever part of whatever route, are as if they did not exist, and change nothing', async (t) => {
  const started = await start(t);
  const { url, routes, log, root, queues, film, packageId } = started;
  const mara = await somebody(started);
  const own = await fetch(`${url}/exports/${mara.exportId}`, { headers: mara.headers });
  assert.equal(own.status, 200, 'she herself gets it');
  const callers = [
    (await signedInAccount(started)).headers,
    (await signedInAccount(started, { roles: ['analyst'] })).headers,
    {},
  ];
  const token = await signDelivery(createKeyring([SECRET]), {
    ...{ packageId, titleId: film.titleId, sessionId: randomUUID(), caller: { kind: 'viewer' } },
    expires: Math.floor(Date.now() / 1000) + 3600,
  });
  const before = [log.events.length, queues.enqueued.length];
  const call = async ({ method, url: pattern }: Route, path: string, id: string, headers: Record<string, string>) => {
    const body = ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) ? (BODIES[pattern] ?? bodyOf)(id) : undefined;
    const answer = await fetch(url + path, {
      method,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...{ 'tus-resumable': '1.0.0', 'upload-offset': '2', 'upload-length': '4' },
        'upload-metadata': `uploadId ${Buffer.from(id).toString('base64')}`,
        ...headers,
      },
    });
    const [told, text] = [[...answer.headers].filter(([name]) => !OWN.has(name)), await answer.text()];
    if (MEASURING.test(pattern)) {
      assert.ok(!text.includes(id), `${pattern} names ${id}`);
      return { status: answer.status, said: String(answer.status) };
    }
    const said = JSON.stringify([answer.status, told, text]);
    const correlationId = answer.headers.get('x-correlation-id') ?? id;
    return { status: answer.status, said: said.replaceAll(id, 'id').replaceAll(correlationId, 'correlation') };
  };
  const walked = new Set<string>();
  for (const headers of callers)
    for (const route of routes)
      for (const id of mara.ids) {
        const nobodys = randomUUID();
        const none = pathsOf(route, { id: nobodys, token });
        for (const [nth, path] of pathsOf(route, { id, token }).entries()) {
          const name = `${route.method} ${path}`;
          const [seen, unseen] = await Promise.all([
            call(route, path, id, headers),
            call(route, none[nth] ?? '', nobodys, headers),
          ]);
          assert.equal(seen.said, unseen.said, name);
          assert.ok(seen.status < 500 || route.url.startsWith('/health'), `${name} ${seen.said}`);
          walked.add(`${route.method} ${route.url}`);
        }
      }
  assert.deepEqual([log.events.length, queues.enqueued.length], before);
  assert.equal(readFileSync(join(root, 'uploads', mara.uploadId), 'utf8'), 'ab');
  for (const each of ['GET /exports/:exportId', 'DELETE /uploads/:uploadId', 'GET /metrics', 'POST /graphql'])
    assert.ok(walked.has(each), `${each} of ${[...walked].join()}`);
});
