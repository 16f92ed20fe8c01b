import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkerContext } from '../workers/runtime/context.ts';
import { rolesOf } from './role-names.ts';

const bringing = (...names: readonly string[]): WorkerContext => ({
  name: 'sample',
  jobs: [],
  roles: Object.fromEntries(names.map((name) => [name, () => assert.fail('only its name was asked for')])),
});

test('a role that a context brings starts after the machinery and before the gateway', () => {
  const names = rolesOf([bringing('counter')]);
  assert.deepEqual(names.slice(-2), ['counter', 'gateway']);
  assert.ok(!rolesOf([]).includes('counter'));
});

test('two roles of one name are refused', () => {
  assert.throws(() => rolesOf([bringing('counter'), bringing('counter')]), /same name/);
  assert.throws(() => rolesOf([bringing('gateway')]), /same name/);
});
