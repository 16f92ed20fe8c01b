import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEventStore } from '../../platform/services/index.ts';

const CLI = join(import.meta.dirname, '../../platform/cli.ts');

test('`reprise eventstore verify` reads the local log when it is stopped, says what is damaged, and so does the next start', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reprise-verify-'));
  t.after(async () => rm(dataDir, { recursive: true, force: true }));
  const services = join(dataDir, 'services');
  const reprise = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'eventstore', ...args], {
      env: { PATH: process.env['PATH'], REPRISE_DATA_DIR: dataDir },
      encoding: 'utf8',
    });
    return { status, text: stdout + stderr };
  };
  const node = await startEventStore({ dataDir: services });
  await node.stop();

  const whole = reprise('verify', '--seal');
  assert.equal(whole.status, 0, whole.text);
  assert.match(whole.text, /records of \d+ streams .+\nNothing is damaged\. 0 values got a checksum, 0 have none\./);

  const log = join(services, 'eventstore', 'log.mdb');
  truncateSync(log, 30_000);
  const cut = reprise('verify', join(services, 'eventstore'));
  assert.equal(cut.status, 1, cut.text);
  assert.match(cut.text, /DAMAGED .+\n.+ is damaged\. Restore a backup/);
  await assert.rejects(startEventStore({ dataDir: services }), /is damaged and was not opened .+ restore a backup/);
});
