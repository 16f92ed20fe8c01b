import type { Metadata } from '../../schemas/kernel/metadata.ts';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import { createMemorySessionLeases } from '../../ports/testing/memory-session-leases.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, utimesSync, writeFileSync, mkdirSync, renameSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { LogUnavailable } from '../../ports/event-log.ts';
import { createGateway, type GatewayDeps } from '../gateway.ts';
import { createKeyring } from '../http/keyring.ts';
import type { GatewayPorts } from '../ports.ts';
import { OPERATOR_TOKEN, SECRET, pick, startTestGateway } from '../testing/start.ts';
import { ACCOUNTS, fakeQueries } from '../testing/fakes.ts';
import { baseName } from './upload.resolvers.ts';
import { createFinisher } from './upload-finish.ts';
import { UPLOAD_REST_MS, sweepUploads } from './upload-sweep.ts';

const HEADERS = { authorization: `Bearer ${OPERATOR_TOKEN}`, 'tus-resumable': '1.0.0' };
const OFFSET_STREAM = 'application/offset+octet-stream';

/** Starts another gateway on the same data, as after a crash: stopping it waits for the sweep that its start began. */
async function sweepByNewGateway(
  started: Awaited<ReturnType<typeof announced>>,
  given: Partial<GatewayDeps> = {},
): Promise<void> {
  const { queries } = fakeQueries({ titles: [], assets: [], packages: [], progress: [], profiles: [], grants: [] });
  const gateway = createGateway({
    ...started,
    execute: executeOn(started.log),
    queries,
    retryParked: createMemoryParkingLot().requestRetry,
    shared: absentSharedState,
    secret: SECRET,
    operatorToken: OPERATOR_TOKEN,
    webRoot: started.root,
    port: 0,
    ...given,
  });
  await gateway.start();
  await gateway.stop();
}

async function announced(t: TestContext, bytes: Buffer, given: Partial<GatewayDeps> = {}) {
  const started = await startTestGateway(t, given);
  const start =
    'mutation S($id: ID!, $size: String!) { startUpload(commandId: $id, input: { fileName: "film.mp4", sizeBytes: $size }) { __typename ... on UploadStarted { uploadId assetId titleId } } }';
  const answer = await started.ask(start, { id: randomUUID(), size: String(bytes.length) }, { operator: true });
  const [uploadId, assetId] = [
    String(pick(answer, 'startUpload.uploadId')),
    String(pick(answer, 'startUpload.assetId')),
  ];
  const metadata = (id: string): string =>
    `uploadId ${Buffer.from(id).toString('base64')},filename ${Buffer.from('../../etc/passwd').toString('base64')}`;
  const create = (headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${started.url}/uploads`, {
      method: 'POST',
      headers: { ...HEADERS, 'upload-length': String(bytes.length), 'upload-metadata': metadata(uploadId), ...headers },
    });
  const patch = (offset: number, part: Buffer, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${started.url}/uploads/${uploadId}`, {
      method: 'PATCH',
      headers: { ...HEADERS, 'content-type': OFFSET_STREAM, 'upload-offset': String(offset), ...headers },
      body: new Uint8Array(part),
    });
  const head = (): Promise<Response> =>
    fetch(`${started.url}/uploads/${uploadId}`, { method: 'HEAD', headers: HEADERS });
  const types = (): string[] =>
    started.log.events.filter(({ stream }) => stream === `upload-${uploadId}`).map(({ type }) => type);
  return {
    ...started,
    uploadId,
    assetId,
    create,
    patch,
    head,
    types,
    metadata,
    source: join(started.root, 'sources', assetId),
  };
}

type Announced = Awaited<ReturnType<typeof announced>>;
/** Ports as the gateway makes them, for calling its parts by themselves. */
const portsOf = (parts: Announced): GatewayPorts => ({
  ...parts,
  outbox: undefined,
  payments: undefined,
  retryParked: createMemoryParkingLot().requestRetry,
  queries: fakeQueries({ titles: [], assets: [], packages: [], progress: [], profiles: [], grants: [] }).queries,
  execute: executeOn(parts.log),
  leases: createMemorySessionLeases(),
  counters: absentSharedState.counters,
  ...ACCOUNTS,
  keyring: createKeyring([SECRET]),
  now: Date.now,
  maxUploadBytes: 1e9,
});

