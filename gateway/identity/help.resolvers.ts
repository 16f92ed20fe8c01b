import { accountNow, type AccountNow } from '../../commands/identity/account-now.ts';
import { HelpPerson } from '../../schemas/identity/account.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { HelpReason, MutationResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, ResolverModule } from '../graphql/resolver.ts';
import { attempt, tooMany } from './account-limits.ts';
import { LASTS } from './account-links.ts';
import { BAD_COMMAND } from './account.view.ts';
import { readEmail } from './email.ts';
import { DAY_MS } from './erasure.resolvers.ts';
import { staffNow } from './staff-now.ts';
import { endOthers } from './sign-in.view.ts';
import { stepUp } from './step-up.ts';

const NOBODY = refuse('NotFound', 'account.unknown', 'There is no such account.').refusal;
const OWN = refuse('CommandRefused', 'account.own', 'This is your own account; use its page.').refusal;

interface Asked {
  readonly commandId: string;
  readonly accountId: string;
  readonly reason: HelpReason;
}

/** What whoever works here does for somebody who has an account. */
export const helpResolvers: ResolverModule = {
  Mutation: {
    requestErasureFor: (_parent, asked, context) =>
      help(context, asked, () => ({
        what: 'erasure',
        dueAt: new Date(context.ports.now() + context.ports.erasureDays * DAY_MS).toISOString(),
      })),
    async signOutPerson(_parent, asked, context) {
      const answer = await help(context, asked, () => ({ what: 'sign-out' }));
      if (answer.__typename !== 'PersonHelped') return answer;
      const everywhere = { accountId: asked.accountId, signInId: undefined };
      const { token } = await endOthers(context, everywhere, 'elsewhere', asked.commandId);
      return BigInt(token) > BigInt(answer.token) ? { ...answer, token } : answer;
    },
    sendResetLinkTo: (_parent, asked, context) =>
      help(context, asked, async ({ email }) => {
        const [address] = await context.ports.vault.open('email', [email]);
        const message = await attempt(context, 'messages', readEmail(address ?? '')?.key ?? asked.accountId);
        if (!message.allowed) return tooMany(message.retryAfterMs);
        const expiresAt = new Date(context.ports.now() + LASTS['reset-password']).toISOString();
        return { what: 'reset-link', link: { linkId: uuid5(asked.commandId, 'link'), expiresAt } };
      }),
  } satisfies MutationFields<MutationResolvers, 'requestErasureFor' | 'signOutPerson' | 'sendResetLinkTo'>,
};

type Wanted = Pick<(typeof HelpPerson)['data']['_input'], 'what' | 'dueAt' | 'link'>;

/** Does it in the account's own stream, where it is written who did it. @param wanted what, or why not now */
async function help(
  context: RequestContext,
  { commandId, accountId, reason }: Asked,
  wanted: (account: AccountNow) => Wanted | ReturnType<typeof tooMany> | Promise<Wanted | ReturnType<typeof tooMany>>,
) {
  const unproved = await stepUp(context);
  if (unproved !== undefined) return unproved;
  if (!isId(commandId)) return BAD_COMMAND;
  const { log } = context.ports;
  const account = isId(accountId) ? await accountNow(log, accountId) : undefined;
  if (account === undefined || account.status === 'erased') return NOBODY;
  if (context.caller.account?.accountId === accountId) return OWN;
  const what = await wanted(account);
  if ('__typename' in what) return what;
  const permissions = [...new Set((await staffNow(log, account)).permissions)];
  const data = { accountId, reason: reason.toLowerCase().replace('_', '-'), permissions, ...what };
  const answer = await runCommand(context, { commandId, definition: HelpPerson, streamId: accountId, data });
  if (!answer.done) return answer.refusal;
  const leavingAt = (await accountNow(log, accountId))?.leavingAt ?? null;
  return { __typename: 'PersonHelped' as const, accountId, leavingAt, token: answer.token };
}
