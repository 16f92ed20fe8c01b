import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { openGatewayClient } from './gateway-client.ts';
import { uploadFilm } from './upload-film.ts';

const UPLOAD_ID = '11111111-1111-4111-8111-111111111111';
const STARTED = {
  __typename: 'UploadStarted',
  uploadId: UPLOAD_ID,
  assetId: UPLOAD_ID,
  titleId: UPLOAD_ID,
  uploadUrl: '/uploads',
  token: '7',
};

/** A gateway of a few lines that has `before` bytes already, and whose connection breaks: `lose` says what happens to the n-th PATCH. */
async function startGateway(
  t: TestContext,
  {
    lose,
    startUpload = STARTED,
    status,
    before = 0,
  }: {
    lose?: (patch: number) => 'bytes' | 'answer' | undefined;
    startUpload?: object;
    status?: number;
    before?: number;
  },
) {
  const gateway = { arrived: Buffer.alloc(0), created: before === 0 ? 0 : 1, patches: 0 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/graphql') return response.end(JSON.stringify({ data: { startUpload } }));
      if (status !== undefined) return response.writeHead(status).end('No space is left.');
      if (request.method === 'POST') return void (gateway.created++, response.writeHead(201).end());
      if (gateway.created === 0) return response.writeHead(404).end();
      if (request.method === 'HEAD')
        return response.writeHead(200, { 'upload-offset': before + gateway.arrived.length }).end();
      const lost = lose?.(gateway.patches++);
      if (lost === 'bytes') return request.socket.destroy();
      if (Number(request.headers['upload-offset']) !== before + gateway.arrived.length)
        return response.writeHead(409).end();
      gateway.arrived = Buffer.concat([gateway.arrived, ...chunks]);
      if (lost === 'answer') return request.socket.destroy();
      return response.writeHead(204, { 'upload-offset': before + gateway.arrived.length }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => void (server.closeAllConnections(), server.close()));
  const client = openGatewayClient({
    gatewayUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    operatorToken: 'token',
    signal: t.signal,
  });
  return { gateway, client };
}

function makeFilm(t: TestContext, size: number): { path: string; bytes: Buffer } {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-upload-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const bytes = randomBytes(size);
  writeFileSync(join(directory, 'film.mp4'), bytes);
  return { path: join(directory, 'film.mp4'), bytes };
}

test('an upload survives lost parts and lost answers, and arrives whole', async (t) => {
  const { gateway, client } = await startGateway(t, {
    lose: (patch) => (patch === 0 ? 'answer' : patch === 2 ? 'bytes' : undefined),
  });
  const { path, bytes } = makeFilm(t, 9_000_000);
  const sent: number[] = [];
  const uploaded = await uploadFilm(client, path, UPLOAD_ID, (fraction) => sent.push(fraction));
  assert.equal(uploaded?.assetId, UPLOAD_ID);
  assert.ok(gateway.arrived.equals(bytes));
  assert.equal(gateway.created, 1);
  assert.equal(sent.at(-1), 1);
  assert.deepEqual(
    sent,
    sent.toSorted((a, b) => a - b),
  );
});

test('the end of a film of more than 4 GiB arrives as it is', async (t) => {
  const { path } = makeFilm(t, 0);
  const [before, end] = [2 ** 32 + 7, randomBytes(5_000_000)];
  // A hole: it takes no space on the disk.
  truncateSync(path, before);
  const file = await open(path, 'r+');
  await file.write(end, 0, end.length, before);
  await file.close();
  const { gateway, client } = await startGateway(t, { before });
  assert.ok(await uploadFilm(client, path, UPLOAD_ID, () => undefined));
  assert.ok(gateway.arrived.equals(end));
});

test('an upload that is all there sends nothing', async (t) => {
  const { gateway, client } = await startGateway(t, {});
  const { path } = makeFilm(t, 1000);
  await uploadFilm(client, path, UPLOAD_ID, () => undefined);
  const { patches } = gateway;
  await uploadFilm(client, path, UPLOAD_ID, () => undefined);
  assert.equal(gateway.patches, patches);
});

test('an upload that was given up is distinguished from one that is refused', async (t) => {
  const { path } = makeFilm(t, 1000);
  const gone = await startGateway(t, { status: 410 });
  assert.equal(await uploadFilm(gone.client, path, UPLOAD_ID, () => undefined), undefined);
  const full = await startGateway(t, { status: 507 });
  await assert.rejects(
    uploadFilm(full.client, path, UPLOAD_ID, () => undefined),
    { name: 'Refused' },
  );
});

test("a refused command ends with the gateway's own message", async (t) => {
  const { client } = await startGateway(t, {
    startUpload: { __typename: 'NotAllowed', message: 'Only an operator may do this.' },
  });
  await assert.rejects(
    uploadFilm(client, makeFilm(t, 10).path, UPLOAD_ID, () => undefined),
    { name: 'Refused', message: 'Only an operator may do this.' },
  );
});
