import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeBareMachine, writeProgram } from '../testing/bare-machine.ts';
import { bootstrap } from './bootstrap.mjs';

const PACKAGES = { 'node_modules/fastify': { version: '5.0.0' } };
const PROGRAMS = ['postgres', 'initdb', 'nats-server', 'redis-server', 'ffmpeg', 'ffprobe'];

const makeCheckout = (directory: string): void =>
  writeFileSync(join(directory, 'package-lock.json'), JSON.stringify({ packages: PACKAGES }));

const addDependencies = (directory: string): void => {
  mkdirSync(join(directory, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(directory, 'node_modules/.package-lock.json'), JSON.stringify({ packages: PACKAGES }));
};

test('without leave to install, npm dependencies and system programs are named together', async (t) => {
  const { directory, machine } = makeBareMachine(t);
  makeCheckout(directory);
  await assert.rejects(bootstrap(['start', '--no-install'], directory, machine), {
    message:
      /^npm dependencies are missing .*\nMissing on this machine: postgresql .*nats-server .*redis-server .*ffmpeg /,
  });
});

test('an unknown command is refused with the known ones', async (t) => {
  const { directory, machine } = makeBareMachine(t);
  for (const command of ['begin', 'constructor'])
    await assert.rejects(bootstrap([command], directory, machine), {
      message: `There is no command "${command}". There are: start, test, test:long, bench.`,
    });
});

test('the pinned Node gets the command and its arguments, and its exit code is ours', async (t) => {
  const { directory, machine, addProgram } = makeBareMachine(t);
  makeCheckout(directory);
  addDependencies(directory);
  for (const program of PROGRAMS) addProgram(program);
  await assert.rejects(bootstrap(['start'], directory, machine), {
    message: /^No Node 24 for .* run: node platform\/cli\.ts start$/,
  });
  writeProgram(
    join(directory, 'node_modules/.bin/node'),
    'echo "$*" > handed-over\n[ "$*" = "platform/cli.ts start --once" ] && exit 7',
  );
  assert.equal(await bootstrap(['start', '--no-install', '--once'], directory, machine), 7);
});

test('the program itself ends non-zero, and says why on stderr alone', (t) => {
  const { directory } = makeBareMachine(t);
  makeCheckout(directory);
  mkdirSync(join(directory, 'platform/bootstrap'), { recursive: true });
  for (const file of globSync('*.mjs', { cwd: import.meta.dirname }))
    copyFileSync(join(import.meta.dirname, file), join(directory, 'platform/bootstrap', file));
  const main = join(directory, 'platform/bootstrap/main.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'start', '--no-install'], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(
    stderr,
    /^✗ npm dependencies are missing \(node_modules is absent or incomplete\)\. Install them: npm ci --ignore-scripts\n/m,
  );
});
