import { CancelErasure, RequestErasure } from '../../schemas/identity/account.commands.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { runCommand } from '../graphql/command.ts';
import type { MutationFields, ResolverModule } from '../graphql/resolver.ts';
import { accountActor } from '../http/identity.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import { isId } from '../graphql/connection.ts';
import { BAD_COMMAND } from './account.view.ts';
import { giveUpAdministration } from './give-up-administration.ts';
import { SIGNED_OUT } from './account-password.ts';
import { provedBy } from './step-up.ts';

export const DAY_MS = 24 * 3600_000;

/** The end of somebody's own account. */
export const erasureResolvers: ResolverModule = {
  Mutation: {
    async requestErasure(_parent, { commandId, password }, context) {
      const { account, profileId } = context.caller;
      if (account === undefined) return SIGNED_OUT;
      const wrong = await provedBy(context, password);
      if (wrong !== undefined) return wrong;
      if (!isId(commandId)) return BAD_COMMAND;
      const { accountId } = account;
      const { now, erasureDays, log } = context.ports;
      const actor = accountActor(account, profileId);
      const givenUp = await giveUpAdministration(context, { commandId, accountId, reason: 'leaving', actor });
      if ('__typename' in givenUp) return givenUp;
      const dueAt = new Date(now() + erasureDays * DAY_MS).toISOString();
      const answer = await runCommand(context, {
        commandId,
        definition: RequestErasure,
        streamId: accountId,
        data: { accountId, dueAt, ...givenUp },
        actor,
      });
      if (!answer.done) return answer.refusal;
      // It may have been asked for before.
      const leavingAt = (await accountNow(log, accountId))?.leavingAt ?? dueAt;
      return { __typename: 'ErasureRequested' as const, leavingAt, token: answer.token };
    },
    async cancelErasure(_parent, { commandId }, context) {
      const { account, profileId } = context.caller;
      if (account === undefined) return SIGNED_OUT;
      const { accountId } = account;
      const answer = await runCommand(context, {
        commandId,
        definition: CancelErasure,
        streamId: accountId,
        data: { accountId },
        actor: accountActor(account, profileId),
      });
      return answer.done ? { __typename: 'ErasureCancelled' as const, token: answer.token } : answer.refusal;
    },
  } satisfies MutationFields<MutationResolvers, 'requestErasure' | 'cancelErasure'>,
};
