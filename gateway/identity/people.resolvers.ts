import { beyondOwn, permissions, rolePermissions } from '../../domain/kernel/permission-decision.ts';
import { GrantRole, RevokeRole } from '../../schemas/identity/account.commands.ts';
import { Role } from '../../schemas/identity/account.events.ts';
import type { MutationResolvers, QueryResolvers, StaffRole } from '../generated/resolvers.ts';
import { refuse, runCommand, type Refusal } from '../graphql/command.ts';
import { connectionOf, isId, pageOf } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import { roleNow } from '../../commands/identity/role-now.ts';
import { BAD_COMMAND } from './account.view.ts';
import { giveUpAdministration } from './give-up-administration.ts';
import { inviteToWork } from './invite.ts';
import { shownRole as shown, showPerson } from './person.view.ts';
import { stepUp } from './step-up.ts';
import { lacksFactor } from './staff-policy.ts';
import { recordReading } from './record-reading.ts';

const INVITATION_MS = 7 * 24 * 3600_000;
const roleOf = (role: StaffRole): Role => role.toLowerCase() as Lowercase<StaffRole>;

/** Who has an account, and who may do what here. */
export const peopleResolvers: ResolverModule = {
  Query: {
    people: {
      reads: ['accounts', 'custom_roles'],
      async resolve(_parent, { staff, ...args }, context) {
        const page = await context.ports.queries.accounts.all({ ...pageOf(args), staff });
        await recordReading(
          context,
          'people',
          page.rows.map(({ row }) => row.accountId),
        );
        const boxes = page.rows.flatMap(({ row }) => row.email ?? []);
        const opened = await context.ports.vault.open('email', boxes);
        const emails = new Map(boxes.map((box, index) => [box, opened[index]]));
        const hasCustom = page.rows.some(({ row }) => row.customRoles.length > 0);
        const all = hasCustom ? await context.ports.queries.customRoles.all() : [];
        const lacking = await Promise.all(page.rows.map(({ row }) => lacksFactor(context.ports, row)));
        const lacks = new Set(page.rows.flatMap(({ row }, index) => (lacking[index] === true ? [row.accountId] : [])));
        return connectionOf(page, (row) =>
          showPerson(row, row.email === null ? null : (emails.get(row.email) ?? null), all, lacks.has(row.accountId)),
        );
      },
    },
    rolePermissions: {
      reads: [],
      forEverybody: true,
      resolve: () =>
        Role.options.map((role) => ({
          role: shown(role),
          may: rolePermissions[role].map((permission) => permissions[permission]),
          permissions: [...rolePermissions[role]],
        })),
    },
  } satisfies QueryFields<QueryResolvers, 'people' | 'rolePermissions'>,
  Mutation: {
    async invite(_parent, { commandId, email, role, customRole }, context) {
      const wrong = await stepUp(context);
      if (wrong !== undefined) return wrong;
      if (!isId(commandId)) return BAD_COMMAND;
      // Before an account is made for somebody who could not get the role.
      const wanted = await roleAsked(context, role, customRole);
      if ('__typename' in wanted) return wanted;
      const beyond = beyondOwn(context.caller.actor, wanted.permissions);
      if (beyond !== undefined) return refuse('CommandRefused', 'actor.not-allowed', beyond).refusal;
      const { log, vault, now } = context.ports;
      const invitation = await inviteToWork(
        { log, vault, now, run: (part) => runCommand(context, part) },
        { commandId, email, role: wanted.role, via: 'invitation', linkMs: INVITATION_MS },
      );
      if (!invitation.done) return invitation.refusal;
      const { accountId, link, token } = invitation;
      return { __typename: 'Invited' as const, accountId, linkUntil: link?.expiresAt ?? null, token };
    },
    grantRole: (_parent, args, context) => changeRole(context, GrantRole, args),
    revokeRole: (_parent, args, context) => changeRole(context, RevokeRole, args),
  } satisfies MutationFields<MutationResolvers, 'invite' | 'grantRole' | 'revokeRole'>,
};

/** The one role that an invitation names, with what it permits. */
async function roleAsked(
  { ports }: RequestContext,
  role: StaffRole | null | undefined,
  roleId: string | null | undefined,
): Promise<
  { readonly role: Parameters<typeof inviteToWork>[1]['role']; readonly permissions: readonly string[] } | Refusal
> {
  const hasCustom = typeof roleId === 'string';
  if ((typeof role === 'string') === hasCustom)
    return refuse('InvalidInput', 'role.not-one', 'Name one role: `role` or `customRole`.', 'role').refusal;
  if (!hasCustom) {
    const always = roleOf(role as StaffRole);
    return { role: always, permissions: rolePermissions[always] };
  }
  const known = isId(roleId) ? await roleNow(ports.log, roleId) : undefined;
  if (known?.status !== 'defined')
    return refuse('InvalidInput', 'role.unknown', 'There is no such role.', 'customRole').refusal;
  return { role: { roleId, permissions: [...known.permissions] }, permissions: known.permissions };
}

async function changeRole(
  context: RequestContext,
  definition: typeof GrantRole | typeof RevokeRole,
  { commandId, accountId, role }: { readonly commandId: string; readonly accountId: string; readonly role: StaffRole },
) {
  const wrong = await stepUp(context);
  if (wrong !== undefined) return wrong;
  if (!isId(commandId)) return BAD_COMMAND;
  const takesAdmin = definition === RevokeRole && role === 'ADMIN' && isId(accountId);
  const givenUp = takesAdmin
    ? await giveUpAdministration(context, { commandId, accountId, reason: 'revoked' })
    : { term: undefined };
  if ('__typename' in givenUp) return givenUp;
  const data = { accountId, role: roleOf(role), ...(takesAdmin ? givenUp : {}) };
  const answer = await runCommand(context, { commandId, definition, streamId: accountId, data });
  if (!answer.done) return answer.refusal;
  const account = await accountNow(context.ports.log, accountId);
  return {
    __typename: 'RoleChanged' as const,
    accountId,
    roles: (account?.roles ?? []).map(shown),
    token: answer.token,
  };
}
