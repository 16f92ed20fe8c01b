import type { ActingActor } from '../../schemas/kernel/metadata.ts';

/** What somebody who works here may be allowed, each with what it is, for people. */
export const permissions = {
  'studio.read': 'see titles in every state, films and their way through the pipeline',
  'catalog.edit': 'edit what is said about titles',
  'catalog.publish': 'publish titles and take them down',
  'rights.edit': 'say where, how and when titles may be shown',
  'media.upload': 'upload films',
  'log.read': 'read the log, and what happened to one thing',
  'people.read': 'see who has an account, with their addresses',
  'people.see-as': 'see Reprise as a viewer does, with a reason and without changing anything',
  'people.help': 'sign the devices of people out, send them links, and ask that they be forgotten',
  'people.manage': 'invite people to work here, and give and take roles',
  'programs.manage': 'make programs and their keys, and end them',
  'billing.read': 'see subscriptions, invoices and payments',
  'billing.manage': 'make plans and set prices',
  'billing.refund': 'give money back, and end subscriptions of others',
  operations: 'look at read models and at what could not be handled, and have it tried again',
} as const;

export type Permission = keyof typeof permissions;

const reading = ['studio.read', 'log.read'] as const;
const all = Object.keys(permissions) as readonly Permission[];

/** What each role may do. The one table: policies of commands and the fields of the API ask it. */
export const rolePermissions = {
  editor: [...reading, 'catalog.edit', 'media.upload'],
  publisher: [...reading, 'catalog.edit', 'catalog.publish', 'rights.edit', 'media.upload', 'billing.manage'],
  support: [...reading, 'people.read', 'people.see-as', 'people.help', 'billing.read', 'billing.refund'],
  analyst: [...reading, 'billing.read'],
  admin: all,
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

const permissionsOfRole: Readonly<Record<string, readonly Permission[]>> = rolePermissions;

/** Whether there is a permission of that name. */
export const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name);

/** Whoever decides who may do what, or acts for others, is a person, who can be asked. */
const forPeople: ReadonlySet<string> = new Set<Permission>([
  'people.see-as',
  'people.help',
  'people.manage',
  'programs.manage',
  'billing.refund',
]);

/** What a program can be given. */
export const programScopes: readonly Permission[] = all.filter((permission) => !forPeople.has(permission));

/** Whether a program can be given that. */
export const isProgramScope = (name: string): name is Permission => programScopes.some((scope) => scope === name);

/**
 * Whether somebody may do something here. The operator token belongs to no account and may do everything; an account may what
 * its roles say, and one without roles nothing. Roles that an
 * installation made for itself, and the scopes of a program, which is a service, come as the permissions that they give now.
 */
export function may({ kind, account, roles = [], permissions: given }: ActingActor, permission: Permission): boolean {
  if (kind === 'service') return isProgramScope(permission) && given?.includes(permission) === true;
  if (kind !== 'staff') return false;
  if (account === undefined) return true;
  return (
    roles.some((role) => Object.hasOwn(rolePermissions, role) && permissionsOfRole[role]?.includes(permission)) ||
    given?.includes(permission) === true
  );
}

/** Whether that is a program with a key, not a part of the platform: those bring no permissions. */
export const isProgram = ({ kind, permissions: given }: ActingActor): boolean =>
  kind === 'service' && given !== undefined;

/** Why somebody may not give these permissions to others, for people; undefined: they have them all. What is no permission gives nothing. */
export function beyondOwn(actor: ActingActor, wanted: readonly string[]): string | undefined {
  const beyond = wanted.filter(isPermission).find((permission) => !may(actor, permission));
  return beyond && `Nobody gives more than they may themselves: you may not ${permissions[beyond]}.`;
}

/** Everything that an actor may do here. */
export const permissionsOf = (actor: ActingActor): readonly Permission[] =>
  all.filter((permission) => may(actor, permission));

/** Why a program may not: for people. */
export const lacksScope = (permission: Permission): string =>
  `To ${permissions[permission]} the program's key needs the scope ${permission}. Ask whoever made it.`;

/** Why somebody may not, and with which roles they might: for people. */
export function lacks(permission: Permission): string {
  const roles = Object.entries(permissionsOfRole).filter(([, allowed]) => allowed.includes(permission));
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(roles.map(([role]) => role));
  return `To ${permissions[permission]} takes the role ${names}. Ask an administrator for it.`;
}