/** Sends part of a body and cuts the connection. */
const cutOff = (url: string, path: string, headers: Record<string, string | number>, part: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const sending = request({ host: '127.0.0.1', port: new URL(url).port, path, method: 'PATCH', headers });
    sending.on('error', () => resolve());
    sending.on('close', () => resolve());
    sending.write(part, () => setImmediate(() => sending.destroy()));
  });

const untilOffset = async (head: () => Promise<Response>, accept: (offset: number) => boolean): Promise<number> => {
  for (;;) {
    const offset = Number((await head()).headers.get('upload-offset'));
    if (accept(offset)) return offset;
  }
};

test('an upload cut in the middle is resumed and arrives with the same hash', { timeout: 60_000 }, async (t) => {
  const bytes = randomBytes(3_000_000);
  const { create, head, patch, url, uploadId, source, types, log, root } = await announced(t, bytes);
  assert.equal((await create()).headers.get('location'), `/uploads/${uploadId}`);
  await cutOff(
    url,
    `/uploads/${uploadId}`,
    { ...HEADERS, 'content-type': OFFSET_STREAM, 'upload-offset': 0, 'content-length': bytes.length },
    bytes.subarray(0, 1_200_000),
  );
  const offset = await untilOffset(head, (at) => at > 0);
  assert.ok(offset < bytes.length);
  assert.equal((await patch(offset + 1, bytes.subarray(offset + 1))).status, 409, 'a wrong offset changes nothing');
  assert.equal((await create()).status, 201, 'creating it again does not truncate it');
  const resumed = await untilOffset(head, (at) => at >= offset);
  const last = await patch(resumed, bytes.subarray(resumed));
  assert.equal(last.status, 204, await last.text());
  assert.deepEqual(types(), ['media.UploadStarted', 'media.UploadCompleted']);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.match(JSON.stringify(log.events.at(-1)?.data), new RegExp(sha256));
  assert.deepEqual((log.events.at(-1)?.metadata as Metadata | undefined)?.actor, {
    kind: 'system',
    id: 'gateway',
    onBehalfOf: { kind: 'staff', id: 'operator' },
  });
  assert.equal(createHash('sha256').update(readFileSync(source)).digest('hex'), sha256);
  assert.deepEqual(readdirSync(join(root, 'uploads')), []);
  const again = await head();
  assert.deepEqual(
    [again.status, again.headers.get('upload-offset')],
    [200, String(bytes.length)],
    'a client that missed the answer is answered that it is done',
  );
  assert.equal((await create()).status, 409);
});

test('an empty file completes at once', async (t) => {
  const { create, types, source } = await announced(t, Buffer.alloc(0));
  assert.equal((await create()).status, 201);
  assert.deepEqual(types(), ['media.UploadStarted', 'media.UploadCompleted']);
  assert.equal(readFileSync(source).length, 0);
});

test('only announced uploads of the announced size are taken, from operators', async (t) => {
  const { create, patch, url, uploadId, metadata, store, types, root } = await announced(t, Buffer.alloc(100), {
    maxUploadBytes: 1000,
  });
  const refused: readonly (readonly [Record<string, string>, number])[] = [
    [{ authorization: '' }, 401],
    [{ authorization: 'Bearer wrong-token-of-some-length' }, 401],
    [{ 'upload-metadata': '' }, 400],
    [{ 'upload-metadata': `uploadId ${Buffer.from('../../../etc/passwd').toString('base64')}` }, 400],
    [{ 'upload-metadata': metadata(randomUUID()) }, 404],
    [{ 'upload-length': '99' }, 400],
    [{ 'upload-length': '101' }, 400],
    [{ 'upload-length': '-1' }, 400],
    [{ 'tus-resumable': '' }, 412],
  ];
  for (const [headers, status] of refused)
    assert.equal((await create(headers)).status, status, JSON.stringify(headers));
  assert.equal(
    (
      await fetch(`${url}/uploads`, {
        method: 'POST',
        headers: { ...HEADERS, 'upload-defer-length': '1', 'upload-metadata': metadata(uploadId) },
      })
    ).status,
    400,
  );
  store.free = 1000;
  const full = await create();
  assert.deepEqual([full.status, /not enough space/.test(await full.text())], [507, true]);
  store.free = 1e12;
  assert.equal((await create()).status, 201);
  assert.equal((await patch(0, Buffer.alloc(101))).status, 413, 'more than was announced');
  assert.equal((await patch(0, Buffer.alloc(10), { authorization: '' })).status, 401);
  assert.deepEqual(types(), ['media.UploadStarted']);
  assert.ok(!existsSync(join(root, 'etc')));
});

