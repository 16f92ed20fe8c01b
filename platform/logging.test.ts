import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

/** Logs to this file in a process of its own, which ends at once. */
const logTo = (file: string) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `
    const { createLogger } = await import(${JSON.stringify(join(import.meta.dirname, 'logging.ts'))});
    const logger = createLogger('info', ${JSON.stringify(file)});
    logger.info({ authorization: 'Bearer geheim' }, 'first');
    for (let round = 0; round < 20; round += 1) logger.info({}, 'next');
    process.exit(0);`,
    ],
    { encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' },
  );

test('every line is in the file although the process ends at once, without what is secret', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-logging-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const { status, stderr } = logTo(join(directory, 'logs/a.log'));
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  const lines = readFileSync(join(directory, 'logs/a.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; authorization?: string });
  assert.deepEqual([lines.length, lines[0]?.msg, lines[0]?.authorization], [21, 'first', '[Redacted]']);
});

test('a full disk under the log is reported once and ends nothing', { skip: !existsSync('/dev/full') }, () => {
  const { status, stderr } = logTo('/dev/full');
  assert.equal(status, 0);
  assert.match(stderr, /^✗ \/dev\/full cannot be written \(ENOSPC.*Free some space\n$/);
});
