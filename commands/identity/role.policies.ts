import type { AccountState } from '../../domain/identity/account.decider.ts';
import { roleDecider } from '../../domain/identity/role.decider.ts';
import type { RoleState } from '../../domain/identity/role.decider.ts';
import { rolePermissions } from '../../domain/kernel/permission-decision.ts';
import type { Role } from '../../schemas/identity/account.events.ts';
import { roleCommands } from '../../schemas/identity/role.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { staffMay } from '../pipeline/policy.ts';
import type { AnyCommand, Policy } from '../pipeline/policy.ts';
import { upToOwn } from './own-permissions.ts';

const permissionsIn = (state: RoleState): readonly string[] => (state.status === 'none' ? [] : state.permissions);

/** Whoever decides about people. */
const managesUpTo = upToOwn(staffMay('people.manage', 'system'));

/** Giving and taking a role that is always there. */
export const changesRole: Policy<AnyCommand & { readonly data: { readonly role: Role } }> = managesUpTo(
  ({ data }) => rolePermissions[data.role],
);

/** Taking administration from somebody. */
export const takesAdministration: Policy = managesUpTo(() => rolePermissions.admin);

/** Giving and taking a role of this installation; the command says what it permits. */
export const changesCustomRole: Policy<AnyCommand & { readonly data: { readonly permissions: readonly string[] } }> =
  managesUpTo(({ data }) => data.permissions);

/** Doing something for somebody who has an account: nobody for whoever may more here than they themselves. */
export const helps: Policy<AnyCommand & { readonly data: { readonly permissions: readonly string[] } }, AccountState> =
  upToOwn(staffMay('people.help'))(({ data }, state) => [
    ...data.permissions,
    ...(state.status === 'none' ? [] : state.roles.flatMap((role) => rolePermissions[role])),
  ]);

/** Roles of this installation. */
export const roleHandlers: readonly CommandHandler[] = handlersOf(roleDecider, roleCommands, {
  DefineRole: managesUpTo(({ data }) => data.permissions),
  ChangeRole: managesUpTo(({ data }, state) => [...data.permissions, ...permissionsIn(state)]),
  RetireRole: managesUpTo((_, state) => permissionsIn(state)),
});
