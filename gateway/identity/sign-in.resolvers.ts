import type { MutationResolvers } from '../generated/resolvers.ts';
import { refuse, type Refusal } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, ResolverModule } from '../graphql/resolver.ts';
import { attemptPassword, attemptSignIn, tooMany } from './account-limits.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import { openHash, SIGNED_OUT, unlessBusy } from './account-password.ts';
import { accountByEmail } from './account-registration.ts';
import { BAD_COMMAND } from './account.view.ts';
import { admitDevice, isKnownDevice, showLimit } from './devices.ts';
import { readEmail } from './email.ts';
import { evenly } from './evenly.ts';
import { inSignInTurn, isPassword } from './passwords.ts';
import { secondFactorOf } from './second-factor.ts';
import { endSignIn, renew } from './sign-in-sessions.ts';
import { beginFor, endOthers, keepTokens, OVER, showSession, showTokens } from './sign-in.view.ts';

const WRONG = refuse(
  'CommandRefused',
  'sign-in.wrong',
  'Address and password do not fit together. Try again, or choose a new password.',
).refusal;
const UNVERIFIED = refuse(
  'CommandRefused',
  'sign-in.unverified',
  'Confirm your address first: open the link in the message that was sent to you, or ask for a new one.',
).refusal;

/** The work of a sign-in, for when it is its turn. */
const inTurn =
  <T>(context: RequestContext, work: () => Promise<T>) =>
  (): Promise<T | Refusal> =>
    unlessBusy(() => inSignInTurn(work, context.address));

/** Signing in and out. */
export const signInResolvers: ResolverModule = {
  Mutation: {
    async signIn(_parent, { commandId, email: given, password, carry, signOut }, context) {
      if (!isId(commandId)) return BAD_COMMAND;
      const email = readEmail(given);
      if (email === undefined) return WRONG;
      return evenly(
        inTurn(context, async () => {
          const { log, vault } = context.ports;
          const attempt = await attemptPassword(context, email.key, () => isKnownDevice(context, email));
          if (!attempt.allowed) return tooMany(attempt.retryAfterMs);
          const account = await accountByEmail(context.ports, email);
          const hash = await openHash(vault, account?.passwordHash);
          const right = await unlessBusy(() => isPassword(hash, password, context.address));
          // Nobody looked at the password: nothing was tried.
          if (typeof right === 'object') {
            await attempt.giveBack();
            return right;
          }
          if (!right || account === undefined) return WRONG;
          await attempt.giveBack();
          if (!account.verified) return UNVERIFIED;
          // Before anything of theirs is shown or ended: the password alone is not enough for that.
          const second = await secondFactorOf(context, account.accountId, 'password');
          if (second !== undefined) return second;
          const signIns = await attemptSignIn(context, account.accountId);
          if (!signIns.allowed) return tooMany(signIns.retryAfterMs);
          const refused = await admitDevice(context, account.accountId, { signOut });
          if (refused !== undefined && 'full' in refused) return showLimit(context, refused);
          if (refused !== undefined) return refused;
          const session = await beginFor(context, { commandId, account, method: 'password' });
          if (session === undefined) return OVER;
          // The password may have been changed while it was looked at.
          if ((await accountNow(log, account.accountId))?.passwordHash !== account.passwordHash) {
            await endSignIn(context.ports, session.account, 'password-changed');
            return WRONG;
          }
          return showSession(context, session, carry);
        }),
        (answer) =>
          answer.__typename === 'SignedIn' ||
          answer.__typename === 'DeviceLimitReached' ||
          answer.__typename === 'SecondFactorNeeded',
      );
    },
    async renewSession(_parent, { refreshToken }, { ports }) {
      const session = await renew(ports, refreshToken);
      return session === undefined
        ? OVER
        : { __typename: 'SessionRenewed' as const, tokens: showTokens(session.tokens) };
    },
    async signOut(_parent, { commandId, signInId }, context) {
      const own = context.caller.account;
      if (own === undefined) return SIGNED_OUT;
      if (!isId(commandId)) return BAD_COMMAND;
      const which = signInId ?? own.signInId;
      const isThis = which === own.signInId;
      const token = isId(which)
        ? await endSignIn(
            context.ports,
            { accountId: own.accountId, signInId: which },
            isThis ? 'asked' : 'elsewhere',
            commandId,
          )
        : undefined;
      if (isThis) keepTokens(context, undefined);
      return token === undefined ? OVER : { __typename: 'SignedOut' as const, signInId: which, token };
    },
    async signOutEverywhere(_parent, { commandId, exceptThis }, context) {
      const own = context.caller.account;
      if (own === undefined) return SIGNED_OUT;
      if (!isId(commandId)) return BAD_COMMAND;
      const { accountId, signInId } = own;
      const keep = { accountId, signInId: exceptThis ? signInId : undefined };
      const { count, token } = await endOthers(context, keep, 'elsewhere', commandId);
      if (exceptThis) return { __typename: 'SignedOutEverywhere' as const, count, token };
      // It may not be on the list yet.
      await endSignIn(context.ports, own, 'asked');
      keepTokens(context, undefined);
      return { __typename: 'SignedOutEverywhere' as const, count, token };
    },
  } satisfies MutationFields<MutationResolvers, 'signIn' | 'renewSession' | 'signOut' | 'signOutEverywhere'>,
};
