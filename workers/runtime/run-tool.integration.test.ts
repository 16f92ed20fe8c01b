import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inbox } from '../../tests/harness/inbox.ts';
import { cleanUpAfter, makeTestDir } from '../../tests/harness/services.ts';
import { runTool } from './run-tool.ts';
import { findMediaPrograms } from '../media/media-programs.ts';

const bash = { name: 'bash', path: '/bin/bash', version: 'test' };
const never = new AbortController().signal;

/** True while a process exists that is not a zombie. */
const isAlive = (pid: number): boolean => {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')[0] !== 'Z';
};

test('a run is recorded with its arguments, exit code and the end of what it complained about', async (t) => {
  const cwd = makeTestDir(t);
  const { run, stdout, endedBy } = await runTool({
    program: bash,
    args: ['-c', 'echo out; seq 1 5000 >&2; exit 3'],
    cwd,
    deadlineMs: 10_000,
    signal: never,
  });
  assert.equal(stdout, 'out\n');
  assert.equal(endedBy, 'itself');
  assert.equal(run.exitCode, 3);
  assert.deepEqual(run.argv, ['-c', 'echo out; seq 1 5000 >&2; exit 3']);
  assert.match(run.stderrTail, /5000$/);
  assert(run.stderrTail.length <= 4000);
});

test('a deadline ends the whole group, also children that ignore SIGTERM', async (t) => {
  const cwd = makeTestDir(t);
  const outcome = await runTool({
    program: bash,
    args: ['-c', 'trap "" TERM; (trap "" TERM; exec sleep 600) & echo $! > child; wait; wait'],
    cwd,
    deadlineMs: 300,
    signal: never,
  });
  assert.equal(outcome.endedBy, 'deadline');
  const child = Number(readFileSync(join(cwd, 'child'), 'utf8'));
  await inbox().until(async () => !isAlive(child));
});

test('aborting ends the program', async (t) => {
  const stopping = new AbortController();
  const running = runTool({
    program: bash,
    args: ['-c', 'echo ready; exec sleep 600'],
    cwd: makeTestDir(t),
    deadlineMs: 60_000,
    signal: stopping.signal,
    onLine: () => stopping.abort(),
  });
  assert.equal((await running).endedBy, 'abort');
});

test('a program cannot see the secrets of our environment, nor write more than it may', async (t) => {
  process.env['REPRISE_TEST_SECRET'] = 'secret';
  t.after(() => {
    delete process.env['REPRISE_TEST_SECRET'];
  });
  const { stdout, run } = await runTool({
    program: bash,
    args: ['-c', 'env; head -c 2000000 /dev/zero > big'],
    cwd: makeTestDir(t),
    deadlineMs: 10_000,
    signal: never,
    limits: { fileSizeBytes: 1_000_000 },
  });
  assert(!stdout.includes('REPRISE_TEST_SECRET'));
  assert.notEqual(run.exitCode, 0);
});

test('nothing that a worker runs outlives a worker that is killed outright', async (t) => {
  const { ffmpeg } = await findMediaPrograms();
  const cwd = makeTestDir(t);
  const script = `
    const { runTool } = await import(${JSON.stringify(join(import.meta.dirname, 'run-tool.ts'))})
    await runTool({
      program: ${JSON.stringify(ffmpeg)}, cwd: ${JSON.stringify(cwd)}, deadlineMs: 600000, signal: new AbortController().signal,
      args: ['-nostdin', '-v', 'error', '-progress', 'pipe:1', '-re', '-f', 'lavfi', '-i', 'testsrc2=r=5', '-f', 'null', '-'],
      onLine: (line) => console.log(line),
    })`;
  const worker = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUpAfter(t, () => worker.kill('SIGKILL'));
  for await (const chunk of worker.stdout) if (String(chunk).includes('frame=')) break;
  const children = readFileSync(`/proc/${worker.pid}/task/${worker.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  assert.equal(children.length, 1);
  const [child = 0] = children;
  assert.match(readFileSync(`/proc/${child}/cmdline`, 'utf8'), /ffmpeg/);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  await inbox().until(async () => !isAlive(child));
});

test('the media programs are found with their versions', async () => {
  const programs = await findMediaPrograms();
  assert.match(programs.ffmpeg.version, /^ffmpeg version \d/);
  assert.match(programs.packager.version, /^packager version v\d/);
});
