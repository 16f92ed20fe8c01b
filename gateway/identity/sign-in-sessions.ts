import { randomUUID } from 'node:crypto';
import type { SignedInAccount } from '../../ports/identity.ts';
import { shareWork } from '../../runtime/share-work.ts';
import type { ConfirmMethod, SignedOut, SignInMethod } from '../../schemas/identity/sign-in.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { ACCESS_SECONDS } from '../http/access-token.ts';
import { perGateway } from '../per-gateway.ts';
import type { GatewayPorts } from '../ports.ts';
import { accountNow, type AccountNow } from '../../commands/identity/account-now.ts';
import { wereReset } from '../../commands/identity/read-factors.ts';
import { signInNow, type SignInNow } from '../../commands/identity/sign-in-now.ts';
import { needsFactor } from './staff-policy.ts';
import { openRefresh, REFRESH_SECONDS, signTokens, type DeviceTokens, type RefreshClaims } from './sign-in-tokens.ts';

/** A device renews when its access token is over or about to be; who comes sooner gets the same tokens, and writes nothing, ms. */
const LEAST_MS = (ACCESS_SECONDS - 60) * 1000;
/** Two tabs may renew at once: so long after a renewal the token before is taken too, ms. */
const GRACE_MS = 30_000;

export type SignOutReason = EventOf<typeof SignedOut>['data']['reason'];

/** Somebody on a device, and what the device is to carry from now on. */
export interface Session {
  readonly account: SignedInAccount;
  readonly tokens: DeviceTokens;
}

/** Whoever a device belongs to, as they stand in the events of what it does by itself. */
const deviceActor = (accountId: string, signInId: string): Actor => ({
  kind: 'viewer',
  id: accountId,
  account: accountId,
  device: signInId,
});

const run = (
  ports: Pick<GatewayPorts, 'execute' | 'now'>,
  { accountId, signInId }: { readonly accountId: string; readonly signInId: string },
  command: { readonly type: string; readonly commandId: string; readonly data: Record<string, unknown> },
) =>
  ports.execute({
    streamId: signInId,
    commandId: command.commandId,
    command: {
      type: command.type,
      data: { signInId, accountId, ...command.data },
      at: new Date(ports.now()).toISOString(),
    },
    actor: deviceActor(accountId, signInId),
    correlationId: command.commandId,
  });

/** Ends a sign-in. @returns the position to wait for; undefined: there is no such sign-in of this account */
export async function endSignIn(
  ports: Pick<GatewayPorts, 'execute' | 'now'>,
  signIn: { readonly accountId: string; readonly signInId: string },
  reason: SignOutReason,
  commandId: string = randomUUID(),
): Promise<string | undefined> {
  const outcome = await run(ports, signIn, { type: 'SignOut', commandId, data: { reason } });
  if (outcome.kind === 'committed' || outcome.kind === 'duplicate') return outcome.token;
  return outcome.kind === 'no-op' ? '0' : undefined;
}

/** The account of a sign-in while it holds, or why it holds no longer. */
export async function standing(
  ports: Pick<GatewayPorts, 'log' | 'now'>,
  signInId: string,
): Promise<{ readonly signIn: SignInNow; readonly account: AccountNow } | SignOutReason | undefined> {
  const signIn = await signInNow(ports.log, signInId);
  if (signIn === undefined || signIn.status === 'over' || ports.now() >= Date.parse(signIn.expiresAt)) return undefined;
  const account = await accountNow(ports.log, signIn.accountId);
  if (account === undefined || account.status === 'erased') return 'erased';
  // Whoever changed a password may have died before all other devices were signed out.
  const { secured } = account;
  if (secured !== undefined && signIn.position < secured.position && secured.signInId !== signInId)
    return 'password-changed';
  if (await wereReset(ports.log, signIn.accountId, signIn)) return 'elsewhere';
  return { signIn, account };
}

const accountOf = async (
  ports: Pick<GatewayPorts, 'now' | 'log' | 'staffSecondFactor'>,
  signInId: string,
  { signIn, account }: { readonly signIn: SignInNow; readonly account: AccountNow },
): Promise<SignedInAccount> => ({
  accountId: signIn.accountId,
  signInId,
  // Whose roles wait for a second factor signs in and has none.
  roles: (await needsFactor(ports, account)) ? [] : [...account.roles, ...account.customRoles],
  profileId: signIn.profileId,
  signedInAt: signIn.signedInAt,
  provedAt: signIn.provedAt,
  until: ports.now() + ACCESS_SECONDS * 1000,
});

const isNewest = (ports: Pick<GatewayPorts, 'now'>, signIn: SignInNow, generation: number): boolean =>
  generation === signIn.generation ||
  (generation === signIn.generation - 1 && ports.now() - Date.parse(signIn.renewedAt) <= GRACE_MS);

