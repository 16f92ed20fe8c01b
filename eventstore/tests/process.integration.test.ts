import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open } from 'lmdb';
import { CancelledError, EventStoreDBClient, NO_STREAM, binaryEvent, jsonEvent } from '@eventstore/db-client';
import {
  makeDataDirectory,
  removeDataDirectory,
  runToEnd,
  startNodeProcess,
  type Ended,
} from '../testing/node-process.ts';

let data: string;

before(async () => {
  data = await makeDataDirectory();
});
after(async () => removeDataDirectory(data));

/** Exit code 2 and one line on stderr that says `pattern`. */
function needsAttention(ended: Ended, pattern: RegExp): void {
  assert.equal(ended.code, 2, ended.stderr);
  assert.equal(ended.stdout, '');
  assert.match(ended.stderr, pattern);
  assert.equal(ended.stderr.trimEnd().split('\n').length, 1, ended.stderr);
}

test('bad arguments are answered with what to do', async () => {
  needsAttention(await runToEnd(['--insecure']), /add --data DIR/);
  needsAttention(await runToEnd(['--data', data]), /add --insecure/);
  needsAttention(await runToEnd(['--data', data, '--insecure', '--port', '99999']), /not a port/);
  needsAttention(await runToEnd(['--data', data, '--insecure', '--bogus']), /--bogus.*--help/);
  needsAttention(
    await runToEnd(['--data', fileURLToPath(import.meta.url), '--insecure', '--port', '0']),
    /choose another with --data/,
  );
});

test('a password comes from a file, and one that is none is refused', async () => {
  const absent = join(data, 'absent');
  needsAttention(await runToEnd(['--data', data, '--password-file', absent]), /cannot read .*absent .*--password-file/);
  const empty = join(data, 'empty');
  await writeFile(empty, '\n');
  needsAttention(await runToEnd(['--data', data, '--password-file', empty]), /empty is no password/);
});

test('--help prints the usage', async () => {
  const { code, stdout } = await runToEnd(['--help']);
  assert.equal(code, 0);
  assert.match(stdout, /--data DIR/);
});

test('a busy port is named', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  try {
    needsAttention(
      await runToEnd(['--data', data, '--insecure', '--port', String(port)]),
      new RegExp(`port ${port} .* in use`),
    );
  } finally {
    holder.close();
  }
});

test('one node at a time has a data directory, and a killed one gives it free', async () => {
  const first = await startNodeProcess(data);
  needsAttention(await runToEnd(['--data', data, '--insecure', '--port', '0']), /in use by another node/);
  await first.kill('SIGKILL');
  const second = await startNodeProcess(data);
  const { code, stdout } = await second.kill('SIGINT');
  assert.equal(code, 0);
  assert.equal(stdout.trimEnd().split('\n').length, 1);
  assert.match(stdout, /^READY esdb:\/\/127\.0\.0\.1:\d+\?tls=false\n$/);
});

test('deleting the lock file under a running node lets no second one in', async () => {
  const first = await startNodeProcess(data);
  const client = EventStoreDBClient.connectionString(first.url);
  for (const name of ['node.lock', 'node.lock-journal', 'log.mdb-lock']) await rm(join(data, name), { force: true });
  needsAttention(await runToEnd(['--data', data, '--insecure', '--port', '0']), /in use by another node/);
  await client.appendToStream('locked-1', jsonEvent({ type: 't.Kept', data: {} }));
  await client.dispose();
  await first.kill('SIGKILL');
  const second = await startNodeProcess(data);
  const next = EventStoreDBClient.connectionString(second.url);
  let kept = 0;
  for await (const _event of next.readStream('locked-1')) kept += 1;
  assert.equal(kept, 1);
  await next.dispose();
  await second.kill('SIGTERM');
});

test('a log that is moved away or replaced under a running node is not written on without a word', async () => {
  const place = await makeDataDirectory();
  try {
    for (const replace of [false, true]) {
      const node = await startNodeProcess(place);
      const client = EventStoreDBClient.connectionString(node.url);
      await client.appendToStream('moved-1', jsonEvent({ type: 't.Before', data: {} }));
      await rename(join(place, 'log.mdb'), join(place, 'elsewhere'));
      if (replace) await copyFile(join(place, 'elsewhere'), join(place, 'log.mdb'));
      await assert.rejects(client.appendToStream('moved-1', jsonEvent({ type: 't.After', data: {} })));
      const { code, stderr } = await node.ended;
      await client.dispose();
      assert.equal(code, 2);
      assert.match(stderr, /^eventstore: the file .+log\.mdb was moved, replaced or deleted .+\n$/);
      await rename(join(place, 'elsewhere'), join(place, 'log.mdb'));
    }
    const again = await startNodeProcess(place);
    await again.kill('SIGTERM');
  } finally {
    await removeDataDirectory(place);
  }
});

