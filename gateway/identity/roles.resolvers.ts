import { accountNow } from '../../commands/identity/account-now.ts';
import { roleNow } from '../../commands/identity/role-now.ts';
import { permissions } from '../../domain/kernel/permission-decision.ts';
import { GrantCustomRole, RevokeCustomRole } from '../../schemas/identity/account.commands.ts';
import { Role } from '../../schemas/identity/account.events.ts';
import { ChangeRole, DefineRole, RetireRole } from '../../schemas/identity/role.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { BAD_COMMAND } from './account.view.ts';
import { showCustomRole, shownRole } from './person.view.ts';
import { stepUp } from './step-up.ts';

/** More roles than anybody tells apart. */
const MOST_ROLES = 50;

/** Roles that this installation made for itself. */
export const roleResolvers: ResolverModule = {
  Query: {
    permissions: {
      reads: [],
      forEverybody: true,
      resolve: () => Object.entries(permissions).map(([name, means]) => ({ name, means })),
    },
    customRoles: {
      reads: ['custom_roles'],
      forEverybody: true,
      resolve: async (_parent, _args, { ports }) => (await ports.queries.customRoles.all()).map(showCustomRole),
    },
  } satisfies QueryFields<QueryResolvers, 'permissions' | 'customRoles'>,
  Mutation: {
    async defineRole(_parent, { commandId, name, permissions: given }, context) {
      if (!isId(commandId)) return BAD_COMMAND;
      const roleId = uuid5(commandId, 'role');
      const all = await context.ports.queries.customRoles.all();
      if (all.length >= MOST_ROLES && all.every((role) => role.roleId !== roleId))
        return refuse('CommandRefused', 'role.too-many', `There are ${MOST_ROLES} roles already; retire one first.`)
          .refusal;
      return saveRole(context, DefineRole, commandId, { roleId, name, permissions: given });
    },
    changeCustomRole: (_parent, { commandId, roleId, name, permissions: given }, context) =>
      saveRole(context, ChangeRole, commandId, { roleId, name, permissions: given }),
    retireCustomRole: (_parent, { commandId, roleId }, context) => saveRole(context, RetireRole, commandId, { roleId }),
    grantCustomRole: (_parent, args, context) => changeRolesOf(context, GrantCustomRole, args),
    revokeCustomRole: (_parent, args, context) => changeRolesOf(context, RevokeCustomRole, args),
  } satisfies MutationFields<
    MutationResolvers,
    'defineRole' | 'changeCustomRole' | 'retireCustomRole' | 'grantCustomRole' | 'revokeCustomRole'
  >,
};

/** What the roles that are always there are called, in the API and on pages. */
const RESERVED: readonly string[] = [...Role.options, 'administrator'];
const NAME_TAKEN = refuse(
  'InvalidInput',
  'role.name-taken',
  'Another role is called so. Whoever gives one has to tell them apart: choose another name.',
  'name',
).refusal;

/** Whether another role is called so, whatever its letters look like in small and wide ones. Two that are made at once may be. */
async function isTaken({ ports }: RequestContext, name: string, roleId: string): Promise<boolean> {
  const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
  const all = await ports.queries.customRoles.all();
  return (
    RESERVED.includes(plain(name)) || all.some((role) => role.roleId !== roleId && plain(role.name) === plain(name))
  );
}

const NO_ROLE = refuse('NotFound', 'role.unknown', 'There is no such role.').refusal;

async function saveRole(
  context: RequestContext,
  definition: typeof DefineRole | typeof ChangeRole | typeof RetireRole,
  commandId: string,
  data: { readonly roleId: string; readonly name?: string; readonly permissions?: readonly string[] },
) {
  const wrong = await stepUp(context);
  if (wrong !== undefined) return wrong;
  const { roleId } = data;
  if (!isId(roleId)) return NO_ROLE;
  if (data.name !== undefined && (await isTaken(context, data.name, roleId))) return NAME_TAKEN;
  const answer = await runCommand(context, { commandId, definition, streamId: roleId, data });
  return answer.done ? { __typename: 'CustomRoleSaved' as const, roleId, token: answer.token } : answer.refusal;
}

async function changeRolesOf(
  context: RequestContext,
  definition: typeof GrantCustomRole | typeof RevokeCustomRole,
  { commandId, accountId, roleId }: { readonly commandId: string; readonly accountId: string; readonly roleId: string },
) {
  const wrong = await stepUp(context);
  if (wrong !== undefined) return wrong;
  const { log } = context.ports;
  const role = isId(roleId) ? await roleNow(log, roleId) : undefined;
  // One that was retired can be taken away, and given to nobody.
  if (role === undefined || (role.status === 'retired' && definition === GrantCustomRole)) return NO_ROLE;
  if (!isId(accountId)) return refuse('NotFound', 'account.unknown', 'There is no such account.').refusal;
  const data = { accountId, roleId, permissions: [...role.permissions] };
  const answer = await runCommand(context, { commandId, definition, streamId: accountId, data });
  if (!answer.done) return answer.refusal;
  const account = await accountNow(log, accountId);
  return {
    __typename: 'RoleChanged' as const,
    accountId,
    roles: (account?.roles ?? []).map(shownRole),
    token: answer.token,
  };
}