test('giving an upload up frees its bytes, and it stays given up', async (t) => {
  const { create, patch, head, url, uploadId, types, root } = await announced(t, Buffer.alloc(100));
  await create();
  await patch(0, Buffer.alloc(40));
  assert.equal((await fetch(`${url}/uploads/${uploadId}`, { method: 'DELETE', headers: HEADERS })).status, 204);
  assert.deepEqual(types(), ['media.UploadStarted', 'media.UploadAborted']);
  assert.deepEqual(readdirSync(join(root, 'uploads')), []);
  assert.equal((await head()).status, 410);
  assert.equal((await create()).status, 410);
});

test('giving an upload up leaves no film behind, also when somebody died after moving it', async (t) => {
  const bytes = randomBytes(500);
  for (const giveUp of ['tus', 'graphql'] as const) {
    const { create, ask, url, uploadId, types, root, source } = await announced(t, bytes);
    await create();
    mkdirSync(join(root, 'sources'), { recursive: true });
    renameSync(join(root, 'uploads', uploadId), source);
    writeFileSync(source, bytes);
    if (giveUp === 'tus')
      assert.equal((await fetch(`${url}/uploads/${uploadId}`, { method: 'DELETE', headers: HEADERS })).status, 204);
    else
      await ask(
        'mutation A($id: ID!, $uploadId: ID!) { abortUpload(commandId: $id, uploadId: $uploadId) { __typename } }',
        { id: randomUUID(), uploadId },
        { operator: true },
      );
    assert.deepEqual(types(), ['media.UploadStarted', 'media.UploadAborted']);
    assert.deepEqual([readdirSync(join(root, 'uploads')), existsSync(source)], [[], false], giveUp);
  }
});

test('an upload that cannot be looked at does not hold up the others, nor do read models that are away', async (t) => {
  const bytes = randomBytes(5000);
  const started = await announced(t, bytes);
  const ports = portsOf(started);
  await started.create();
  await started.gateway.stop();
  writeFileSync(join(started.root, 'uploads', started.uploadId), bytes);
  const board = () => Promise.reject(new Error('the database is away'));
  const looked: string[] = [];
  const finish = createFinisher(ports);
  const bad = ['00000000-0000-4000-8000-000000000000', 'ffffffff-ffff-4fff-8fff-ffffffffffff'];
  for (const id of bad) writeFileSync(join(started.root, 'uploads', id), '');
  const did = await sweepUploads(
    { ...ports, queries: { ...ports.queries, assets: { ...ports.queries.assets, board } } },
    (uploadId) => {
      looked.push(uploadId);
      return bad.includes(uploadId) ? Promise.reject(new Error('permission denied')) : finish(uploadId);
    },
  );
  assert.deepEqual(looked.toSorted(), [...bad, started.uploadId].toSorted());
  assert.equal(did.completed, 1);
  assert.deepEqual(started.types(), ['media.UploadStarted', 'media.UploadCompleted']);
  const silent = () => Promise.reject(new LogUnavailable('the log is away'));
  await assert.rejects(
    sweepUploads(ports, silent),
    LogUnavailable,
    'an outage ends the sweep: the rest would fail as well',
  );
});

