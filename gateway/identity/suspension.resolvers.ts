import { accountNow } from '../../commands/identity/account-now.ts';
import { LiftSuspension, SuspendAccount } from '../../schemas/identity/suspension.commands.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand, type CommandAnswer } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, ResolverModule } from '../graphql/resolver.ts';
import { stepUp } from './step-up.ts';

const NOBODY = refuse('NotFound', 'account.unknown', 'There is no such account.').refusal;
const OWN = refuse('CommandRefused', 'account.own', 'This is your own account; somebody else has to do it.').refusal;

/** Whether accounts may play films, as people who work here decide. */
export const suspensionResolvers: ResolverModule = {
  Mutation: {
    suspendAccount: (_parent, { commandId, accountId, reason }, context) =>
      decide(context, accountId, () =>
        runCommand(context, {
          commandId,
          definition: SuspendAccount,
          streamId: accountId,
          data: { accountId, reason: reason.toLowerCase() },
        }),
      ),
    liftSuspension: (_parent, { commandId, accountId }, context) =>
      decide(context, accountId, () =>
        runCommand(context, { commandId, definition: LiftSuspension, streamId: accountId, data: { accountId } }),
      ),
  } satisfies MutationFields<MutationResolvers, 'suspendAccount' | 'liftSuspension'>,
};

/** Its stream does not know whether there is such an account. */
async function decide(context: RequestContext, accountId: string, run: () => Promise<CommandAnswer>) {
  const unproved = await stepUp(context);
  if (unproved !== undefined) return unproved;
  const account = isId(accountId) ? await accountNow(context.ports.log, accountId) : undefined;
  if (account === undefined || account.status === 'erased') return NOBODY;
  if (context.caller.account?.accountId === accountId) return OWN;
  const answer = await run();
  return answer.done ? { __typename: 'SuspensionChanged' as const, accountId, token: answer.token } : answer.refusal;
}
