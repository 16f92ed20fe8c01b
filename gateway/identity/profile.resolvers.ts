import type { SignedInAccount } from '../../ports/identity.ts';
import {
  ChangeProfile,
  CreateProfile,
  DeleteProfile,
  SetMaturityCap,
  SetPin,
  SetPlaybackPreferences,
} from '../../schemas/identity/profile.commands.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { CreateProfileInput, MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { runCommand, type CommandAnswer, type Refusal } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { SIGNED_OUT, unlessBusy } from './account-password.ts';
import { BAD_COMMAND } from './account.view.ts';
import { chooseProfile } from './choose-profile.ts';
import { counted, inTurn, ownAccount, ownProfile, refusedAddition, saved, type Saved } from './own-profile.ts';
import { hashOf } from './passwords.ts';
import { pinAttempts } from './pin-attempts.ts';
import { checked, Language, NewProfile, Pin, ProfileChanges, Subtitles } from './profile.input.ts';
import type { ProfileNow } from '../../commands/identity/profile-now.ts';
import { provedByPassword } from './step-up.ts';
import { showProfiles } from './profile.view.ts';

/** The profiles of a household. */
export const profileResolvers: ResolverModule = {
  Query: {
    myProfiles: {
      reads: ['profiles'],
      async resolve(_parent, _args, context) {
        const { account } = context.caller;
        if (account === undefined) return [];
        return showProfiles(context, await context.ports.queries.profiles.ofAccount(account.accountId));
      },
    },
  } satisfies QueryFields<QueryResolvers, 'myProfiles'>,
  Mutation: {
    createProfile: (_parent, { commandId, input }, context) => createProfile(context, commandId, input),
    editProfile: (_parent, { commandId, profileId, input }, context) =>
      change(context, profileId, async ({ accountId }) => {
        const changes = checked(ProfileChanges, input);
        if ('refusal' in changes) return { done: false, refusal: changes.refusal };
        const { name, ...others } = changes.value;
        const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null));
        const sealed =
          name === null || name === undefined ? {} : { name: await context.ports.vault.seal(accountId, 'name', name) };
        const data = { profileId, accountId, ...given, ...sealed };
        return runCommand(context, { commandId, definition: ChangeProfile, streamId: profileId, data });
      }),
    setMaturityCap: (_parent, { commandId, profileId, maturityCap, kids, password }, context) =>
      change(context, profileId, async (account, profile) => {
        const showsMore = maturityCap > profile.maturityCap || (profile.kids && !kids);
        const refusal = showsMore ? await provedByPassword(context, password) : undefined;
        if (refusal !== undefined) return { done: false, refusal };
        const data = { profileId, accountId: account.accountId, maturityCap, kids };
        // What was decided on what the profile showed counts while it shows that.
        const expectedRevision = String(profile.revision);
        return runCommand(context, {
          commandId,
          definition: SetMaturityCap,
          streamId: profileId,
          data,
          expectedRevision,
        });
      }),
    setPlaybackPreferences: (_parent, { commandId, profileId, audioLanguage, subtitles }, context) =>
      change(context, profileId, ({ accountId }) => {
        const sound = checked(Language.nullish(), audioLanguage, 'audioLanguage');
        if ('refusal' in sound) return { done: false, refusal: sound.refusal };
        const text = checked(Subtitles, subtitles, 'subtitles');
        if ('refusal' in text) return { done: false, refusal: text.refusal };
        const data = { profileId, accountId, audioLanguage: sound.value ?? null, subtitles: text.value };
        return runCommand(context, { commandId, definition: SetPlaybackPreferences, streamId: profileId, data });
      }),
    setPin: (_parent, { commandId, profileId, pin, password }, context) =>
      change(context, profileId, async (account) => {
        const wanted = pin === null || pin === undefined ? undefined : checked(Pin, pin, 'pin');
        if (wanted !== undefined && 'refusal' in wanted) return { done: false, refusal: wanted.refusal };
        const refusal = await provedByPassword(context, password);
        if (refusal !== undefined) return { done: false, refusal };
        const { accountId } = account;
        const hashed = wanted === undefined ? undefined : await unlessBusy(() => hashOf(wanted.value, context.address));
        if (typeof hashed === 'object') return { done: false, refusal: hashed };
        const hash = hashed === undefined ? null : await context.ports.vault.seal(accountId, 'pin', hashed);
        const data = { profileId, accountId, hash };
        const answer = await runCommand(context, { commandId, definition: SetPin, streamId: profileId, data });
        if (answer.done) await pinAttempts(context.ports).forget(profileId);
        return answer;
      }),
    async chooseProfile(_parent, { commandId, profileId, pin }, context) {
      const answer = await change(context, profileId, (account, profile) =>
        chooseProfile(context, { commandId, account, profile, pin }),
      );
      return answer.__typename === 'ProfileSaved'
        ? { ...answer, profile: { ...answer.profile, current: true } }
        : answer;
    },
    async deleteProfile(_parent, { commandId, profileId, password }, context) {
      const own = await ownProfile(context, profileId);
      if ('refusal' in own) return own.refusal;
      const refusal = await provedByPassword(context, password);
      if (refusal !== undefined) return refusal;
      const data = { profileId, accountId: own.account.accountId };
      const answer = await runCommand(context, { commandId, definition: DeleteProfile, streamId: profileId, data });
      return answer.done ? { __typename: 'ProfileDeleted' as const, profileId, token: answer.token } : answer.refusal;
    },
  } satisfies MutationFields<
    MutationResolvers,
    | 'createProfile'
    | 'editProfile'
    | 'setMaturityCap'
    | 'setPin'
    | 'setPlaybackPreferences'
    | 'chooseProfile'
    | 'deleteProfile'
  >,
};

