import { accountNow } from '../../commands/identity/account-now.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import { readEmail } from '../../gateway/identity/email.ts';
import { hashOf, isPassword } from '../../gateway/identity/passwords.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Vault } from '../../ports/vault.ts';
import { RegisterDemoAccount } from '../../schemas/identity/account.commands.ts';
import { Role } from '../../schemas/identity/account.events.ts';
import { CreateProfile } from '../../schemas/identity/profile.commands.ts';
import type { Avatar } from '../../schemas/identity/profile.events.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';

/** An account that is there for trying things out. */
export interface DemoAccount {
  /** Its address; no mail can reach it. */
  readonly email: string;
  readonly role: Role | undefined;
  /** What it is for, for people. */
  readonly what: string;
}

interface Deps {
  readonly log: EventLog;
  readonly vault: Vault;
  readonly execute: Execute;
}

/** It never changes: ids made in it say which accounts were made before. */
const NAMESPACE = '6f1f0c1e-9a55-5d6b-8d0e-3a1c5b7e2f90';
/** Domains below `example` belong to nobody (RFC 2606). */
const address = (name: string): string => `${name}@reprise.example`;

const ACCOUNTS: readonly DemoAccount[] = [
  { email: address('viewer'), role: undefined, what: 'a household: Robin, and Kim who sees films up to 6' },
  ...Role.options.map((role) => ({ email: address(role), role, what: `works in the studio as ${role}` })),
];

const PROFILES: readonly { name: string; avatar: Avatar; kids: boolean; maturityCap: number }[] = [
  { name: 'Robin', avatar: 'indigo', kids: false, maturityCap: 18 },
  { name: 'Kim', avatar: 'amber', kids: true, maturityCap: 6 },
];

/**
 * Makes the accounts that were never made here; what became of those that were (another password, no role, forgotten) stays.
 * @returns those whom the password lets in
 */
export async function makeDemoAccounts(deps: Deps, password: string): Promise<readonly DemoAccount[]> {
  let hash: Promise<string> | undefined;
  const judged = new Map<string, Promise<boolean>>();
  const letsIn = async (accountId: string): Promise<boolean> => {
    const box = (await accountNow(deps.log, accountId))?.passwordHash;
    const [kept] = box === undefined ? [] : await deps.vault.open('password', [box]);
    if (kept === undefined) return false;
    const known = judged.get(kept) ?? isPassword(kept, password);
    judged.set(kept, known);
    return known;
  };
  const there: DemoAccount[] = [];
  for (const account of ACCOUNTS) {
    const accountId = uuid5(NAMESPACE, account.email);
    if ((await accountNow(deps.log, accountId)) === undefined)
      await make(deps, account, await (hash ??= hashOf(password)));
    if (await letsIn(accountId)) there.push(account);
  }
  return there;
}

/** Profiles come first: whoever finds the account finds all of it. */
async function make({ vault, execute }: Deps, { email, role }: DemoAccount, hash: string): Promise<void> {
  const accountId = uuid5(NAMESPACE, email);
  const key = readEmail(email)?.key ?? email;
  if (!(await vault.claim('email', key, accountId))) return;
  const run = async (streamId: string, type: string, data: object): Promise<void> => {
    const commandId = uuid5(streamId, 'demo/make');
    const actor = { kind: 'system', id: 'demo', account: accountId } as const;
    const command = { type, data, at: new Date().toISOString() };
    const outcome = await execute({ commandId, streamId, command, actor, correlationId: commandId });
    if (outcome.kind === 'rejected' && !outcome.rejection.code.endsWith('.exists'))
      throw new Error(outcome.rejection.message);
    if (outcome.kind === 'contended') throw new Error('Others keep changing the demo accounts.');
  };
  for (const { name, ...profile } of role === undefined ? PROFILES : []) {
    const profileId = uuid5(accountId, name);
    const data = { profileId, accountId, name: await vault.seal(accountId, 'name', name), ...profile, language: 'en' };
    await run(profileId, CreateProfile.type, CreateProfile.data.parse(data));
  }
  await run(
    accountId,
    RegisterDemoAccount.type,
    RegisterDemoAccount.data.parse({
      accountId,
      email: await vault.seal(accountId, 'email', email),
      locale: 'en',
      hash: await vault.seal(accountId, 'password', hash),
      linkId: uuid5(accountId, 'link'),
      role,
    }),
  );
}
