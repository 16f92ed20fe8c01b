import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { inbox } from '../../tests/harness/inbox.ts';
import { cleanUpAfter, makeTestDir } from '../../tests/harness/services.ts';
import { runProgram } from '../media/job-context.ts';
import { findMediaPrograms, sandboxFor } from '../media/media-programs.ts';
import { makeJobContext } from '../testing/job-context.ts';
import { runTool, type ToolOutcome, type ToolRequest } from './run-tool.ts';
import { ownLibraries, sandboxHere, tryOut } from './sandbox.ts';

const bash = { name: 'bash', path: '/bin/bash', version: 'bash' };
const sandbox = await sandboxHere();
const skip = sandbox.bwrap === undefined ? sandbox.why : false;
const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/State:\s+Z/.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

/** Runs a shell script locked in, in a directory with a film to read. */
const confined = (
  t: TestContext,
  script: string,
  more: Partial<ToolRequest> = {},
): Promise<ToolOutcome & { cwd: string }> & { cwd: string } => {
  const cwd = makeTestDir(t);
  mkdirSync(join(cwd, 'in'));
  writeFileSync(join(cwd, 'in/input'), 'the film');
  const outcome = runTool({
    program: bash,
    args: ['-c', script],
    cwd,
    deadlineMs: 60_000,
    signal: new AbortController().signal,
    confine: { readOnly: ['in'] },
    ...more,
  });
  return Object.assign(
    outcome.then((ended) => ({ ...ended, cwd })),
    { cwd },
  );
};

test(
  'a program that is locked in reads its film, writes its output, and cannot change the film',
  { skip },
  async (t) => {
    const running = confined(
      t,
      'cat in/input; echo made > output; (echo bad > in/input) 2>/dev/null || echo kept; (echo bad > /bad) 2>/dev/null || echo closed',
    );
    const { stdout, run } = await running;
    assert.equal(stdout, 'the filmkept\nclosed\n');
    assert.equal(run.exitCode, 0);
    assert.equal(readFileSync(join(running.cwd, 'output'), 'utf8'), 'made\n');
    assert.equal(readFileSync(join(running.cwd, 'in/input'), 'utf8'), 'the film');
  },
);

