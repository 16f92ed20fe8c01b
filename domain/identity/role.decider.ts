import type { roleCommands } from '../../schemas/identity/role.commands.ts';
import type { roleEvents } from '../../schemas/identity/role.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';
import { isPermission, rolePermissions } from '../kernel/permission-decision.ts';

export type RoleEvent = EventOf<(typeof roleEvents)[number]>;
export type RoleCommand = CommandOf<(typeof roleCommands)[number]>;

export type RoleState =
  | { readonly status: 'none' }
  | { readonly status: 'defined' | 'retired'; readonly name: string; readonly permissions: readonly string[] };

interface Said {
  readonly name: string;
  readonly permissions: readonly string[];
}

/** What a role may be called and permit. Whoever works here opens the studio, so every role may. */
function read({ name: given, permissions }: Said): Said | Decision<never, Rejection> {
  const name = given.trim();
  if (name === '') return refuse('role.no-name', 'Give the role a name.');
  if ([...Object.keys(rolePermissions), 'administrator'].includes(name.toLowerCase()))
    return refuse('role.name-taken', 'A role that is always there has this name; choose another one.');
  const unknown = permissions.find((permission) => !isPermission(permission));
  if (unknown !== undefined) return refuse('role.bad-permission', `There is no permission "${unknown}".`);
  return { name, permissions: [...new Set([...permissions, 'studio.read'])].toSorted() };
}

const isDecision = (of: Said | Decision<never, Rejection>): of is Decision<never, Rejection> => 'kind' in of;

/** A role that an installation made for itself out of permissions. */
export const roleDecider: Decider<RoleState, RoleCommand, RoleEvent> = {
  category: 'role',
  initial: { status: 'none' },
  evolve: evolveBy<RoleState, RoleEvent>({
    'identity.RoleDefined': (_, { name, permissions }) => ({ status: 'defined', name, permissions }),
    'identity.RoleChanged': (state, { name, permissions }) =>
      state.status === 'none' ? state : { ...state, name, permissions },
    'identity.RoleRetired': (state) =>
      state.status === 'none' ? state : { ...state, status: 'retired', permissions: [] },
  }),
  decide: decideBy<RoleState, RoleCommand, RoleEvent, Rejection>({
    DefineRole: (state, { roleId, ...given }) => {
      if (state.status !== 'none') return refuse('role.exists', 'This role is there already; choose a new id.');
      const said = read(given);
      if (isDecision(said)) return said;
      const { name, permissions } = said;
      return accepted<RoleEvent>({
        type: 'identity.RoleDefined',
        data: { roleId, name, permissions: [...permissions] },
      });
    },
    ChangeRole: (state, { roleId, ...given }) => {
      if (state.status !== 'defined') return refuse('role.unknown', 'There is no such role.');
      const said = read(given);
      if (isDecision(said)) return said;
      const { name, permissions } = said;
      return name === state.name && permissions.join() === state.permissions.join()
        ? accepted()
        : accepted<RoleEvent>({ type: 'identity.RoleChanged', data: { roleId, name, permissions: [...permissions] } });
    },
    RetireRole: (state, data) => {
      if (state.status === 'none') return refuse('role.unknown', 'There is no such role.');
      return state.status === 'retired' ? accepted() : accepted<RoleEvent>({ type: 'identity.RoleRetired', data });
    },
  }),
};
