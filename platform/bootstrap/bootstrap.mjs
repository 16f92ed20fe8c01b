import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages } from './debian-packages.mjs';
import { handOver } from './hand-over.mjs';
import { thisMachine } from './machine.mjs';
import { neededPackages } from './needed-packages.mjs';
import { ensureDependencies } from './npm-dependencies.mjs';
import { SetupFailed } from './print.mjs';

const OLDEST_NODE = 20;
const ENTRY = {
  start: ['platform/cli.ts', 'start'],
  test: ['platform/testing/run-tests.ts'],
  'test:long': ['platform/testing/run-long.ts'],
  bench: ['tests/bench/main.ts'],
};

/** Installs what a command misses and runs it by the pinned Node. Gives back its exit code; throws SetupFailed with what to do. */
export const bootstrap = async ([command = 'start', ...rest], root, machine = thisMachine()) => {
  const entry = Object.hasOwn(ENTRY, command) ? ENTRY[command] : undefined;
  if (entry === undefined)
    throw new SetupFailed(`There is no command "${command}". There are: ${Object.keys(ENTRY).join(', ')}.`);
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new SetupFailed(
      `This is Node ${process.versions.node}; Reprise starts with ${OLDEST_NODE} or newer (it then brings its own Node 24).`,
    );
  const mayInstall = !rest.includes('--no-install');
  const steps = [
    () => ensureDependencies(root, mayInstall, machine.screen),
    () => ensurePackages(neededPackages(command, machine), mayInstall, machine),
  ];
  await (mayInstall ? inTurn(steps) : allOrName(steps));
  const node = join(root, 'node_modules/.bin/node');
  if (!existsSync(node))
    throw new SetupFailed(
      `No Node 24 for ${process.platform}-${process.arch} came with the npm dependencies. Install Node 24 or newer yourself and run: node ${entry.join(' ')}`,
    );
  return handOver(node, [...entry, ...rest.filter((argument) => argument !== '--no-install')], root);
};

const inTurn = async (steps) => {
  for (const step of steps) await step();
};

/** Nothing will be installed, so everything that is missing is named at once and not only the first thing. */
const allOrName = async (steps) => {
  const missing = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof SetupFailed)) throw error;
      missing.push(error.message);
    }
  }
  if (missing.length > 0) throw new SetupFailed(missing.join('\n'));
};
