import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { createInterface } from 'node:readline';
import { aptProgress } from './apt-progress.mjs';
import { isOnPath, thisMachine } from './machine.mjs';
import { SetupFailed, print } from './print.mjs';

const APT = ['-y', '-o', 'DPkg::Lock::Timeout=400', '-o', 'Dpkg::Use-Pty=0'];
const TAIL_LINES = 15;

/** Installs the packages of the list that are not here, through apt; says what and why before it does. */
export const ensurePackages = async (needed, mayInstall, machine = thisMachine()) => {
  const missing = needed.filter(({ here }) => !here);
  if (missing.length === 0) {
    print('✓', `system programs are here: ${needed.map(({ name }) => name).join(', ')}`, machine.screen);
    return;
  }
  try {
    await install(missing, mayInstall, machine);
  } catch (error) {
    if (!(error instanceof SetupFailed) || !missing.every(({ optional }) => optional === true)) throw error;
    // Everything works without it.
    print('·', `${error.message} Going on without it.`, machine.screen);
  }
};

const install = async (missing, mayInstall, machine) => {
  const names = missing.map(({ name }) => name);
  const what = missing.map(({ name, reason }) => `${name} (${reason})`).join(', ');
  const byHand = `apt-get install ${names.join(' ')}`;
  if (!isOnPath('apt-get', machine))
    throw new SetupFailed(
      `Missing on this machine: ${what}. There is no apt here: install them with your system's own package manager, or run "docker compose up" instead, which needs none of them.`,
    );
  if (!mayInstall) throw new SetupFailed(`Missing on this machine: ${what}. Install them: ${byHand}`);
  if (!machine.isRoot && !isOnPath('sudo', machine))
    throw new SetupFailed(
      `Missing on this machine: ${what}. You are not root and there is no sudo here. Have root run: ${byHand}`,
    );
  print('·', `installing with apt${machine.isRoot ? '' : ' (through sudo)'}: ${what}`, machine.screen);
  const started = Date.now();
  const undo = await keepServicesDown(machine);
  try {
    await apt(machine, ['update', ...APT], byHand);
    await apt(machine, ['install', ...APT, '--no-install-recommends', ...names], byHand);
  } finally {
    await undo();
  }
  print('✓', `installed in ${Math.round((Date.now() - started) / 1000)} s: ${names.join(', ')}`, machine.screen);
};

/**
 * Debian starts a server when it is installed; Reprise runs its own and has no use for those. policy-rc.d is Debian's way
 * for saying so. The file says yes again as soon as this process is gone, so nothing is left blocked if we are killed.
 */
const keepServicesDown = async (machine) => {
  const file = machine.policyFile;
  if (existsSync(file)) return async () => {};
  const text = `#!/bin/sh\n# Written by Reprise while it installs packages; without effect afterwards. Safe to delete.\nkill -0 ${process.pid} 2>/dev/null && exit 101\nexit 0\n`;
  await asRoot(machine, ['sh', '-c', 'printf %s "$1" > "$2" && chmod 755 "$2"', 'sh', text, file]);
  return () => asRoot(machine, ['rm', '-f', file]);
};

const apt = async (machine, args, byHand) => {
  const progress = aptProgress(machine.screen);
  const { code, tail } = await asRoot(
    machine,
    ['env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C', 'apt-get', ...args],
    progress.read,
  );
  progress.end();
  if (code !== 0)
    throw new SetupFailed(`apt-get ${args[0]} failed:\n${tail}\nPut that right, or install by hand: ${byHand}`);
};

/** Runs a command as root; gives back its exit code and the last lines of its output. */
const asRoot = (machine, command, onLine = () => {}) =>
  new Promise((resolve, reject) => {
    // Without a terminal nobody can type a password: sudo then fails at once instead of waiting.
    const sudo = machine.isRoot ? [] : machine.isInteractive ? ['sudo'] : ['sudo', '-n'];
    const [program, ...args] = [...sudo, ...command];
    const env = { ...machine.environment, PATH: machine.directories.join(delimiter) };
    const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'pipe'], env });
    const lines = [];
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        if (line.trim() === '') return;
        lines.push(line);
        if (lines.length > TAIL_LINES) lines.shift();
        onLine(line);
      });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, tail: lines.join('\n') }));
  });