test('it sees no other file, no other process, no network and no secret', { skip }, async (t) => {
  const server = createServer((socket) => socket.end('reached'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUpAfter(t, () => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const other = join(makeTestDir(t), 'secret');
  writeFileSync(other, 'secret');
  const script = `
    (cat < /dev/tcp/127.0.0.1/${port}) 2>/dev/null && echo network
    cat ${other} /etc/passwd /root/.bashrc ${import.meta.filename} 2>/dev/null && echo files
    ls /proc/1 /tmp /home /var 2>/dev/null && echo processes
    kill -0 ${process.pid} 2>/dev/null && echo signals
    env | grep -i reprise
    echo end`;
  process.env['REPRISE_TEST_SECRET'] = 'secret';
  t.after(() => delete process.env['REPRISE_TEST_SECRET']);
  assert.equal((await confined(t, script)).stdout, 'end\n');
});

test('its exit code, its signal, its time and its ceilings are known as without it', { skip }, async (t) => {
  assert.equal((await confined(t, 'exit 69')).run.exitCode, 69);
  assert.equal((await confined(t, 'kill -SEGV $$')).run.exitCode, 128 + 11);
  const busy = await confined(t, 'end=$((SECONDS+2)); while [ $SECONDS -lt $end ]; do :; done');
  assert.ok(busy.cpuMs > 100, `${busy.cpuMs} ms`);
  const large = await confined(t, 'head -c 2000000 /dev/zero > big', { limits: { fileSizeBytes: 1_000_000 } });
  assert.notEqual(large.run.exitCode, 0);
  const late = await confined(t, 'sleep 600', { deadlineMs: 300 });
  assert.equal(late.endedBy, 'deadline');
});

const notRoot = process.getuid?.() === 0 ? 'the kernel counts no processes of root' : skip;
test('it cannot have more processes than it may', { skip: notRoot }, async (t) => {
  const { stdout } = await confined(t, 'for i in {1..50}; do sleep 5 & done 2>/dev/null; jobs -r | wc -l', {
    limits: { processes: 20 },
  });
  assert.ok(Number(stdout) < 20, stdout);
});

const unfiltered = sandbox.bwrap !== undefined && sandbox.filter === undefined ? 'there is no filter here' : skip;
test('one that is alone can make no other process, whoever runs it', { skip: unfiltered }, async (t) => {
  const { run, stdout } = await confined(t, 'echo begun; /bin/true; echo another', {
    confine: { readOnly: ['in'], alone: true },
  });
  assert.equal(stdout, 'begun\n');
  assert.match(run.stderrTail, /fork: .*not permitted/i);
});

test('it cannot take more memory than it may', { skip }, async (t) => {
  const fill = 'x=$(head -c $1 /dev/zero | tr "\\0" x); echo ${#x}';
  const limits = { dataBytes: 64e6 };
  const little = await confined(t, '', { args: ['-c', fill, 'fill', '1000000'], limits });
  assert.equal(little.stdout, '1000000\n', little.run.stderrTail);
  const much = await confined(t, '', { args: ['-c', fill, 'fill', '200000000'], limits });
  assert.match(much.run.stderrTail, /cannot allocate/);
  assert.notEqual(much.run.exitCode, 0);
});

test("a program in somebody's directory shows nothing else of it", { skip }, async (t) => {
  const home = makeTestDir(t);
  const program = { name: 'cat', path: join(home, 'cat'), version: 'cat' };
  copyFileSync('/bin/cat', program.path);
  writeFileSync(join(home, 'secret'), 'secret');
  const film = await confined(t, '', { program, args: ['in/input'] });
  assert.equal(film.stdout, 'the film', film.run.stderrTail);
  const secret = await confined(t, '', { program, args: [join(home, 'secret')] });
  assert.equal(secret.stdout, '');
  assert.match(secret.run.stderrTail, /No such file/);
});

test("of a program's libraries those are shown that are not the system's", () =>
  assert.deepEqual(
    ownLibraries(
      [
        '\tlinux-vdso.so.1 (0x00007fc5059ee000)',
        '\tlibx264.so.164 => /home/ann/my libs/libx264.so.164 (0x00007fc505960000)',
        '\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007fc504c00000)',
        '\tlibmissing.so => not found',
        '\t/opt/own/ld.so (0x00007fc5059f0000)',
        '\t/lib64/ld-linux-x86-64.so.2 (0x00007fc5059f0000)',
      ].join('\n'),
    ),
    ['/home/ann/my libs/libx264.so.164', '/opt/own/ld.so'],
  ));

test('nothing in a sandbox outlives a worker that is killed outright', { skip }, async (t) => {
  const cwd = makeTestDir(t);
  const script = `
    const { runTool } = await import(${JSON.stringify(join(import.meta.dirname, 'run-tool.ts'))})
    await runTool({
      program: ${JSON.stringify(bash)}, cwd: ${JSON.stringify(cwd)}, deadlineMs: 600000, signal: new AbortController().signal,
      args: ['-c', 'echo begun; exec sleep 600'], confine: { readOnly: [] }, onLine: (line) => console.log(line),
    })`;
  const worker = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUpAfter(t, () => worker.kill('SIGKILL'));
  for await (const chunk of worker.stdout) if (String(chunk).includes('begun')) break;
  const all = below(worker.pid ?? 0);
  assert.ok(all.length >= 2, 'bubblewrap and the program');
  worker.kill('SIGKILL');
  await inbox().until(async () => !all.some(isAlive));
});

/** Every process below this one. */
const below = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter((each) => each !== '')
    .map(Number)
    .flatMap((child) => [child, ...below(child)]);

test('the media programs work in it, with threads and each alone', { skip }, async (t) => {
  const programs = await findMediaPrograms();
  assert.equal(programs.sandbox, sandbox);
  const encode = await confined(t, '', {
    program: programs.ffmpeg,
    args: '-v error -f lavfi -i testsrc2=s=320x180:d=1 -threads 4 -c:v libx264 -threads 4 out.mp4'.split(' '),
    confine: { readOnly: [], alone: true },
  });
  assert.equal(encode.run.exitCode, 0, encode.run.stderrTail);
  assert.ok(statSync(join(encode.cwd, 'out.mp4')).size > 1000);
  const probe = await runTool({
    program: programs.ffprobe,
    args: ['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', 'out.mp4'],
    cwd: encode.cwd,
    deadlineMs: 60_000,
    signal: new AbortController().signal,
    confine: { readOnly: [], alone: true },
  });
  assert.equal(probe.stdout, 'h264\n');
});

test('programs that do not run in it are run without, and why is said', { skip }, async (t) => {
  const path = join(makeTestDir(t), 'ffmpeg');
  writeFileSync(path, '#!/bin/sh\n[ -e /etc/passwd ] && exit 0\necho "my library is missing" >&2; exit 1\n', {
    mode: 0o755,
  });
  const program = { name: 'ffmpeg', path, version: '1' };
  const tried = await sandboxFor([bash, program].toReversed());
  assert.ok(tried.bwrap === undefined);
  assert.match(tried.why, /ffmpeg does not run in it \(my library is missing\)\. Install a ffmpeg that needs nothing/);
  const context = (await makeJobContext(t)).context('job');
  assert.notEqual(context.programs.sandbox.bwrap, undefined);
  assert.equal((await runProgram(context, program, [], { deadlineMs: 60_000 })).run.exitCode, 1);
  const open = { ...context, programs: { ...context.programs, sandbox: tried } };
  assert.equal((await runProgram(open, program, [], { deadlineMs: 60_000 })).run.exitCode, 0);
});

test('where there is no bubblewrap, or it may not make namespaces, the reason is said and what to do', async (t) => {
  const absent = await tryOut(undefined);
  assert.ok(absent.bwrap === undefined);
  const directory = makeTestDir(t);
  const broken = join(directory, 'bwrap');
  writeFileSync(broken, '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n', {
    mode: 0o755,
  });
  const refused = await tryOut(broken);
  assert.ok(refused.bwrap === undefined);
  if (process.platform !== 'linux') return;
  assert.match(absent.why, /apt-get install bubblewrap/);
  assert.match(refused.why, /cannot make namespaces here \(bwrap: No permissions to create new namespace\)/);
});
