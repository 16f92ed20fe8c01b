import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AccountId, LinkId } from '../../schemas/identity/ids.ts';
import { SendLink } from '../../schemas/identity/account.commands.ts';
import type { LinkPurpose } from '../../schemas/identity/account.events.ts';
import { refuse, runCommand, type CommandAnswer } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Keyring } from '../http/keyring.ts';
import { attempt } from './account-limits.ts';
import type { Email } from './email.ts';

const HOUR = 3_600_000;
/** How long a link may be used, ms. */
export const LASTS: Readonly<Record<LinkPurpose, number>> = {
  'verify-email': 24 * HOUR,
  'reset-password': HOUR,
  'change-email': 24 * HOUR,
  'accept-invitation': 7 * 24 * HOUR,
};

export const LINK_USED = refuse(
  'CommandRefused',
  'account.link-used',
  'This link was used before or has ended. Ask for a new one.',
).refusal;

const LinkToken = z.object({ sub: AccountId, jti: LinkId, exp: z.int() });

/** What a link that came by mail says; undefined: it was not made here for one of these purposes, or has ended. */
export async function openLink<P extends LinkPurpose>(
  keyring: Keyring,
  token: string,
  { purposes, now }: { readonly purposes: readonly P[]; readonly now: number },
): Promise<{ readonly purpose: P; readonly accountId: string; readonly linkId: string } | undefined> {
  for (const purpose of purposes) {
    const { data } = LinkToken.safeParse(await keyring.open(`link/${purpose}`, token, { now }));
    if (data !== undefined) return { purpose, accountId: data.sub, linkId: data.jti };
  }
  return undefined;
}

/**
 * Sends a link, unless the mailbox got many already: then nothing happens, and nobody learns of it.
 * @param link.email where it goes
 */
export async function sendLink(
  context: RequestContext,
  link: {
    readonly commandId: string;
    readonly accountId: string;
    readonly purpose: LinkPurpose;
    readonly email: Email;
  },
): Promise<CommandAnswer> {
  const { ports } = context;
  const { commandId, accountId, purpose, email } = link;
  const message = await attempt(context, 'messages', email.key);
  if (!message.allowed) return { done: true, token: '0' };
  return runCommand(context, {
    commandId,
    definition: SendLink,
    streamId: accountId,
    data: {
      accountId,
      purpose,
      linkId: randomUUID(),
      email: await ports.vault.seal(accountId, 'email', email.address),
      expiresAt: new Date(ports.now() + LASTS[purpose]).toISOString(),
    },
  });
}
