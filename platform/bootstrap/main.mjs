// The first thing that runs on a fresh machine: plain JavaScript, no dependencies, any Node from 20 on.
// It installs what is missing, then hands over to the pinned Node under node_modules.
//   node platform/bootstrap/main.mjs <start|test|bench> [arguments]
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './debian-packages.mjs';
import { handOver } from './hand-over.mjs';
import { ensureDependencies } from './npm-dependencies.mjs';
import { CannotGoOn, say } from './say.mjs';
import { neededPackages } from './needed-packages.mjs';

const OLDEST_NODE = 20;
const ENTRY = {
  start: ['platform/cli.ts', 'start'],
  test: ['platform/testing/run-tests.ts'],
  bench: ['tests/bench/main.ts'],
};

const root = fileURLToPath(new URL('../..', import.meta.url));

const main = async () => {
  const [command = 'start', ...rest] = process.argv.slice(2);
  const entry = ENTRY[command];
  if (entry === undefined) throw new CannotGoOn(`There is no command "${command}". There are: ${Object.keys(ENTRY).join(', ')}.`);
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new CannotGoOn(`This is Node ${process.versions.node}; Reprise starts with ${OLDEST_NODE} or newer (it then brings its own Node 24).`);
  const mayInstall = !rest.includes('--no-install');
  await ensureDependencies(root, mayInstall);
  await ensurePackages(neededPackages(command, process.env), mayInstall);
  const node = join(root, 'node_modules/.bin/node');
  if (!existsSync(node))
    throw new CannotGoOn(
      `No Node 24 for ${process.platform}-${process.arch} came with the npm dependencies. Install Node 24 or newer yourself and run: node ${entry.join(' ')}`,
    );
  process.exitCode = await handOver(node, [...entry, ...rest.filter((argument) => argument !== '--no-install')], root);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof CannotGoOn)) throw error;
  say('✗', error.message);
  process.exitCode = 1;
}