test('a data directory that cannot be made is refused at once', { skip: !existsSync('/proc') }, async () => {
  needsAttention(await runToEnd(['--data', '/proc/nope', '--insecure', '--port', '0']), /choose another with --data/);
});

test('a directory of a newer format is left alone', async () => {
  const newer = await makeDataDirectory();
  try {
    const root = open({ path: join(newer, 'log.mdb'), noSubdir: true, overlappingSync: false });
    const about = root.openDB<number, string>({ name: 'about', encoding: 'ordered-binary' });
    about.putSync('format', 99);
    await root.close();
    needsAttention(await runToEnd(['--data', newer, '--insecure', '--port', '0']), /format 99 .* start the newer node/);
  } finally {
    await removeDataDirectory(newer);
  }
});

test('SIGTERM finishes writes, cancels subscriptions, and everything is there at the next start', async () => {
  const node = await startNodeProcess(data);
  const client = EventStoreDBClient.connectionString(node.url);
  const event = jsonEvent({ type: 't.Before', data: {} });
  const first = await client.appendToStream('stop-1', event, { expectedRevision: NO_STREAM });
  const subscription = client.subscribeToStream('stop-1');
  const ended = assert.rejects(
    (async () => {
      for await (const _event of subscription) continue;
    })(),
    CancelledError,
  );
  await new Promise((resolve) => subscription.once('caughtUp', resolve));
  const { code, stderr } = await node.kill('SIGTERM');
  assert.equal(code, 0);
  assert.equal(stderr, '');
  await ended;
  await client.dispose();

  const again = await startNodeProcess(data);
  const next = EventStoreDBClient.connectionString(again.url);
  // the repeat of an append whose answer was lost is recognised by what is stored
  assert.deepEqual(await next.appendToStream('stop-1', event, { expectedRevision: NO_STREAM }), first);
  const written = await next.appendToStream('stop-1', jsonEvent({ type: 't.After', data: {} }), {
    expectedRevision: 0n,
  });
  assert.equal(written.nextExpectedRevision, 1n);
  await next.dispose();
  await again.kill('SIGTERM');
});

test('a client that asks who leads finds this node, also where it listens everywhere', async () => {
  const node = await startNodeProcess(data, ['--host', '0.0.0.0']);
  const port = new URL(node.url.replace('esdb:', 'http:')).port;
  const client = EventStoreDBClient.connectionString`esdb+discover://127.0.0.1:${port}?tls=false`;
  const written = await client.appendToStream('gossip-1', jsonEvent({ type: 't.Found', data: {} }));
  assert.equal(written.nextExpectedRevision, 0n);
  await client.dispose();
  await node.kill('SIGTERM');
});

/** A file system of 40 MiB at `directory`; false where this user may not mount one. */
function mountSmallDisk(directory: string): boolean {
  return (
    process.platform === 'linux' &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'none', directory]).status === 0
  );
}

test('a full disk ends the node with a clear line, and what was acknowledged is safe', async (context) => {
  const disk = await makeDataDirectory();
  if (!mountSmallDisk(disk)) {
    await removeDataDirectory(disk);
    context.skip('mounting a small disk needs root');
    return;
  }
  try {
    const node = await startNodeProcess(disk);
    const client = EventStoreDBClient.connectionString(node.url);
    let acknowledged = 0;
    await assert.rejects(async () => {
      for (;;) {
        await client.appendToStream('full-1', binaryEvent({ type: 't.Big', data: Buffer.alloc(900_000) }));
        acknowledged += 1;
      }
    });
    const { code, stderr } = await node.ended;
    await client.dispose();
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^eventstore: the log cannot be written \(\d+ MiB are free .+\): free some disk space .+\n$/);
    assert.ok(acknowledged > 0);

    spawnSync('mount', ['-o', 'remount,size=80m', disk]);
    const again = await startNodeProcess(disk);
    const next = EventStoreDBClient.connectionString(again.url);
    let count = 0;
    for await (const _event of next.readStream('full-1')) count += 1;
    assert.equal(count, acknowledged);
    await next.dispose();
    await again.kill('SIGTERM');
  } finally {
    spawnSync('umount', [disk]);
    await removeDataDirectory(disk);
  }
});
