import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { addApt, addSudo, makeBareMachine } from '../testing/bare-machine.ts';
import { ensurePackages } from './debian-packages.mjs';

const NEEDED = [
  { name: 'postgresql', reason: 'read models', here: true },
  { name: 'nats-server', reason: 'job delivery', here: false },
  { name: 'ffmpeg', reason: 'encoding', here: false },
];
const OPTIONS = '-y -o DPkg::Lock::Timeout=400 -o Dpkg::Use-Pty=0';
const UPDATE = `apt-get update ${OPTIONS}`;
const INSTALL = `apt-get install ${OPTIONS} --no-install-recommends nats-server ffmpeg`;

test('nothing is run when everything is here', async (t) => {
  const bare = makeBareMachine(t);
  addApt(bare);
  await ensurePackages(
    NEEDED.map((needed) => ({ ...needed, here: true })),
    true,
    bare.machine,
  );
  assert.deepEqual(bare.recorded(), []);
  assert.equal(bare.shown(), '✓ system programs are here: postgresql, nats-server, ffmpeg\n');
});

test('without leave to install, what is missing is named and nothing is run', async (t) => {
  const bare = makeBareMachine(t);
  addApt(bare);
  await assert.rejects(ensurePackages(NEEDED, false, bare.machine), {
    message:
      'Missing on this machine: nats-server (job delivery), ffmpeg (encoding). Install them: apt-get install nats-server ffmpeg',
  });
  assert.deepEqual(bare.recorded(), []);
});

test('without apt it says what to install, or to use Docker Compose', async (t) => {
  const bare = makeBareMachine(t);
  for (const mayInstall of [true, false])
    await assert.rejects(ensurePackages(NEEDED, mayInstall, bare.machine), {
      message: /nats-server \(job delivery\), ffmpeg \(encoding\)\. There is no apt here: .*"docker compose up"/,
    });
});

test('what is optional is installed where that can be done, and stops nobody where it cannot', async (t) => {
  const optional = [...NEEDED.slice(0, 1), { name: 'bubblewrap', reason: 'sandbox', here: false, optional: true }];
  const bare = makeBareMachine(t);
  await ensurePackages(optional, true, bare.machine);
  assert.match(bare.shown(), /^· Missing on this machine: bubblewrap \(sandbox\)\. .* Going on without it\.\n$/);
  addApt(bare, '[ "$1" = update ] || exit 100');
  for (const mayInstall of [false, true]) await ensurePackages(optional, mayInstall, bare.machine);
  assert.match(
    bare.shown(),
    /Install them: apt-get install bubblewrap Going on[^]*apt-get install failed[^]*Going on without it\.\n$/,
  );
  await assert.rejects(ensurePackages([...optional, ...NEEDED], true, bare.machine), /apt-get install failed/);
});

test('root runs apt-get itself: update first, then only what is missing', async (t) => {
  const bare = makeBareMachine(t);
  addApt(bare, 'echo "$DEBIAN_FRONTEND" >> "$RECORD"');
  addSudo(bare);
  await ensurePackages(NEEDED, true, bare.machine);
  assert.deepEqual(bare.recorded(), [UPDATE, 'noninteractive', INSTALL, 'noninteractive']);
  assert.match(bare.shown(), /^· installing with apt: nats-server \(job delivery\), ffmpeg \(encoding\)\n/);
  assert.match(bare.shown(), /✓ installed in \d+ s: nats-server, ffmpeg\n$/);
});

test('others go through sudo, which asks for a password only where somebody can type it', async (t) => {
  const alone = makeBareMachine(t, { isRoot: false });
  addApt(alone);
  addSudo(alone);
  await ensurePackages(NEEDED, true, alone.machine);
  assert.deepEqual(alone.recorded(), ['sudo -n sh', 'sudo -n env', UPDATE, 'sudo -n env', INSTALL, 'sudo -n rm']);
  assert.match(alone.shown(), /^· installing with apt \(through sudo\): nats-server/);

  const attended = makeBareMachine(t, { isRoot: false, isInteractive: true });
  addApt(attended);
  addSudo(attended);
  await ensurePackages(NEEDED, true, attended.machine);
  assert.equal(attended.recorded()[0], 'sudo sh -c');
});

test('neither root nor sudo: it says so, and what root has to run', async (t) => {
  const bare = makeBareMachine(t, { isRoot: false });
  addApt(bare);
  await assert.rejects(ensurePackages(NEEDED, true, bare.machine), {
    message: /You are not root and there is no sudo here\. Have root run: apt-get install nats-server ffmpeg$/,
  });
  assert.deepEqual(bare.recorded(), []);
});

test("a failure shows apt's last output and how to go on, and nothing more is tried", async (t) => {
  const bare = makeBareMachine(t);
  addApt(bare, 'echo "E: Could not resolve the mirror" >&2; exit 100');
  await assert.rejects(ensurePackages(NEEDED, true, bare.machine), {
    message:
      'apt-get update failed:\nE: Could not resolve the mirror\nPut that right, or install by hand: apt-get install nats-server ffmpeg',
  });
  assert.deepEqual(bare.recorded(), [UPDATE]);
  assert.equal(existsSync(bare.machine.policyFile), false);
});

test('installed servers are not started: the policy says no meanwhile, and is gone afterwards', async (t) => {
  const bare = makeBareMachine(t);
  addApt(bare, `"${bare.machine.policyFile}"; echo "policy $?" >> "$RECORD"`);
  await ensurePackages(NEEDED, true, bare.machine);
  assert.deepEqual(bare.recorded(), [UPDATE, 'policy 101', INSTALL, 'policy 101']);
  assert.equal(existsSync(bare.machine.policyFile), false);
});

test("a policy that is the machine's own is left alone", async (t) => {
  const bare = makeBareMachine(t);
  addApt(bare);
  writeFileSync(bare.machine.policyFile, '#!/bin/sh\nexit 0\n');
  await ensurePackages(NEEDED, true, bare.machine);
  assert.ok(existsSync(bare.machine.policyFile));
});

const SET_UP_45 =
  'echo "0 upgraded, 45 newly installed, 0 to remove"; i=0; while [ $i -lt 45 ]; do i=$((i+1)); echo "Setting up package-$i (1.0) ..."; done';

test('progress is a line per 20 packages, and one rewritten line on a terminal', async (t) => {
  const behaviour = `[ "$1" = install ] || exit 0; ${SET_UP_45}`;
  const piped = makeBareMachine(t);
  addApt(piped, behaviour);
  await ensurePackages(NEEDED, true, piped.machine);
  assert.deepEqual(piped.shown().split('\n').slice(1, -2), [
    '  set up 20 of 45 packages',
    '  set up 40 of 45 packages',
  ]);

  const written: string[] = [];
  const screen = { isTTY: true, write: (text: string) => written.push(text) };
  const terminal = makeBareMachine(t, { screen });
  addApt(terminal, behaviour);
  await ensurePackages(NEEDED, true, terminal.machine);
  const lines = written.join('').split('\n');
  assert.equal(lines.length, 4);
  assert.ok(lines[1]?.endsWith('\r\u001B[2K  set up 45 of 45 packages'));
});
