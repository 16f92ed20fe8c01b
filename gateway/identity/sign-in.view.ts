import type { SignInMethod } from '../../schemas/identity/sign-in.events.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { refuse, type CommandContext, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { AccountNow } from '../../commands/identity/account-now.ts';
import { showAccount } from './account.view.ts';
import { admitDevice, isBlocked, tooManyDevices, useDevice } from './devices.ts';
import { deviceName } from './device-name.ts';
import { beginSession, endSignIn, signInIdOf, type Session, type SignOutReason } from './sign-in-sessions.ts';
import { tokenCookies, type DeviceTokens } from './sign-in-tokens.ts';

/** The longest that the list of devices is waited for, ms. */
const LIST_WAIT_MS = 2000;
/** A list that is shorter is all of it. */
const LISTED = 100;

export const OVER = refuse('CommandRefused', 'sign-in.over', 'This device is signed out. Sign in again.').refusal;

/** Tokens as a program gets them. */
export const showTokens = ({ access, accessUntil, refresh, refreshUntil }: DeviceTokens) => ({
  accessToken: access,
  accessExpiresAt: new Date(accessUntil).toISOString(),
  refreshToken: refresh,
  refreshExpiresAt: new Date(refreshUntil).toISOString(),
});

/** Lets the browser keep the tokens, or forget those that it has. */
export function keepTokens(context: RequestContext, tokens: DeviceTokens | undefined): void {
  const { secureCookies, now } = context.ports;
  for (const cookie of tokenCookies(secureCookies, tokens, now())) context.setCookie(cookie);
}

interface SignInWanted {
  readonly commandId: string;
  readonly account: AccountNow;
  readonly method: SignInMethod;
  /** What the device is called; by default after its browser. */
  readonly device?: string;
  readonly carry: 'COOKIES' | 'TOKENS';
}

/** Signs the caller's device in, after the proof and once it was admitted. Undefined: it is blocked meanwhile, or over again. */
export async function beginFor(
  context: CommandContext & Pick<RequestContext, 'userAgent'>,
  { commandId, account, method, device = deviceName(context.userAgent) }: Omit<SignInWanted, 'carry'>,
): Promise<Session | undefined> {
  const { accountId } = account;
  const signInId = signInIdOf(commandId, accountId);
  if (!(await useDevice(context, { commandId, accountId, signInId, kind: device }))) return undefined;
  const session = await beginSession(context.ports, { accountId, commandId, method, device });
  // It may have been blocked while this was written.
  if (session === undefined || !(await isBlocked(context, accountId))) return session;
  await endSignIn(context.ports, session.account, 'elsewhere');
  return undefined;
}

/** A sign-in as its device sees it, with what it is to carry. */
export async function showSession(context: RequestContext, session: Session, carry: SignInWanted['carry']) {
  const account = await showAccount(context, session.account);
  if (account === undefined) return OVER;
  const before = context.caller.account;
  if (carry === 'COOKIES') {
    keepTokens(context, session.tokens);
    // The browser forgets the sign-in that it had: nobody could end it from here any more.
    if (before !== undefined && before.signInId !== session.account.signInId)
      await endSignIn(context.ports, before, 'asked');
  }
  return {
    __typename: 'SignedIn' as const,
    account,
    tokens: carry === 'TOKENS' ? showTokens(session.tokens) : null,
  };
}

/** Signs the caller's device in, and shows it. */
export async function showSignIn(context: RequestContext, wanted: SignInWanted & { readonly endsOthers?: boolean }) {
  const { endsOthers, ...asked } = wanted;
  const refused = await admitDevice(context, wanted.account.accountId);
  if (refused !== undefined && !('full' in refused)) return refused;
  // Whoever is about to end all others has room.
  if (refused !== undefined && endsOthers !== true) return tooManyDevices(context.ports.devicesPerAccount);
  const session = await beginFor(context, asked);
  return session === undefined ? (OVER satisfies Refusal) : showSession(context, session, wanted.carry);
}

/** Ends the sign-ins of an account but one. @returns how many, and what a reader may wait for to see it */
export async function endOthers(
  context: RequestContext,
  keep: { readonly accountId: string; readonly signInId: string | undefined },
  reason: SignOutReason,
  commandId?: string,
): Promise<{ readonly count: number; readonly token: string }> {
  const { ports } = context;
  const { accountId } = keep;
  const positions: bigint[] = [];
  const seen = new Set([keep.signInId]);
  for (let after = await ports.log.head(); ;) {
    await ports.queries.consistency.waitFor(String(after), ['sign_ins'], LIST_WAIT_MS);
    const open = await ports.queries.signIns.open(accountId, new Date(ports.now()).toISOString());
    const fresh = open.filter(({ signInId }) => !seen.has(signInId));
    const ended = await Promise.all(
      fresh.map(({ signInId }) =>
        endSignIn(ports, { accountId, signInId }, reason, commandId && uuid5(commandId, `sign-out/${signInId}`)),
      ),
    );
    for (const { signInId } of fresh) seen.add(signInId);
    positions.push(...ended.flatMap((token) => (token === undefined ? [] : [BigInt(token)])));
    // The list has an end: nobody hides behind it by signing in often.
    if (open.length < LISTED || fresh.length === 0) break;
    after = await ports.log.head();
  }
  return {
    count: positions.length,
    token: String(positions.reduce((most, one) => (one > most ? one : most), 0n)),
  };
}
