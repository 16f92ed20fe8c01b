import type { Actor } from '../../schemas/kernel/metadata.ts';

/** What somebody who works here may be allowed, each with what it is, for people. */
export const permissions = {
  'studio.read': 'see titles in every state, films and their way through the pipeline',
  'catalog.edit': 'edit what is said about titles',
  'catalog.publish': 'publish titles and take them down',
  'media.upload': 'upload films',
  'log.read': 'read the log, and what happened to one thing',
  'people.read': 'see who has an account, with their addresses',
  'people.manage': 'invite people to work here, and give and take roles',
  operations: 'look at read models and at what could not be handled, and have it tried again',
} as const;

export type Permission = keyof typeof permissions;

const reading = ['studio.read', 'log.read'] as const;
const all = Object.keys(permissions) as readonly Permission[];

/** What each role may do. The one table: policies of commands and the fields of the API ask it. */
export const rolePermissions = {
  editor: [...reading, 'catalog.edit', 'media.upload'],
  publisher: [...reading, 'catalog.edit', 'catalog.publish', 'media.upload'],
  support: [...reading, 'people.read'],
  analyst: reading,
  admin: all,
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

const permissionsOfRole: Readonly<Record<string, readonly Permission[]>> = rolePermissions;

/**
 * Whether somebody may do something here. The operator token belongs to no account and may do everything; an account may what
 * its roles say, and one without roles nothing.
 */
export function may({ kind, account, roles = [] }: Actor, permission: Permission): boolean {
  if (kind !== 'staff') return false;
  if (account === undefined) return true;
  return roles.some((role) => Object.hasOwn(rolePermissions, role) && permissionsOfRole[role]?.includes(permission));
}

/** Everything that an actor may do here. */
export const permissionsOf = (actor: Actor): readonly Permission[] =>
  all.filter((permission) => may(actor, permission));

/** Why somebody may not, and with which roles they might: for people. */
export function lacks(permission: Permission): string {
  const roles = Object.entries(permissionsOfRole).filter(([, allowed]) => allowed.includes(permission));
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(roles.map(([role]) => role));
  return `To ${permissions[permission]} takes the role ${names}. Ask an administrator for it.`;
}
