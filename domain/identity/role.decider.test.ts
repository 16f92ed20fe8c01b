import { describe, it } from 'node:test';
import { RoleId } from '../../schemas/identity/ids.ts';
import { given } from '../testing/given.ts';
import { roleDecider } from './role.decider.ts';
import type { RoleEvent } from './role.decider.ts';

const roleId = RoleId.parse('00000000-0000-4000-8000-0000000000d1');
const data = { roleId, name: 'Translator', permissions: ['catalog.edit', 'studio.read'] };
const defined: RoleEvent = { type: 'identity.RoleDefined', data };
const retired: RoleEvent = { type: 'identity.RoleRetired', data: { roleId } };

describe('a role of this installation', () => {
  it('is made of permissions, and may always open the studio', () => {
    const bare = { ...data, name: ' Translator ', permissions: ['catalog.edit'] };
    given(roleDecider).when({ type: 'DefineRole', data: bare }).thenEvents(defined);
    given(roleDecider, defined).when({ type: 'DefineRole', data }).thenRefused('role.exists');
    for (const permissions of [['catalog.edti'], ['constructor'], ['admin']])
      given(roleDecider)
        .when({ type: 'DefineRole', data: { ...data, permissions } })
        .thenRefused('role.bad-permission');
  });

  it('is called as none that is always there', () => {
    for (const name of ['admin', 'Editor', 'ADMINISTRATOR', ' support '])
      given(roleDecider)
        .when({ type: 'DefineRole', data: { ...data, name } })
        .thenRefused('role.name-taken');
    given(roleDecider)
      .when({ type: 'DefineRole', data: { ...data, name: ' ' } })
      .thenRefused('role.no-name');
  });

  it('changes until it is retired, and is then gone for good', () => {
    given(roleDecider, defined).when({ type: 'ChangeRole', data }).thenEvents();
    const changed = { roleId, name: 'Texts', permissions: ['studio.read'] };
    given(roleDecider, defined)
      .when({ type: 'ChangeRole', data: changed })
      .thenEvents({ type: 'identity.RoleChanged', data: changed });
    given(roleDecider, defined).when({ type: 'RetireRole', data: { roleId } }).thenEvents(retired);
    given(roleDecider, defined, retired).when({ type: 'RetireRole', data: { roleId } }).thenEvents();
    given(roleDecider, defined, retired).when({ type: 'ChangeRole', data }).thenRefused('role.unknown');
    given(roleDecider).when({ type: 'RetireRole', data: { roleId } }).thenRefused('role.unknown');
  });
});
