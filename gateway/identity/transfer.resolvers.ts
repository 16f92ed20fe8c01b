import { z } from 'zod';
import { profileNow, type ProfileNow } from '../../commands/identity/profile-now.ts';
import { OfferId } from '../../schemas/identity/ids.ts';
import type { Avatar } from '../../schemas/identity/profile.events.ts';
import { AcceptProfile, OfferProfile } from '../../schemas/identity/profile.commands.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { accountActor } from '../http/identity.ts';
import type { GatewayPorts } from '../ports.ts';
import { SIGNED_OUT } from './account-password.ts';
import { BAD_COMMAND } from './account.view.ts';
import { counted, inTurn, ownAccount, ownProfile, refusedAddition, saved } from './own-profile.ts';
import { provedByPassword } from './step-up.ts';

/** How long an offer stands, ms. */
const STANDS_MS = 7 * 24 * 3600_000;
const Offer = z.object({ sub: ProfileId, jti: OfferId, exp: z.int() });
const OVER = refuse(
  'CommandRefused',
  'profile.offer-over',
  'This offer was taken, replaced or has ended. Ask for a new link.',
).refusal;

/** A profile that is offered by this token now, with its name opened. Undefined: there is no such offer any more. */
async function offered(
  { keyring, log, vault, now }: GatewayPorts,
  token: string,
): Promise<{ readonly profile: ProfileNow; readonly offerId: OfferId; readonly name: string } | undefined> {
  const { data } = Offer.safeParse(await keyring.open('offer', token, { now: now() }));
  const profile = data === undefined ? undefined : await profileNow(log, data.sub);
  if (data === undefined || profile?.offer?.offerId !== data.jti) return undefined;
  // Whoever offered it may have been forgotten since.
  const [name] = await vault.open('name', [profile.name]);
  return name === undefined ? undefined : { profile, offerId: data.jti, name };
}

/** Profiles that go over to another household. */
export const transferResolvers: ResolverModule = {
  Query: {
    offeredProfile: {
      reads: [],
      async resolve(_parent, { token }, { caller, ports }) {
        if (caller.account === undefined) return null;
        const offer = await offered(ports, token);
        if (offer === undefined) return null;
        const { name, profile } = offer;
        return { name, avatar: profile.avatar.toUpperCase() as Uppercase<Avatar> };
      },
    },
  } satisfies QueryFields<QueryResolvers, 'offeredProfile'>,
  Mutation: {
    async offerProfile(_parent, { commandId, profileId, password }, context) {
      const own = await ownProfile(context, profileId);
      if ('refusal' in own) return own.refusal;
      if (!isId(commandId)) return BAD_COMMAND;
      // Whoever holds the device of a parent would have what they watched, without the PIN.
      const unproved = await provedByPassword(context, password);
      if (unproved !== undefined) return unproved;
      const { ports, caller } = context;
      const { account } = own;
      const offerId = uuid5(commandId, `offer/${profileId}`);
      const exp = Math.floor((ports.now() + STANDS_MS) / 1000);
      const until = new Date(exp * 1000).toISOString();
      const answer = await runCommand(context, {
        commandId,
        definition: OfferProfile,
        streamId: profileId,
        data: { profileId, accountId: account.accountId, offerId, expiresAt: until },
        actor: accountActor(account, caller.profileId),
      });
      if (!answer.done) return answer.refusal;
      const link = await ports.keyring.sign('offer', { sub: profileId, jti: offerId, exp });
      return { __typename: 'ProfileOffered' as const, link, until, token: answer.token };
    },
    async acceptProfile(_parent, { commandId, token }, context) {
      const account = await ownAccount(context);
      if (account === undefined) return SIGNED_OUT;
      return inTurn(context, account.accountId, () => accept(context, account.accountId, commandId, token));
    },
  } satisfies MutationFields<MutationResolvers, 'offerProfile' | 'acceptProfile'>,
};

async function accept(context: RequestContext, accountId: string, commandId: string, token: string) {
  const { ports, caller } = context;
  const { account } = caller;
  if (account === undefined) return SIGNED_OUT;
  const offer = await offered(ports, token);
  if (offer === undefined) return repeated(context, accountId, token);
  const { profile, offerId, name } = offer;
  const { profileId } = profile;
  const refused = await refusedAddition(context, accountId, profile);
  if (refused !== undefined) return refused;
  const answer = await runCommand(context, {
    commandId,
    definition: AcceptProfile,
    streamId: profileId,
    data: { profileId, accountId, offerId, name: await ports.vault.seal(accountId, 'name', name) },
    actor: accountActor(account, caller.profileId),
  });
  await counted(context, answer);
  return saved(context, profileId, answer);
}

/** Who says it twice has the profile already. */
async function repeated(context: RequestContext, accountId: string, token: string) {
  const { keyring, log, now } = context.ports;
  const { data } = Offer.safeParse(await keyring.open('offer', token, { now: now() }));
  const profile = data === undefined ? undefined : await profileNow(log, data.sub);
  if (data === undefined || profile?.accountId !== accountId || profile.offer !== null) return OVER;
  return saved(context, data.sub, { done: true, token: '0' });
}
