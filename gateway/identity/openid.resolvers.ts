import { accountNow } from '../../commands/identity/account-now.ts';
import { readFactors } from '../../commands/identity/read-factors.ts';
import { LinkOpenId, UnlinkOpenId } from '../../schemas/identity/account.commands.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, ResolverModule } from '../graphql/resolver.ts';
import { SIGNED_OUT } from './account-password.ts';
import { BAD_COMMAND, showOpenIds } from './account.view.ts';
import { accountByOpenId } from './openid-accounts.ts';
import { openPendingLink } from './openid-tokens.ts';
import { stepUp } from './step-up.ts';

const OVER = refuse(
  'CommandRefused',
  'openid.over',
  'This took too long, or began in another browser. Begin again from your account.',
).refusal;
const TAKEN = refuse(
  'CommandRefused',
  'openid.taken',
  'This sign-in leads to another account here. Remove it there first.',
).refusal;

/** Providers of OpenID Connect that lead to somebody's account. */
export const openIdResolvers: ResolverModule = {
  Mutation: {
    async linkOpenId(_parent, { commandId, token }, context) {
      const own = context.caller.account;
      if (own === undefined) return SIGNED_OUT;
      if (!isId(commandId)) return BAD_COMMAND;
      const { ports, caller } = context;
      const pending = await openPendingLink(ports, token);
      if (pending === undefined || pending.browserId !== caller.browserId) return OVER;
      const needed = await stepUp(context);
      if (needed !== undefined) return needed;
      const { accountId } = own;
      const { provider, subject } = pending;
      const holder = await accountByOpenId(ports, subject);
      if (holder?.accountId === accountId) return changed(context, accountId);
      if (holder !== undefined || !(await ports.vault.claim('openid', subject, accountId))) return TAKEN;
      const answer = await runCommand(context, {
        commandId,
        definition: LinkOpenId,
        streamId: accountId,
        data: { accountId, provider, subject: await ports.vault.seal(accountId, 'openid', subject) },
      });
      if (!answer.done) {
        await ports.vault.release('openid', subject, accountId);
        return answer.refusal;
      }
      // Who looked at it before it was written may have let it go.
      await ports.vault.claim('openid', subject, accountId);
      return changed(context, accountId);
    },
    async unlinkOpenId(_parent, { commandId, provider }, context) {
      const own = context.caller.account;
      if (own === undefined) return SIGNED_OUT;
      if (!isId(commandId)) return BAD_COMMAND;
      const needed = await stepUp(context);
      if (needed !== undefined) return needed;
      const { accountId } = own;
      const { log, vault } = context.ports;
      const [before, { passkeys }] = await Promise.all([accountNow(log, accountId), readFactors(log, accountId)]);
      const answer = await runCommand(context, {
        commandId,
        definition: UnlinkOpenId,
        streamId: accountId,
        data: { accountId, provider, hasPasskey: passkeys.length > 0 },
      });
      if (!answer.done) return answer.refusal;
      const boxes = (before?.openIds ?? []).filter((each) => each.provider === provider).map(({ subject }) => subject);
      for (const subject of await vault.open('openid', boxes))
        if (subject !== undefined) await vault.release('openid', subject, accountId);
      return changed(context, accountId);
    },
  } satisfies MutationFields<MutationResolvers, 'linkOpenId' | 'unlinkOpenId'>,
};

async function changed({ ports }: RequestContext, accountId: string) {
  const account = await accountNow(ports.log, accountId);
  return { __typename: 'OpenIdsChanged' as const, openIds: showOpenIds(ports, account?.openIds ?? []) };
}
