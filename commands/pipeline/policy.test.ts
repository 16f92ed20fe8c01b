import assert from 'node:assert/strict';
import { test } from 'node:test';
import { only, staffMay } from './policy.ts';
import type { AnyCommand } from './policy.ts';

const command: AnyCommand = { type: 'PublishTitle', data: {}, at: '2026-01-02T03:04:05.000Z' };
const ask = (policy: ReturnType<typeof staffMay>, actor: Parameters<typeof policy>[0]) =>
  policy(actor, command, undefined);

test('staff may give a command when one of their roles permits it, and hear which would', () => {
  const policy = staffMay('catalog.publish', 'process');
  const staff = (...roles: readonly string[]) => ({ kind: 'staff', id: 'a', account: 'a', roles }) as const;
  assert.equal(ask(policy, { kind: 'staff', id: 'operator' }), undefined);
  assert.equal(ask(policy, staff('editor', 'publisher')), undefined);
  assert.equal(ask(policy, { kind: 'process', id: 'p' }), undefined);
  assert.match(ask(policy, staff('editor'))?.message ?? '', /takes the role publisher or admin/);
  assert.equal(ask(policy, staff('editor'))?.code, 'actor.not-allowed');
  assert.equal(ask(policy, { kind: 'viewer', id: 'v' })?.code, 'actor.not-allowed');
});

test('a program may what its scopes say, and is none of the services of the platform', () => {
  const program = { kind: 'service', id: 'p', permissions: ['catalog.edit'] } as const;
  assert.equal(ask(staffMay('catalog.edit'), program), undefined);
  assert.match(ask(staffMay('catalog.publish'), program)?.message ?? '', /needs the scope catalog.publish/);
  for (const permission of ['people.manage', 'programs.manage'] as const)
    assert.equal(ask(staffMay(permission), { ...program, permissions: [permission] })?.code, 'actor.not-allowed');
  assert.equal(ask(only('service'), program)?.code, 'actor.not-allowed');
  assert.equal(ask(staffMay('catalog.publish', 'service'), program)?.code, 'actor.not-allowed');
  assert.equal(ask(only('service'), { kind: 'service', id: 'worker/1' }), undefined);
});
