import type { StaffRole } from './people.queries.ts';

/** Roles in the order in which they are offered, and what they are called. */
export const roleNames: readonly (readonly [role: StaffRole, name: string])[] = [
  ['EDITOR', 'Editor'],
  ['PUBLISHER', 'Publisher'],
  ['SUPPORT', 'Support'],
  ['ANALYST', 'Analyst'],
  ['ADMIN', 'Administrator'],
];

export const nameOfRole = (role: StaffRole): string => roleNames.find(([known]) => known === role)?.[1] ?? role;

/** All roles of somebody, by name. */
export const namesOfRoles = (of: {
  readonly roles: readonly StaffRole[];
  readonly customRoles: readonly { readonly name: string }[];
}): string => [...of.roles.map(nameOfRole), ...of.customRoles.map(({ name }) => name)].join(', ');
