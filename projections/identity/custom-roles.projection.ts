import { boolean, json, long, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';

export const customRoles = table('custom_roles', {
  key: ['roleId'],
  columns: {
    roleId: uuid,
    name: text,
    permissions: json<readonly string[]>(),
    retired: boolean,
    createdPosition: long,
    position: long,
  },
});
export type StoredRole = RowOf<typeof customRoles>;

/** Roles that this installation made for itself. */
export const customRolesProjection = projection({
  name: 'custom_roles',
  version: 1,
  tables: [customRoles],
  key: (fact) => fact.data.roleId,
  on: {
    'identity.RoleDefined': ({ data, position }) => [
      edit(customRoles, [data.roleId], (): StoredRole => ({
        ...data,
        retired: false,
        createdPosition: position,
        position,
      })),
    ],
    'identity.RoleChanged': ({ data: { roleId, name, permissions }, position }) => [
      edit(customRoles, [roleId], (row) => row && { ...row, name, permissions, position }),
    ],
    'identity.RoleRetired': ({ data: { roleId }, position }) => [
      edit(customRoles, [roleId], (row) => row && { ...row, retired: true, position }),
    ],
  },
});
