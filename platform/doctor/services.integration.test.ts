import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanUpAfter, makeTestDir } from '../../tests/harness/services.ts';
import { loadConfig } from '../config.ts';
import { startNats } from '../services/index.ts';
import { lookAtService } from './services.ts';

const MIB = 1024 ** 2;

test('the doctor says how much room NATS has for heartbeats, and what to do where there is none', async (t) => {
  const config = loadConfig({ REPRISE_DATA_DIR: makeTestDir(t) });
  const lookWith = async (storeBytes: number) => {
    const server = await startNats({ dataDir: makeTestDir(t), storeBytes });
    cleanUpAfter(t, () => server.stop());
    return lookAtService(config, { eventstore: '', postgres: '', redis: '', nats: server.url }, 'nats');
  };
  for (const [disk, room] of [
    [4096, 1024],
    [300, 256],
    [20, 16],
  ] as const) {
    const { fact, trouble } = await lookWith(disk * MIB);
    assert.match(fact, new RegExp(`JetStream answers and has ${room} MiB for heartbeats \\(local, `));
    assert.equal(trouble, undefined);
  }
  const none = await lookWith(8 * MIB);
  assert.match(none.trouble ?? '', /no room for its stream TELEMETRY: JetStream needs 16 MiB at least\. Free space/);
});
