import { accountNow } from '../../commands/identity/account-now.ts';
import { profileNow, type ProfileNow } from '../../commands/identity/profile-now.ts';
import type { SignedInAccount } from '../../ports/identity.ts';
import { refuse, type CommandAnswer, type Refusal } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import { perGateway } from '../per-gateway.ts';
import { SIGNED_OUT } from './account-password.ts';
import { showProfiles, type ProfileView } from './profile.view.ts';

/** Profiles that a household has at most. */
const MOST_PROFILES = 8;
const WAIT_MS = 2000;
const NOT_FOUND = refuse('NotFound', 'profile.unknown', 'There is no such profile.').refusal;
const ABOVE_OWN = refuse(
  'CommandRefused',
  'profile.above-own',
  'A profile that shows less makes none that shows more. Choose another profile first.',
).refusal;
const TOO_MANY = refuse(
  'CommandRefused',
  'profile.too-many',
  `A household has at most ${MOST_PROFILES} profiles. Delete one that nobody uses.`,
).refusal;

/** The caller's account, unless it was forgotten: their access token lives some minutes longer. */
export async function ownAccount({ ports, caller }: RequestContext): Promise<SignedInAccount | undefined> {
  const { account } = caller;
  const now = account === undefined ? undefined : await accountNow(ports.log, account.accountId);
  // Nothing can be sealed for them any more from the moment on at which their key is gone; the log says so a little later.
  const [email] = now === undefined ? [] : await ports.vault.open('email', [now.email]);
  return email === undefined ? undefined : account;
}

/** A profile of the caller's household; one of another household is as if it did not exist. */
export async function ownProfile(
  context: RequestContext,
  profileId: string,
): Promise<{ readonly account: SignedInAccount; readonly profile: ProfileNow } | { readonly refusal: Refusal }> {
  const { log } = context.ports;
  const [account, profile] = await Promise.all([
    ownAccount(context),
    isId(profileId) ? profileNow(log, profileId) : undefined,
  ]);
  if (account === undefined) return { refusal: SIGNED_OUT };
  return profile?.accountId === account.accountId ? { account, profile } : { refusal: NOT_FOUND };
}

/** A profile as it is after a change. */
export type Saved = { readonly __typename: 'ProfileSaved'; readonly profile: ProfileView; readonly token: string };

/** What a caller is answered after a command on a profile of theirs. */
export async function saved(
  context: RequestContext,
  profileId: string,
  answer: CommandAnswer,
): Promise<Saved | Refusal> {
  if (!answer.done) return answer.refusal;
  const row = await profileNow(context.ports.log, profileId);
  const [profile] = row === undefined ? [] : await showProfiles(context, [row]);
  return profile === undefined ? NOT_FOUND : { __typename: 'ProfileSaved', profile, token: answer.token };
}

/** Households that are making a profile just now, so that two at once do not both count to seven. */
const making = perGateway(() => new Map<string, Promise<unknown>>());

/** Lets the changes of how many profiles a household has happen one after the other. */
export function inTurn<T>({ ports }: RequestContext, accountId: string, work: () => Promise<T>): Promise<T> {
  const queue = making(ports);
  const made = (queue.get(accountId) ?? Promise.resolve()).then(work);
  const ended = made.catch(() => undefined);
  queue.set(accountId, ended);
  void ended.then(() => queue.get(accountId) === ended && queue.delete(accountId));
  return made;
}

/**
 * Why a household does not get one more profile that shows so much; undefined: it does.
 * @param profileId which one: saying it again is no further one
 */
export async function refusedAddition(
  { ports, caller }: RequestContext,
  accountId: string,
  wanted: { readonly profileId: string; readonly maturityCap: number; readonly kids: boolean },
): Promise<Refusal | undefined> {
  const { audience } = caller;
  const profiles = await ports.queries.profiles.ofAccount(accountId);
  const showsMore =
    audience !== undefined && (wanted.maturityCap > audience.maturityCap || (audience.kids && !wanted.kids));
  // Where none is left there is none to choose; whoever deleted the last one knew the password.
  if (profiles.length > 0 && showsMore) return ABOVE_OWN;
  const others = profiles.filter(({ profileId }) => profileId !== wanted.profileId);
  return others.length >= MOST_PROFILES ? TOO_MANY : undefined;
}

/** Waits until whoever counts the household's profiles next counts this one. */
export async function counted({ ports }: RequestContext, answer: CommandAnswer): Promise<void> {
  if (answer.done && answer.token !== '0') await ports.queries.consistency.waitFor(answer.token, ['profiles'], WAIT_MS);
}
