import { readFactors } from '../../commands/identity/read-factors.ts';
import { MakeRecoveryCodes, RemoveTotp } from '../../schemas/identity/factor.commands.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { addAuthenticator, beginAuthenticator } from './authenticator.ts';
import { accountActor } from '../http/identity.ts';
import { attemptSignIn, tooMany } from './account-limits.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import { checkOwnPassword } from './account-password.ts';
import { BAD_COMMAND } from './account.view.ts';
import { admitDevice, showLimit } from './devices.ts';
import { ownerNow, ownerToChange } from './owner.ts';
import { prove } from './prove.ts';
import { hashesOf, newRecoveryCodes } from './recovery-codes.ts';
import { CHALLENGE_OVER, openSecondFactor, signProved, stillProves } from './second-factor.ts';
import { confirmSession, endSignIn } from './sign-in-sessions.ts';
import { beginFor, keepTokens, OVER, showSession, showTokens } from './sign-in.view.ts';
import { PROOF_MS } from './step-up.ts';

export const SHOWN_BEFORE = refuse(
  'CommandRefused',
  'recovery-codes.shown',
  'These codes were shown before. Make new ones if you have not kept them.',
).refusal;

/** What proves who somebody is, beside a password. */
export const factorResolvers: ResolverModule = {
  Query: {
    mySecurity: {
      reads: [],
      async resolve(_parent, _args, { caller, ports }) {
        if (caller.account === undefined) return null;
        const { totp, recovery, passkeys } = await readFactors(ports.log, caller.account.accountId);
        const names = await ports.vault.open(
          'name',
          passkeys.map(({ name }) => name),
        );
        return {
          authenticator: totp !== undefined,
          recoveryCodesLeft: recovery.length,
          passkeys: passkeys.map(({ passkeyId, addedAt }, at) => ({ id: passkeyId, name: names[at] ?? '', addedAt })),
        };
      },
    },
  } satisfies QueryFields<QueryResolvers, 'mySecurity'>,
  Mutation: {
    async completeSignIn(_parent, { commandId, challenge, carry, signOut, ...proof }, context) {
      if (!isId(commandId)) return BAD_COMMAND;
      const opened = await openSecondFactor(context, challenge);
      if (opened === undefined) return CHALLENGE_OVER;
      const { account, via, proved } = opened;
      const { accountId } = account;
      if (proved !== undefined && proved.commandId !== commandId) return CHALLENGE_OVER;
      const method = proved?.method ?? (await prove(context, account, { commandId, ...proof }, 'second-factor'));
      if (typeof method === 'object') return method;
      const refused = await admitDevice(context, accountId, { signOut });
      if (refused !== undefined && !('full' in refused)) return refused;
      if (refused !== undefined)
        return showLimit(context, refused, await signProved(context, account, { via, method, commandId }));
      const signIns = await attemptSignIn(context, accountId);
      if (!signIns.allowed) return tooMany(signIns.retryAfterMs);
      const begun = await beginFor(context, { commandId, account, method: via });
      if (begun === undefined) return OVER;
      // So that the log says how it was proved the second time.
      const session = await confirmSession(context.ports, { ...begun.account, commandId, method });
      if (session === undefined) return OVER;
      if (!stillProves(await accountNow(context.ports.log, accountId), account, via)) {
        await endSignIn(context.ports, session.account, 'password-changed');
        return CHALLENGE_OVER;
      }
      return showSession(context, session, carry);
    },
    async confirmItIsMe(_parent, { commandId, password, carry, ...proof }, context) {
      const owner = await ownerNow(context);
      if ('__typename' in owner) return owner;
      if (!isId(commandId)) return BAD_COMMAND;
      const byPassword = typeof password === 'string';
      const method = byPassword
        ? ((await checkOwnPassword(context, password)) ?? 'password')
        : await prove(context, owner.account, { commandId, ...proof }, 'confirm');
      if (typeof method === 'object') return method;
      const { accountId, signInId } = owner.own;
      const session = await confirmSession(context.ports, { accountId, signInId, commandId, method });
      if (session === undefined) return OVER;
      if (carry === 'COOKIES') keepTokens(context, session.tokens);
      const until = new Date(Date.parse(session.account.provedAt) + PROOF_MS).toISOString();
      return { __typename: 'ItIsMe' as const, until, tokens: carry === 'TOKENS' ? showTokens(session.tokens) : null };
    },
    beginAuthenticator: (_parent, _args, context) => beginAuthenticator(context),
    addAuthenticator: (_parent, args, context) => addAuthenticator(context, args),
    async removeAuthenticator(_parent, { commandId }, context) {
      const owner = await ownerToChange(context);
      if ('__typename' in owner) return owner;
      const { accountId, email, locale } = owner.account;
      const answer = await runCommand(context, {
        commandId,
        definition: RemoveTotp,
        streamId: accountId,
        data: { accountId, email, locale },
        actor: accountActor(owner.own, context.caller.profileId),
      });
      return answer.done ? { __typename: 'FactorChanged' as const, token: answer.token } : answer.refusal;
    },
    async makeRecoveryCodes(_parent, { commandId }, context) {
      const owner = await ownerToChange(context);
      if ('__typename' in owner) return owner;
      const { accountId } = owner.account;
      const codes = newRecoveryCodes();
      const hashes = hashesOf(accountId, codes);
      const answer = await runCommand(context, {
        commandId,
        definition: MakeRecoveryCodes,
        streamId: accountId,
        data: { accountId, hashes },
        actor: accountActor(owner.own, context.caller.profileId),
      });
      if (!answer.done) return answer.refusal;
      const { recovery } = await readFactors(context.ports.log, accountId);
      return recovery.includes(hashes[0] ?? '')
        ? { __typename: 'RecoveryCodes' as const, codes: [...codes] }
        : SHOWN_BEFORE;
    },
  } satisfies MutationFields<
    MutationResolvers,
    | 'completeSignIn'
    | 'confirmItIsMe'
    | 'beginAuthenticator'
    | 'addAuthenticator'
    | 'removeAuthenticator'
    | 'makeRecoveryCodes'
  >,
};
