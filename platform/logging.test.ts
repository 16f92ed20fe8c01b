import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

/** Logs two lines to this file in a process of its own. */
const logTo = (file: string) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', `
    import { setImmediate as turn } from 'node:timers/promises';
    const { createLogger } = await import(${JSON.stringify(join(import.meta.dirname, 'logging.ts'))});
    const logger = createLogger('info', ${JSON.stringify(file)});
    logger.info({ authorization: 'Bearer geheim' }, 'first');
    logger.flush();
    for (let round = 0; round < 20; round += 1) { logger.info({}, 'next'); await turn(); }
    logger.flush();
    process.exit(0);`], { encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' });

test('a line that is logged and flushed at once is in the file, without what is secret', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-logging-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const { status, stderr } = logTo(join(directory, 'logs/a.log'));
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  const lines = readFileSync(join(directory, 'logs/a.log'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { msg: string; authorization?: string });
  assert.deepEqual([lines.length, lines[0]?.msg, lines[0]?.authorization], [21, 'first', '[Redacted]']);
});
