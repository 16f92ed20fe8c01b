import { refuse, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import { checkOwnPassword, SIGNED_OUT } from './account-password.ts';
import { standing } from './sign-in-sessions.ts';

/** How long a proof counts, ms. */
export const PROOF_MS = 10 * 60_000;

const NEEDED = refuse(
  'CommandRefused',
  'step-up.needed',
  'Confirm first that it is you: this cannot be undone.',
).refusal;
const PASSWORD_NEEDED = refuse(
  'InvalidInput',
  'account.password-needed',
  "This needs the account's password.",
  'password',
).refusal;

/**
 * Asks for a fresh proof before what is dangerous: whoever is signed in must have proved who they are on this device within the last ten
 * minutes (`confirmItIsMe`, or signing in), and still be signed in there. Undefined: they have. Who acts without an account, by the operator
 * token or as a program, needs none.
 */
export async function stepUp({
  caller,
  ports,
}: Pick<RequestContext, 'caller' | 'ports'>): Promise<Refusal | undefined> {
  if (caller.actor.kind === 'staff' && caller.actor.account === undefined) return undefined;
  // A program is asked by nobody; what its scopes may name decides nothing about people.
  if (caller.program !== undefined) return undefined;
  if (caller.account === undefined) return SIGNED_OUT;
  const age = ports.now() - Date.parse(caller.account.provedAt);
  if (age > PROOF_MS) return NEEDED;
  // The access token of a device that was signed out lives for some minutes more: nothing that lasts is done by it, such as a passkey
  // of whoever a new password shut out.
  return typeof (await standing(ports, caller.account.signInId)) === 'object' ? undefined : SIGNED_OUT;
}

const isEmpty = (password: string | null | undefined): password is '' | null | undefined =>
  password === null || password === undefined || password === '';

/** The password that came with it, or else a fresh proof. Undefined: it is right. */
export const provedBy = async (
  context: RequestContext,
  password: string | null | undefined,
): Promise<Refusal | undefined> => (isEmpty(password) ? stepUp(context) : checkOwnPassword(context, password));

/**
 * The account's password, for what anybody who holds the device could do otherwise: a fresh proof may be that of the parent who handed
 * it over. Only where the account has no password it has to do. Undefined: it is right.
 */
export async function provedByPassword(
  context: RequestContext,
  password: string | null | undefined,
): Promise<Refusal | undefined> {
  if (!isEmpty(password)) return checkOwnPassword(context, password);
  const own = context.caller.account;
  if (own === undefined) return SIGNED_OUT;
  const account = await accountNow(context.ports.log, own.accountId);
  return account?.passwordHash === undefined ? stepUp(context) : PASSWORD_NEEDED;
}
