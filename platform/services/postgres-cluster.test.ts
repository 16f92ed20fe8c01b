import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { runOnCluster } from './postgres-cluster.ts';

/** A cluster whose program is this shell script. */
function clusterWith(t: TestContext, script: string) {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-cluster-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'postgres'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return {
    directory: join(directory, 'postgres'),
    bin: directory,
    env: { PATH: process.env['PATH'] },
    user: undefined,
  };
}

test('a program of PostgreSQL that crashes on the files is explained by its signal, with what it said', async (t) => {
  for (const signal of ['BUS', 'SEGV'])
    await assert.rejects(
      runOnCluster(clusterWith(t, `echo FATAL: half a page >&2; kill -${signal} $$`), 'postgres', () => []),
      new RegExp(`postgres crashed \\(SIG${signal}\\): its files .+ move it away.+ FATAL: half a page`),
    );
});

test('one that ends by itself or is killed is explained by that', async (t) => {
  await assert.rejects(
    runOnCluster(clusterWith(t, 'exit 3'), 'postgres', () => []),
    /postgres ended \(code 3\)/,
  );
  await assert.rejects(
    runOnCluster(clusterWith(t, 'kill -KILL $$'), 'postgres', () => []),
    /postgres ended \(SIGKILL\)/,
  );
  const whole = runOnCluster(clusterWith(t, 'read line; echo "$1 $line"'), 'postgres', () => ['said'], 'and read\n');
  assert.equal(await whole, 'said and read\n');
});
