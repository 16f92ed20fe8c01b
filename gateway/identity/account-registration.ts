import { randomUUID } from 'node:crypto';
import { RegisterAccount } from '../../schemas/identity/account.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { runCommand, type CommandAnswer } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { sendLink } from './account-links.ts';
import { accountNow, type AccountNow } from '../../commands/identity/account-now.ts';
import { readEmail, type Email } from './email.ts';

/** An account that nobody proved to be theirs keeps its address for so long, ms: as long as the link for the proof lasts. */
const UNPROVED_MS = 24 * 3_600_000;

interface Registration {
  readonly commandId: string;
  readonly email: Email;
  readonly locale: string;
  /** argon2id. */
  readonly hash: string;
}

/**
 * Makes an account for an address that has none, and sends the link that proves whose it is. An address that has one gets a link to
 * choose a password instead, whoever asked: a stranger gains nothing, and who forgot that they have an account is helped.
 */
export async function registerAccount(context: RequestContext, given: Registration): Promise<CommandAnswer> {
  const { ports } = context;
  const { email, commandId } = given;
  const holder = await holderOf(context, email);
  if (holder.account !== undefined && holder.account.madeBy !== commandId) {
    const purpose = 'reset-password';
    return sendLink(context, { commandId: uuid5(commandId, purpose), accountId: holder.accountId, purpose, email });
  }
  const { accountId } = holder;
  if (holder.account === undefined) {
    const made = await runCommand(context, {
      commandId,
      definition: RegisterAccount,
      streamId: accountId,
      data: {
        accountId,
        email: await ports.vault.seal(accountId, 'email', email.address),
        via: 'password',
        locale: given.locale,
        hash: await ports.vault.seal(accountId, 'password', given.hash),
      },
    });
    // Of two that register an address at once, the other goes on with what the first has made.
    if (!made.done) return made.refusal.code === 'account.exists' ? { done: true, token: '0' } : made;
  }
  return sendLink(context, { commandId: uuid5(commandId, 'verify'), accountId, purpose: 'verify-email', email });
}

/**
 * Who has an address: an account that is there, or the id that whoever registers now is to use. An account that was never proved
 * within its time, or that has another address by now, lets go of it.
 */
async function holderOf(
  { ports }: RequestContext,
  email: Email,
): Promise<{ readonly accountId: string; readonly account: AccountNow | undefined }> {
  const { vault, log } = ports;
  for (;;) {
    const known = await vault.find('email', email.key);
    if (known === undefined) {
      const accountId = randomUUID();
      if (await vault.claim('email', email.key, accountId)) return { accountId, account: undefined };
      continue;
    }
    const account = await accountNow(log, known);
    // Whoever claimed it died before there was an account.
    if (account === undefined) return { accountId: known, account };
    const isProvedInTime = account.verified || ports.now() - Date.parse(account.createdAt) < UNPROVED_MS;
    if (isProvedInTime && (await hasEmail({ vault }, account, email))) return { accountId: known, account };
    await vault.release('email', email.key, known);
  }
}

/** Whether nobody has proved that the address of an account is theirs, nor was invited by it. */
export const isUnproved = ({ verified, passwordHash }: AccountNow): boolean => !verified && passwordHash !== undefined;

/** Lets an address go from an account that never proved it, for somebody who has: what strangers register blocks nobody else. */
export async function takeFromUnproved(
  { vault, log }: Pick<RequestContext['ports'], 'vault' | 'log'>,
  email: Email,
  accountId: string,
): Promise<void> {
  const holder = await vault.find('email', email.key);
  if (holder === undefined || holder === accountId) return;
  const account = await accountNow(log, holder);
  if (account !== undefined && (isUnproved(account) || !(await hasEmail({ vault }, account, email))))
    await vault.release('email', email.key, holder);
}

/** Whether the address of an account is this one. What it is found by may be from before a change. */
export async function hasEmail(
  { vault }: Pick<RequestContext['ports'], 'vault'>,
  account: AccountNow,
  email: Email,
): Promise<boolean> {
  const [address] = await vault.open('email', [account.email]);
  return address !== undefined && readEmail(address)?.key === email.key;
}

/** The account that has an address. */
export async function accountByEmail(
  { vault, log }: Pick<RequestContext['ports'], 'vault' | 'log'>,
  email: Email,
): Promise<AccountNow | undefined> {
  // Who is not there takes as long as who is.
  const account = await accountNow(log, (await vault.find('email', email.key)) ?? randomUUID());
  if (account === undefined || account.status === 'erased') return undefined;
  return (await hasEmail({ vault }, account, email)) ? account : undefined;
}
