import { randomUUID } from 'node:crypto';
import { executeOn } from '../../commands/testing/execute.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { SignedInAccount } from '../../ports/identity.ts';
import type { Vault } from '../../ports/vault.ts';
import type { Role } from '../../schemas/identity/account.events.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { signAccess } from '../http/access-token.ts';
import { createKeyring } from '../http/keyring.ts';
import { SECRET } from './start.ts';

/** Somebody who signed up, proved their address and signed in; `headers` are what a program of theirs sends. */
export async function signedInAccount(
  { log, vault }: { readonly log: EventLog; readonly vault: Vault },
  given: {
    readonly email?: string;
    /** The argon2id hash of their password. */
    readonly hash?: string;
    readonly roles?: readonly Role[];
    readonly profileId?: string;
    /** When they last proved who they are; left out: just now. */
    readonly provedAt?: string;
  } = {},
) {
  const accountId = randomUUID();
  const signInId = randomUUID();
  const linkId = randomUUID();
  const email = given.email ?? `${accountId}@example.org`;
  const execute = executeOn(log);
  const at = new Date().toISOString();
  const later = new Date(Date.now() + 86_400_000).toISOString();
  const owner: Actor = { kind: 'viewer', id: randomUUID(), account: accountId };
  const say = async (streamId: string, type: string, data: object, actor = owner): Promise<void> => {
    const command = { type, data: data as Record<string, unknown>, at };
    const outcome = await execute({ streamId, commandId: randomUUID(), command, actor, correlationId: randomUUID() });
    if (outcome.kind !== 'committed')
      throw new Error(`${type}: ${JSON.stringify(outcome, (_, value) => String(value))}`);
  };
  const box = await vault.seal(accountId, 'email', email);
  await vault.claim('email', email, accountId);
  const hash = given.hash === undefined ? {} : { hash: await vault.seal(accountId, 'password', given.hash) };
  await say(accountId, 'RegisterAccount', { accountId, email: box, via: 'password', locale: 'en', ...hash });
  await say(accountId, 'SendLink', { accountId, linkId, purpose: 'verify-email', email: box, expiresAt: later });
  await say(accountId, 'VerifyEmail', { accountId, linkId });
  for (const role of given.roles ?? [])
    await say(accountId, 'GrantRole', { accountId, role }, { kind: 'staff', id: 'operator' });
  const device = {
    method: 'password',
    device: 'A test',
    expiresAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  };
  await say(signInId, 'SignIn', { signInId, accountId, ...device });
  const profileId = given.profileId === undefined ? undefined : ProfileId.parse(given.profileId);
  if (profileId !== undefined) await say(signInId, 'ChooseProfile', { signInId, accountId, profileId });
  const account: SignedInAccount = {
    accountId,
    signInId,
    roles: given.roles ?? [],
    profileId,
    signedInAt: at,
    provedAt: given.provedAt ?? at,
    until: Date.now() + 600_000,
  };
  return { ...account, email, ...(await carrying(account)) };
}

/** What a program of theirs sends later, with a token of then. @param now and when they last proved who they are: ms since the epoch */
export const laterOn = (account: SignedInAccount, now: number, provedAt = now) =>
  carrying({ ...account, provedAt: new Date(provedAt).toISOString(), until: now + 600_000 });

async function carrying(account: SignedInAccount) {
  const access = await signAccess(createKeyring([SECRET]), account);
  return { access, headers: { authorization: `Bearer ${access}` } };
}
