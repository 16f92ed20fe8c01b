import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { CannotGoOn, say } from './say.mjs';

const POLICY = '/usr/sbin/policy-rc.d';
const APT = ['-y', '-o', 'DPkg::Lock::Timeout=400', '-o', 'Dpkg::Use-Pty=0'];

/** Installs the packages of the list that are not here, through apt; says what and why before it does. */
export const ensurePackages = async (needed, mayInstall) => {
  const missing = needed.filter(({ here }) => !here);
  if (missing.length === 0) {
    say('✓', `system programs are here: ${needed.map(({ name }) => name).join(', ')}`);
    return;
  }
  const names = missing.map(({ name }) => name);
  const what = missing.map(({ name, reason }) => `${name} (${reason})`).join(', ');
  const byHand = `apt-get install ${names.join(' ')}`;
  if (!mayInstall) throw new CannotGoOn(`Missing on this machine: ${what}. Install them: ${byHand}`);
  if (!existsSync('/usr/bin/apt-get'))
    throw new CannotGoOn(
      `Missing on this machine: ${what}. There is no apt here: install them with your system's own package manager, or run "docker compose up" instead, which needs none of them.`,
    );
  const root = process.getuid() === 0;
  if (!root && !existsSync('/usr/bin/sudo')) throw new CannotGoOn(`Missing on this machine: ${what}. Have root run: ${byHand}`);
  say('·', `installing with apt${root ? '' : ' (through sudo)'}: ${what}`);
  const started = Date.now();
  const undo = await keepServicesDown(root);
  try {
    await apt(root, ['update', ...APT], byHand);
    await apt(root, ['install', ...APT, '--no-install-recommends', ...names], byHand);
  } finally {
    await undo();
  }
  say('✓', `installed in ${Math.round((Date.now() - started) / 1000)} s: ${names.join(', ')}`);
};

/**
 * Debian starts a server when it is installed; Reprise runs its own and has no use for those. policy-rc.d is Debian's door
 * for saying so. The file says yes again as soon as this process is gone, so nothing is left blocked if we are killed.
 */
const keepServicesDown = async (root) => {
  if (existsSync(POLICY)) return async () => {};
  const text = `#!/bin/sh\n# Written by Reprise while it installs packages; without effect afterwards. Safe to delete.\nkill -0 ${process.pid} 2>/dev/null && exit 101\nexit 0\n`;
  await asRoot(root, ['sh', '-c', `printf '%s' "$1" > ${POLICY} && chmod 755 ${POLICY}`, 'sh', text]);
  return () => asRoot(root, ['rm', '-f', POLICY]);
};

const apt = async (root, args, byHand) => {
  const { code, tail } = await asRoot(root, ['env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C', 'apt-get', ...args]);
  if (code !== 0)
    throw new CannotGoOn(`apt-get ${args[0]} failed:\n${tail}\nPut that right, or install by hand: ${byHand}`);
};

const asRoot = (root, command) =>
  new Promise((resolve, reject) => {
    // Without a terminal nobody can type a password: sudo then fails at once instead of waiting.
    const sudo = root ? [] : process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
    const [program, ...args] = [...sudo, ...command];
    const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'pipe'] });
    const lines = [];
    const hear = (chunk) => {
      for (const line of String(chunk).split('\n')) {
        if (line.trim() !== '') lines.push(line);
        const step = /^Setting up (\S+)/.exec(line);
        if (step !== null) say(' ', `set up ${step[1]}`);
      }
      lines.splice(0, Math.max(0, lines.length - 15));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, tail: lines.join('\n') }));
  });