test('bytes that arrived while the log was away are completed when it is back', async (t) => {
  const bytes = randomBytes(5000);
  const started = await announced(t, bytes);
  await started.create();
  const append = started.log.append.bind(started.log);
  started.log.append = () => Promise.reject(new LogUnavailable('the log is away'));
  const last = await started.patch(0, bytes);
  assert.deepEqual([last.status, last.headers.get('x-reprise-upload')], [204, 'completing'], 'the bytes are safe');
  assert.deepEqual(started.types(), ['media.UploadStarted']);
  started.log.append = append;
  await sweepUploads({ ...portsOf(started) }, createFinisher(portsOf(started)));
  assert.deepEqual(started.types(), ['media.UploadStarted', 'media.UploadCompleted']);
});

test('a gateway that starts completes what a dead one left, wherever it died', async (t) => {
  const bytes = randomBytes(5000);
  const first = await announced(t, bytes);
  const second = await announced(t, bytes);
  await first.create();
  await first.gateway.stop();
  // Died after the last byte: everything is in `uploads/`, nothing in the log.
  writeFileSync(join(first.root, 'uploads', first.uploadId), bytes);
  // Died between the move and the command.
  await second.create();
  await second.gateway.stop();
  writeFileSync(join(second.root, 'uploads', second.uploadId), bytes);
  mkdirSync(join(second.root, 'sources'), { recursive: true });
  renameSync(join(second.root, 'uploads', second.uploadId), second.source);
  for (const started of [first, second]) {
    const { types, source, root } = started;
    await sweepByNewGateway(started);
    assert.deepEqual(types(), ['media.UploadStarted', 'media.UploadCompleted']);
    assert.deepEqual(readFileSync(source), bytes);
    assert.deepEqual(readdirSync(join(root, 'uploads')), []);
  }
});

test('an upload that rested for a day is given up, one that moves is not', async (t) => {
  const clock = { now: Date.now() };
  const ports = await announced(t, Buffer.alloc(100), { now: () => clock.now });
  const { create, patch, gateway, types, root, uploadId } = ports;
  await create();
  await patch(0, Buffer.alloc(40));
  await gateway.stop();
  const sweep = async (): Promise<void> => {
    await sweepByNewGateway(ports, { now: () => clock.now });
  };
  clock.now += UPLOAD_REST_MS + 1000;
  utimesSync(join(root, 'uploads', uploadId), clock.now / 1000, clock.now / 1000);
  await sweep();
  assert.deepEqual(types(), ['media.UploadStarted']);
  clock.now += UPLOAD_REST_MS + 1000;
  await sweep();
  assert.deepEqual(types(), ['media.UploadStarted', 'media.UploadAborted']);
  assert.deepEqual(readdirSync(join(root, 'uploads')), []);
});

test('a file name is only ever a name', () => {
  for (const [given, name] of [
    ['C:\\a\\b.mp4', 'b.mp4'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\u202e.mp4', 'ab.mp4'],
    ['', 'untitled'],
    ['/', 'untitled'],
    ['x'.repeat(300), 'x'.repeat(255)],
  ] as const)
    assert.equal(baseName(given), name);
});

test('parts to be put together afterwards, and methods in disguise, are refused with a reason', async (t) => {
  const { url, uploadId, metadata, patch, create, store } = await announced(t, Buffer.from('film'));
  for (const concat of ['partial', 'final;/uploads/a /uploads/b', '']) {
    const answer = await create({ 'upload-concat': concat });
    assert.equal(answer.status, 400, concat);
    assert.match(await answer.text(), /Upload-Concat/);
  }
  const final = await fetch(`${url}/uploads`, {
    method: 'POST',
    headers: { ...HEADERS, 'upload-concat': 'final;/uploads/a', 'upload-metadata': metadata(uploadId) },
  });
  assert.equal(final.status, 400);
  assert.equal((await create()).status, 201);
  await patch(0, Buffer.from('fi'), { 'x-http-method-override': 'DELETE' });
  assert.equal(await store.size(`uploads/${uploadId}`), 2, 'the method is the one that was sent');
});
