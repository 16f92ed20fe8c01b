import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Role } from '../../schemas/identity/account.events.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { lacks, may, permissions, permissionsOf, programScopes, rolePermissions } from './permission-decision.ts';
import type { Permission } from './permission-decision.ts';
import { accountId } from '../identity/samples.ts';

const staff = (...roles: readonly string[]): Actor => ({ kind: 'staff', id: accountId, account: accountId, roles });
const all = Object.keys(permissions) as readonly Permission[];

describe('permissions', () => {
  it('are said for every role that there is, and for no other', () =>
    deepEqual(Object.keys(rolePermissions), Role.options));

  it('the operator token and administrators may do everything', () => {
    deepEqual(permissionsOf({ kind: 'staff', id: 'operator' }), all);
    deepEqual(permissionsOf(staff('admin')), all);
  });

  it('everybody else may what their roles say together, and nothing more', () => {
    for (const role of Role.options)
      for (const permission of all)
        equal(may(staff(role), permission), (rolePermissions[role] as readonly string[]).includes(permission), role);
    equal(may(staff('analyst'), 'catalog.publish'), false);
    equal(may(staff('analyst', 'publisher'), 'catalog.publish'), true);
    for (const role of Role.options) equal(may(staff(role), 'people.manage'), role === 'admin', role);
  });

  it('programs can be given what does not decide about people; whoever adds a permission decides it here', () =>
    deepEqual(programScopes, [
      'studio.read',
      'catalog.edit',
      'catalog.publish',
      'rights.edit',
      'media.upload',
      'log.read',
      'people.read',
      'billing.read',
      'billing.manage',
      'operations',
    ]));

  it('an account without roles, with roles that nobody knows, or that only watches may do nothing', () => {
    const account: Actor = { kind: 'staff', id: accountId, account: accountId };
    for (const actor of [
      account,
      staff(),
      staff('constructor', 'root'),
      { ...staff('admin'), kind: 'viewer' } as const,
    ])
      deepEqual(permissionsOf(actor), []);
  });

  it('says which roles would do', () => {
    match(lacks('catalog.publish'), /^To publish titles .* takes the role publisher or admin\./);
    match(lacks('people.read'), /support or admin/);
  });
});