/** Runs a command on a profile of the caller's household, and answers with the profile as it is then. */
async function change(
  context: RequestContext,
  profileId: string,
  run: (account: SignedInAccount, profile: ProfileNow) => CommandAnswer | Promise<CommandAnswer>,
): Promise<Saved | Refusal> {
  const own = await ownProfile(context, profileId);
  if ('refusal' in own) return own.refusal;
  return saved(context, profileId, await run(own.account, own.profile));
}

async function createProfile(
  context: RequestContext,
  commandId: string,
  input: CreateProfileInput,
): Promise<Saved | Refusal> {
  const account = await ownAccount(context);
  if (account === undefined) return SIGNED_OUT;
  const { accountId } = account;
  return inTurn(context, accountId, () => makeProfile(context, accountId, commandId, input));
}

async function makeProfile(
  context: RequestContext,
  accountId: string,
  commandId: string,
  input: CreateProfileInput,
): Promise<Saved | Refusal> {
  const { ports, caller } = context;
  if (!isId(commandId)) return BAD_COMMAND;
  const given = checked(NewProfile, input);
  if ('refusal' in given) return given.refusal;
  const { name, ...others } = given.value;
  // Saying it again is no new one.
  const newId = ProfileId.parse(uuid5(commandId, `profile/${accountId}`));
  const refused = await refusedAddition(context, accountId, { profileId: newId, ...others });
  if (refused !== undefined) return refused;
  const details = { accountId, ...others, name: await ports.vault.seal(accountId, 'name', name) };
  const create = (profileId: ProfileId): Promise<CommandAnswer> =>
    runCommand(context, { commandId, definition: CreateProfile, streamId: profileId, data: { profileId, ...details } });
  let profileId = input.keepHistory === true ? caller.browserId : newId;
  let answer = await create(profileId);
  if (!answer.done && answer.refusal.code === 'profile.exists' && profileId !== newId) {
    // Somebody else was quicker to take what this browser has watched.
    profileId = newId;
    answer = await create(profileId);
  }
  await counted(context, answer);
  return saved(context, profileId, answer);
}
