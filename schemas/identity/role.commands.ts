import { defineCommand } from '../kernel/define.ts';
import { RoleChanged, RoleDefined, RoleRetired } from './role.events.ts';

const role = { category: 'role' } as const;

export const DefineRole = defineCommand({
  ...role,
  type: 'DefineRole',
  description: 'Make a role of one’s own out of permissions.',
  data: RoleDefined.data,
});
export const ChangeRole = defineCommand({
  ...role,
  type: 'ChangeRole',
  description: 'Say what a role of this installation is called and permits.',
  data: RoleChanged.data,
});
export const RetireRole = defineCommand({
  ...role,
  type: 'RetireRole',
  description: 'Let a role of this installation permit nothing any more.',
  data: RoleRetired.data,
});

export const roleCommands = [DefineRole, ChangeRole, RetireRole] as const;