/** The tokens that a sign-in has now: the newest, as they are. Undefined: it is over. */
export async function currentSession(ports: GatewayPorts, signInId: string): Promise<Session | undefined> {
  const stands = await standing(ports, signInId);
  if (stands === undefined || typeof stands === 'string') return undefined;
  const { generation, expiresAt } = stands.signIn;
  const account = await accountOf(ports, signInId, stands);
  return {
    account,
    tokens: await signTokens(ports.keyring, account, { generation, refreshUntil: Date.parse(expiresAt) }),
  };
}

/** Whose refresh token it is, without using it up. Undefined: it holds no longer. */
export async function lookAt(ports: GatewayPorts, refreshToken: string): Promise<SignedInAccount | undefined> {
  const claims = await openRefresh(ports.keyring, refreshToken, ports.now());
  const stands = claims === undefined ? undefined : await standing(ports, claims.signInId);
  if (claims === undefined || stands === undefined || typeof stands === 'string') return undefined;
  const { signIn } = stands;
  const fits = signIn.accountId === claims.accountId && isNewest(ports, signIn, claims.generation);
  return fits ? accountOf(ports, claims.signInId, stands) : undefined;
}

/**
 * Exchanges a refresh token for the next one. Each is used once: an older one is a copy in somebody's hands, and ends the sign-in
 * for everybody who has one of its tokens. Undefined: sign in again.
 */
export async function renew(ports: GatewayPorts, refreshToken: string): Promise<Session | undefined> {
  const claims = await openRefresh(ports.keyring, refreshToken, ports.now());
  return claims && shareOf(ports)(claims);
}

/** Who comes with the same token at the same time gets the same answer. */
const shareOf = perGateway((ports) =>
  shareWork(
    ({ signInId, generation }: RefreshClaims) => `${signInId} ${generation}`,
    (claims: RefreshClaims) => exchange(ports, claims),
  ),
);

async function exchange(ports: GatewayPorts, claims: RefreshClaims): Promise<Session | undefined> {
  const { accountId, signInId, generation } = claims;
  const stands = await standing(ports, signInId);
  if (stands === undefined) return undefined;
  if (typeof stands === 'string') {
    await endSignIn(ports, claims, stands);
    return undefined;
  }
  const { signIn } = stands;
  // Newer than the newest: the log was restored from an older copy.
  if (signIn.accountId !== accountId || generation > signIn.generation) return undefined;
  if (!isNewest(ports, signIn, generation)) {
    await endSignIn(ports, claims, 'token-reused');
    return undefined;
  }
  const isSoon = generation > 0 && ports.now() - Date.parse(signIn.renewedAt) < LEAST_MS;
  if (isSoon || generation < signIn.generation) return currentSession(ports, signInId);
  const next = generation + 1;
  const refreshUntil = ports.now() + REFRESH_SECONDS * 1000;
  // Of two that renew at once one writes; for the other it is a repeat.
  const outcome = await run(ports, claims, {
    type: 'RenewSignIn',
    commandId: uuid5(signInId, `renew/${next}`),
    data: { generation: next, expiresAt: new Date(refreshUntil).toISOString() },
  });
  // Others keep writing to it: the token that it has is as good.
  if (outcome.kind === 'contended') return currentSession(ports, signInId);
  if (outcome.kind === 'rejected') return undefined;
  const account = await accountOf(ports, signInId, stands);
  return { account, tokens: await signTokens(ports.keyring, account, { generation: next, refreshUntil }) };
}

/** Signs a device in, after the proof. Undefined: the command id was used for another sign-in, or it is over again. */
export async function beginSession(
  ports: GatewayPorts,
  given: {
    readonly accountId: string;
    readonly commandId: string;
    readonly method: SignInMethod;
    readonly device: string;
  },
): Promise<Session | undefined> {
  const { accountId, commandId, method, device } = given;
  const signInId = signInIdOf(commandId, accountId);
  const expiresAt = new Date(ports.now() + REFRESH_SECONDS * 1000).toISOString();
  const outcome = await run(
    ports,
    { accountId, signInId },
    {
      type: 'SignIn',
      commandId: uuid5(commandId, 'sign-in'),
      data: { method, device, expiresAt },
    },
  );
  if (outcome.kind !== 'committed' && outcome.kind !== 'duplicate') return undefined;
  return currentSession(ports, signInId);
}

/** Writes down that whoever is signed in on a device proved once more who they are. Undefined: the device is signed out. */
export async function confirmSession(
  ports: GatewayPorts,
  given: {
    readonly accountId: string;
    readonly signInId: string;
    readonly commandId: string;
    readonly method: ConfirmMethod;
  },
): Promise<Session | undefined> {
  const { commandId, method, signInId } = given;
  const outcome = await run(ports, given, {
    type: 'ConfirmSignIn',
    commandId: uuid5(commandId, 'confirm'),
    data: { method },
  });
  return outcome.kind === 'committed' || outcome.kind === 'duplicate' ? currentSession(ports, signInId) : undefined;
}

/** The account is a part of the name: who repeats the command id of another signs in nowhere else. */
export const signInIdOf = (commandId: string, accountId: string): string => uuid5(commandId, `sign-in/${accountId}`);
