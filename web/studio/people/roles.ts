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
