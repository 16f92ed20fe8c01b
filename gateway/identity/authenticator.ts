import { z } from 'zod';
import { readFactors } from '../../commands/identity/read-factors.ts';
import { isOutage } from '../../ports/outage.ts';
import { SetTotp } from '../../schemas/identity/factor.commands.ts';
import { SEALED, subjectOf } from '../../schemas/kernel/sealed.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import { accountActor } from '../http/identity.ts';
import { BAD_COMMAND } from './account.view.ts';
import { ownerNow, ownerToChange } from './owner.ts';
import { holdRolesNow } from './hold-roles.ts';
import { checkCode } from './prove.ts';
import { hashesOf, newRecoveryCodes } from './recovery-codes.ts';
import { newTotpSecret, totpUri } from './totp.ts';

/** How long somebody may look for an app to install, ms. */
const SETUP_MS = 30 * 60_000;

const Setup = z.strictObject({ secret: z.string(), until: z.number() });
const SETUP_OVER = refuse(
  'CommandRefused',
  'authenticator.setup-over',
  'That took too long. Begin again, with a new picture.',
).refusal;

/** What an app has to know. It stands nowhere yet: whoever begins gets it sealed, for the second step. */
export async function beginAuthenticator(context: RequestContext) {
  const owner = await ownerToChange(context);
  if ('__typename' in owner) return owner;
  const { vault, now } = context.ports;
  const { accountId } = owner.account;
  const secret = newTotpSecret();
  const setup = await vault.seal(accountId, 'totp', JSON.stringify({ secret, until: now() + SETUP_MS }));
  return { __typename: 'AuthenticatorBegun' as const, secret, uri: totpUri(secret, owner.address), setup };
}

/** The secret that somebody began with; undefined: it is nothing of theirs, or too old. */
async function secretOf({ ports }: RequestContext, accountId: string, setup: string): Promise<string | undefined> {
  if (!SEALED.test(setup) || subjectOf(setup) !== accountId) return undefined;
  try {
    const [text = 'null'] = await ports.vault.open('totp', [setup]);
    const begun = Setup.safeParse(JSON.parse(text)).data;
    return begun === undefined || ports.now() > begun.until ? undefined : begun.secret;
  } catch (error) {
    if (isOutage(error)) throw error;
    return undefined;
  }
}

/** Adds the app, after its first code: nobody is asked for codes that their app does not know. */
export async function addAuthenticator(
  context: RequestContext,
  { commandId, setup, code }: { readonly commandId: string; readonly setup: string; readonly code: string },
) {
  const owner = await ownerNow(context);
  if ('__typename' in owner) return owner;
  if (!isId(commandId)) return BAD_COMMAND;
  const { vault, log } = context.ports;
  const { accountId, email, locale } = owner.account;
  const secret = await secretOf(context, accountId, setup);
  if (secret === undefined) return SETUP_OVER;
  const box = await vault.seal(accountId, 'totp', secret);
  const proved = await checkCode(context, { accountId, commandId: uuid5(commandId, 'first'), code, box });
  if (typeof proved === 'object') return proved;
  const codes = newRecoveryCodes();
  const hashes = hashesOf(accountId, codes);
  const answer = await runCommand(context, {
    commandId,
    definition: SetTotp,
    streamId: accountId,
    data: { accountId, secret: box, email, locale, hashes },
    actor: accountActor(owner.own, context.caller.profileId),
  });
  if (!answer.done) return answer.refusal;
  await holdRolesNow(context);
  const { recovery } = await readFactors(log, accountId);
  const areNew = recovery.includes(hashes[0] ?? '');
  return { __typename: 'AuthenticatorAdded' as const, recoveryCodes: areNew ? [...codes] : [] };
}
