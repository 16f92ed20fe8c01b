import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailed, print } from './print.mjs';

/** Installs the npm dependencies when node_modules is not what package-lock.json says. No package's script is run. */
export const ensureDependencies = async (root, mayInstall, screen = process.stderr, install = npmCi) => {
  const difference = firstDifference(root);
  if (difference === undefined) {
    print('✓', 'npm dependencies are as locked', screen);
    return;
  }
  if (!mayInstall)
    throw new SetupFailed(`npm dependencies are missing (${difference}). Install them: npm ci --ignore-scripts`);
  print('·', `installing npm dependencies, Node 24 among them, into node_modules (${difference})`, screen);
  const started = Date.now();
  await install(root);
  const left = firstDifference(root);
  if (left !== undefined)
    throw new SetupFailed(
      `After "npm ci" node_modules is still not as locked: ${left}. Remove node_modules and try again.`,
    );
  print('✓', `npm dependencies installed in ${Math.round((Date.now() - started) / 1000)} s`, screen);
};

/**
 * The first way in which node_modules differs from the lock file, or undefined.
 * npm keeps a lock file of what it installed inside node_modules, and writes it last: an interrupted install has none.
 */
export const firstDifference = (root) => {
  const installedPath = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedPath)) return 'node_modules is absent or incomplete';
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages;
  for (const [path, { version, optional, devOptional, peer }] of Object.entries(locked)) {
    if (path === '') continue;
    const here = installed[path];
    // Optional packages are for other platforms, and peers may be left out.
    if (here === undefined && (optional || devOptional || peer)) continue;
    if (here === undefined) return `${nameOf(path)} ${version} is not installed`;
    if (here.version !== version) return `${nameOf(path)} is ${here.version}, locked is ${version}`;
  }
  return undefined;
};

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const npmCi = (root) =>
  new Promise((resolve, reject) => {
    // Under `npm start` npm names its path; otherwise it is on the PATH.
    const ours = process.env.npm_execpath;
    const [program, args] = ours?.endsWith('.js') ? [process.execPath, [ours]] : ['npm', []];
    const options = [
      'ci',
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const child = spawn(program, [...args, ...options], { cwd: root, stdio: ['ignore', 2, 2] });
    child.once('error', () =>
      reject(new SetupFailed('npm is not on the PATH. Install it (Debian, Ubuntu: apt-get install npm).')),
    );
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new SetupFailed(`"npm ci --ignore-scripts" failed (see above). Is the package registry reachable?`)),
    );
  });
