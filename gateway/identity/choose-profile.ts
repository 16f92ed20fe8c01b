import type { SignedInAccount } from '../../ports/identity.ts';
import type { ProfileNow } from '../../commands/identity/profile-now.ts';
import { ChooseProfile } from '../../schemas/identity/sign-in.commands.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { refuse, runCommand, type CommandAnswer } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { unlessBusy } from './account-password.ts';
import { isPassword } from './passwords.ts';
import { pinAttempts } from './pin-attempts.ts';
import { currentSession } from './sign-in-sessions.ts';
import { keepTokens } from './sign-in.view.ts';

const no = (code: string, message: string) => refuse('CommandRefused', code, message, 'pin');

/** Says who of the household watches on this device, and lets the browser carry it. The one that watches already is asked for nothing. */
export async function chooseProfile(
  context: RequestContext,
  {
    commandId,
    account,
    profile,
    pin,
  }: {
    readonly commandId: string;
    readonly account: SignedInAccount;
    readonly profile: ProfileNow;
    readonly pin: string | null | undefined;
  },
): Promise<CommandAnswer> {
  const { ports } = context;
  const profileId = ProfileId.parse(profile.profileId);
  if (account.profileId === profileId) return { done: true, token: '0' };
  const refused = await refusedPin(context, profile, pin);
  if (refused !== undefined) return refused;
  const { accountId, signInId } = account;
  const answer = await runCommand(context, {
    commandId,
    definition: ChooseProfile,
    streamId: signInId,
    data: { signInId, accountId, profileId },
  });
  if (!answer.done) return answer;
  const session = await currentSession(ports, signInId);
  if (session !== undefined) keepTokens(context, session.tokens);
  return answer;
}

async function refusedPin(
  { ports, address }: RequestContext,
  { profileId, pinHash }: ProfileNow,
  pin: string | null | undefined,
): Promise<CommandAnswer | undefined> {
  if (pinHash === null) return undefined;
  if (pin === null || pin === undefined || pin === '')
    return no('profile.pin-needed', 'This profile asks for its PIN.');
  const attempts = pinAttempts(ports);
  const until = await attempts.begin(profileId);
  if (until !== undefined)
    return no('profile.pin-locked', `The PIN was wrong too often. Try again in ${spanOf(until - ports.now())}.`);
  const [hash] = await ports.vault.open('pin', [pinHash]);
  const right = await unlessBusy(() => isPassword(hash, pin, address));
  if (typeof right === 'object') return { done: false, refusal: right };
  if (!right) return no('profile.pin-wrong', 'This is not the PIN.');
  await attempts.forget(profileId);
  return undefined;
}

const spanOf = (ms: number): string => (ms <= 60_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`);
