import type { z } from 'zod';
import type { EventLog } from '../../ports/event-log.ts';
import type { Vault } from '../../ports/vault.ts';
import { GrantCustomRole, GrantRole, RegisterAccount, SendLink } from '../../schemas/identity/account.commands.ts';
import type { AccountRegistered, Role } from '../../schemas/identity/account.events.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { refuse } from '../graphql/command.ts';
import type { CommandAnswer } from '../graphql/command.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import type { AccountNow } from '../../commands/identity/account-now.ts';
import { hasEmail, isUnproved } from './account-registration.ts';
import { readEmail, type Email } from './email.ts';

/** Executes one of the commands that an invitation consists of. */
export type RunPart = (part: {
  readonly commandId: string;
  readonly definition: typeof RegisterAccount | typeof GrantRole | typeof GrantCustomRole | typeof SendLink;
  readonly streamId: string;
  readonly data: unknown;
}) => Promise<CommandAnswer>;

/** What came of an invitation. */
export type Invitation =
  | {
      readonly done: true;
      readonly accountId: string;
      /** Undefined: there was an account with a password, which needs no link. */
      readonly link: { readonly linkId: string; readonly expiresAt: string } | undefined;
      readonly token: string;
    }
  | Extract<CommandAnswer, { readonly done: false }>;

/**
 * Gives a role to whoever reads the mail of an address: to the account that proved that it is theirs, else to a new one that a
 * link opens. Every part has an id that derives from the command's, so that a repeat goes on where it broke off.
 */
export async function inviteToWork(
  { log, vault, run, now }: { log: EventLog; vault: Vault; run: RunPart; now: () => number },
  asked: {
    readonly commandId: string;
    readonly email: string;
    /** One that is always there, or one of this installation with what it permits. */
    readonly role: Role | { readonly roleId: string; readonly permissions: readonly string[] };
    readonly via: z.output<typeof AccountRegistered.data>['via'];
    readonly linkMs: number;
  },
): Promise<Invitation> {
  const { commandId, role } = asked;
  const email = readEmail(asked.email);
  if (email === undefined)
    return refuse('InvalidInput', 'email.invalid', 'That is no address that a message could go to.', 'email');
  const id = (label: string): string => uuid5(commandId, label);
  const grant = (accountId: string): Promise<CommandAnswer> =>
    run(
      typeof role === 'string'
        ? { commandId: id('grant'), definition: GrantRole, streamId: accountId, data: { accountId, role } }
        : { commandId: id('grant'), definition: GrantCustomRole, streamId: accountId, data: { accountId, ...role } },
    );

  const owner = await accountOf({ log, vault }, email, id('account'));
  if (owner === undefined)
    return refuse('Conflict', 'email.contended', 'Somebody signs up with this address. Try again.');
  const { accountId, known } = owner;
  if (known?.verified === true) {
    const granted = await grant(accountId);
    return granted.done ? { ...granted, accountId, link: undefined } : granted;
  }
  const box = await vault.seal(accountId, 'email', email.address);
  if (known === undefined) {
    const data = { accountId, email: box, via: asked.via, locale: 'en' };
    const registered = await run({ commandId: id('register'), definition: RegisterAccount, streamId: accountId, data });
    if (!registered.done) return registered;
  }
  const granted = await grant(accountId);
  if (!granted.done) return granted;
  const link = { linkId: id('link'), expiresAt: new Date(now() + asked.linkMs).toISOString() };
  const data = { accountId, ...link, purpose: 'accept-invitation', email: box };
  const sent = await run({ commandId: id('send'), definition: SendLink, streamId: accountId, data });
  if (!sent.done) return sent;
  // A repeat tells what the first one wrote.
  return { ...sent, accountId, link: (await accountNow(log, accountId))?.links['accept-invitation'] ?? link };
}

/**
 * The account that an address belongs to from now on. One that somebody signed up with and never confirmed lets go of it: whoever chose
 * its password may not be who reads the mail. Undefined: somebody else took the address at this moment.
 */
async function accountOf(
  { log, vault }: { log: EventLog; vault: Vault },
  email: Email,
  fresh: string,
): Promise<{ readonly accountId: string; readonly known: AccountNow | undefined } | undefined> {
  const { key } = email;
  const owner = await vault.find('email', key);
  const known = owner === undefined ? undefined : await accountNow(log, owner);
  // What it is found by may be from before a change of its address: then somebody else reads that mail.
  const isTheirs = known !== undefined && !isUnproved(known) && (await hasEmail({ vault }, known, email));
  if (owner !== undefined && isTheirs) return { accountId: owner, known };
  if (owner !== undefined && owner !== fresh) await vault.release('email', key, owner);
  return (await vault.claim('email', key, fresh)) ? { accountId: fresh, known: undefined } : undefined;
}
