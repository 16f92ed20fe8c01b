import { randomUUID } from 'node:crypto';
import { accountNow, type AccountNow } from '../../commands/identity/account-now.ts';
import { RegisterByOpenId } from '../../schemas/identity/account.commands.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import type { GatewayPorts } from '../ports.ts';
import { takeFromUnproved } from './account-registration.ts';
import { readEmail } from './email.ts';
import type { OpenIdPerson } from './openid-client.ts';

/** Whose account somebody gets who came back from a provider. */
export type Found =
  | { readonly kind: 'account'; readonly account: AccountNow }
  /** An account has their address: it is theirs when they prove that too. */
  | { readonly kind: 'proof-of-both' }
  /** The provider does not say that the address is theirs. */
  | { readonly kind: 'no-email' };

/** Who a subject leads to. `unfinished`: somebody took it for an account that is not there yet, or never was. */
async function holderOf(
  { vault, log }: Pick<GatewayPorts, 'vault' | 'log'>,
  subject: string,
): Promise<{ readonly account?: AccountNow; readonly unfinished?: string }> {
  const holder = await vault.find('openid', subject);
  if (holder === undefined) return {};
  const account = await accountNow(log, holder);
  if (account === undefined) return { unfinished: holder };
  const subjects = await vault.open(
    'openid',
    account.openIds.map((each) => each.subject),
  );
  if (account.status !== 'erased' && subjects.includes(subject)) return { account };
  // It was unlinked, and whoever did it died before this was let go.
  await vault.release('openid', subject, holder);
  return {};
}

/** The account that is signed in to by who somebody is at a provider. What it is found by alone is not believed. */
export const accountByOpenId = async (
  ports: Pick<GatewayPorts, 'vault' | 'log'>,
  subject: string,
): Promise<AccountNow | undefined> => (await holderOf(ports, subject)).account;

interface CameBack {
  readonly provider: string;
  readonly person: OpenIdPerson;
  readonly browserId: string;
  /** BCP 47. */
  readonly locale: string;
}

/** Finds the account, or makes one where nobody has the address. Who comes back twice at once gets the same one. */
export async function findOrMake(ports: GatewayPorts, came: CameBack): Promise<Found> {
  const { vault, log } = ports;
  const { subject } = came.person;
  const holder = await holderOf(ports, subject);
  if (holder.account !== undefined) return { kind: 'account', account: holder.account };
  const email = came.person.email === undefined ? undefined : readEmail(came.person.email);
  if (email === undefined) return { kind: 'no-email' };
  const accountId = holder.unfinished ?? randomUUID();
  if (!(await vault.claim('openid', subject, accountId))) return findOrMake(ports, came);
  // Who registered the address and never proved it keeps nothing of it.
  await takeFromUnproved(ports, email, accountId);
  const isFree = await vault.claim('email', email.key, accountId);
  if (isFree) await make(ports, { ...came, accountId, address: email.address });
  const account = isFree ? await accountNow(log, accountId) : undefined;
  if (account !== undefined) return { kind: 'account', account };
  await vault.release('openid', subject, accountId);
  return { kind: 'proof-of-both' };
}

/** Of two that do it at once one does. */
async function make(
  { vault, execute, now }: GatewayPorts,
  given: CameBack & { readonly accountId: string; readonly address: string },
): Promise<void> {
  const { accountId, provider, locale } = given;
  const commandId = randomUUID();
  const actor: Actor = { kind: 'viewer', id: given.browserId };
  const data = {
    accountId,
    email: await vault.seal(accountId, 'email', given.address),
    locale,
    provider,
    subject: await vault.seal(accountId, 'openid', given.person.subject),
  };
  await execute({
    streamId: accountId,
    commandId,
    command: { type: RegisterByOpenId.type, data, at: new Date(now()).toISOString() },
    actor,
    correlationId: commandId,
  });
}
