import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { accountNow } from '../../commands/identity/account-now.ts';
import { readFactors } from '../../commands/identity/read-factors.ts';
import { RemovePasskey, RenamePasskey } from '../../schemas/identity/factor.commands.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, ResolverModule } from '../graphql/resolver.ts';
import { accountActor } from '../http/identity.ts';
import { attemptSignIn, attempt as attemptOf, tooMany } from './account-limits.ts';
import { BAD_COMMAND } from './account.view.ts';
import { addPasskey, addPasskeyOptions, NOT_HERE } from './add-passkey.ts';
import { admitDevice, showLimit } from './devices.ts';
import { ownerNow, ownerToChange } from './owner.ts';
import { newChallenge, PASSKEY_MS, relyingPartyOf } from './passkey-challenge.ts';
import { checkPasskey, openCredentials, transportsOf, usePasskey, WRONG_PASSKEY } from './passkey-check.ts';
import { checked, Name } from './profile.input.ts';
import { CHALLENGE_OVER, openSecondFactor } from './second-factor.ts';
import { endSignIn } from './sign-in-sessions.ts';
import { beginFor, OVER, showSession } from './sign-in.view.ts';

const UNKNOWN = refuse('CommandRefused', 'passkey.unknown', 'There is no such passkey.').refusal;

/** Whose passkey is asked for; undefined: anybody's. */
async function askedOf(context: RequestContext, purpose: string, challenge: string | null | undefined) {
  if (purpose === 'SIGN_IN') return undefined;
  if (purpose === 'CONFIRM') {
    const owner = await ownerNow(context);
    return '__typename' in owner ? owner : owner.account.accountId;
  }
  const opened = await openSecondFactor(context, challenge ?? '');
  return opened === undefined ? CHALLENGE_OVER : opened.account.accountId;
}
const PURPOSES = { SIGN_IN: 'sign-in', SECOND_FACTOR: 'second-factor', CONFIRM: 'confirm' } as const;

/** Passkeys (WebAuthn): signing in by them, and what belongs to an account. */
export const passkeyResolvers: ResolverModule = {
  Mutation: {
    async passkeyOptions(_parent, { purpose, challenge }, context) {
      const party = relyingPartyOf(context.ports);
      if (party === undefined) return NOT_HERE;
      const whose = await askedOf(context, purpose, challenge);
      if (typeof whose === 'object') return whose;
      const { passkeys } = whose === undefined ? { passkeys: [] } : await readFactors(context.ports.log, whose);
      const credentials = await openCredentials(context, passkeys);
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        challenge: await newChallenge(context.ports, PURPOSES[purpose], whose),
        timeout: PASSKEY_MS,
        userVerification: 'required',
        allowCredentials: credentials.map((each) => ({ id: each.id, transports: transportsOf(each) })),
      });
      return { __typename: 'PasskeyOptions' as const, json: JSON.stringify(options) };
    },
    async signInByPasskey(_parent, { commandId, passkey, carry, signOut }, context) {
      if (!isId(commandId)) return BAD_COMMAND;
      const { log } = context.ports;
      const tried = await attemptOf(context, 'passwords', context.address);
      if (!tried.allowed) return tooMany(tried.retryAfterMs);
      const right = await checkPasskey(context, passkey, { purpose: 'sign-in' });
      const account = right === undefined ? undefined : await accountNow(log, right.accountId);
      if (right === undefined || account?.verified !== true || account.status === 'erased') return WRONG_PASSKEY;
      await tried.giveBack();
      const { accountId } = account;
      const signIns = await attemptSignIn(context, accountId);
      if (!signIns.allowed) return tooMany(signIns.retryAfterMs);
      // Before it is used up: whoever chooses a device to sign out brings it once more.
      const refused = await admitDevice(context, accountId, { signOut });
      if (refused !== undefined && 'full' in refused) return showLimit(context, refused);
      const problem = refused ?? (await usePasskey(context, right));
      if (problem !== undefined) return problem;
      const session = await beginFor(context, { commandId, account, method: 'passkey' });
      if (session === undefined) return OVER;
      // It may have been removed while it was looked at.
      const { passkeys } = await readFactors(log, accountId);
      if (!passkeys.some(({ passkeyId }) => passkeyId === right.passkeyId)) {
        await endSignIn(context.ports, session.account, 'elsewhere');
        return WRONG_PASSKEY;
      }
      return showSession(context, session, carry);
    },
    addPasskeyOptions: (_parent, _args, context) => addPasskeyOptions(context),
    addPasskey: (_parent, args, context) => addPasskey(context, args),
    async renamePasskey(_parent, { commandId, id, name }, context) {
      const owner = await ownerNow(context);
      if ('__typename' in owner) return owner;
      if (!isId(commandId)) return BAD_COMMAND;
      if (!isId(id)) return UNKNOWN;
      const given = checked(Name, name, 'name');
      if ('refusal' in given) return given.refusal;
      const { accountId } = owner.account;
      const box = await context.ports.vault.seal(accountId, 'name', given.value);
      const answer = await runCommand(context, {
        commandId,
        definition: RenamePasskey,
        streamId: accountId,
        data: { accountId, passkeyId: id, name: box },
        actor: accountActor(owner.own, context.caller.profileId),
      });
      return answer.done ? { __typename: 'FactorChanged' as const, token: answer.token } : answer.refusal;
    },
    async removePasskey(_parent, { commandId, id }, context) {
      const owner = await ownerToChange(context);
      if ('__typename' in owner) return owner;
      if (!isId(commandId)) return BAD_COMMAND;
      if (!isId(id)) return UNKNOWN;
      const { accountId, email, locale, passwordHash, openIds } = owner.account;
      const { passkeys } = await readFactors(context.ports.log, accountId);
      const isLastWay = passwordHash === undefined && openIds.length === 0 && passkeys.length === 1;
      const answer = await runCommand(context, {
        commandId,
        definition: RemovePasskey,
        streamId: accountId,
        data: { accountId, passkeyId: id, email, locale, isLastWay },
        actor: accountActor(owner.own, context.caller.profileId),
      });
      return answer.done ? { __typename: 'FactorChanged' as const, token: answer.token } : answer.refusal;
    },
  } satisfies MutationFields<
    MutationResolvers,
    'passkeyOptions' | 'signInByPasskey' | 'addPasskeyOptions' | 'addPasskey' | 'renamePasskey' | 'removePasskey'
  >,
};
