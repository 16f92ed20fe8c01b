import type { SignedInAccount } from '../../ports/identity.ts';
import type { Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { AccountNow } from '../../commands/identity/account-now.ts';
import { SIGNED_OUT } from './account-password.ts';
import { standing } from './sign-in-sessions.ts';
import { stepUp } from './step-up.ts';

/** Whoever is signed in, with their account as it is now and its address opened. */
export interface Owner {
  readonly own: SignedInAccount;
  readonly account: AccountNow;
  readonly address: string;
}

/** Whoever is signed in, unless the device was signed out or they were forgotten: their access token lives some minutes longer. */
export async function ownerNow({ caller, ports }: RequestContext): Promise<Owner | Refusal> {
  const own = caller.account;
  const stands = own === undefined ? undefined : await standing(ports, own.signInId);
  const account = typeof stands === 'object' ? stands.account : undefined;
  // Nothing can be sealed for them any more from the moment on at which their key is gone; the log says so a little later.
  const [address] = account === undefined ? [] : await ports.vault.open('email', [account.email]);
  return own === undefined || account === undefined || address === undefined ? SIGNED_OUT : { own, account, address };
}

/** The same, after a fresh proof that it is them. */
export async function ownerToChange(context: RequestContext): Promise<Owner | Refusal> {
  const owner = await ownerNow(context);
  return '__typename' in owner ? owner : ((await stepUp(context)) ?? owner);
}
