import { factorDecider } from '../../domain/identity/factor.decider.ts';
import type { FactorState, Passkey } from '../../domain/identity/factor.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { UnreadableHistory } from '../pipeline/load.ts';
import { remembering } from '../pipeline/remembering.ts';

export type { FactorState, Passkey };

const read = remembering(factorDecider);

/**
 * What an account has beside its password, as its stream says it is now: nobody signs in by what was true a while ago.
 * @throws LogUnavailable; UnreadableHistory when a newer version wrote something: what it may have added is asked for by nobody here
 */
export async function readFactors(log: EventLog, accountId: string): Promise<FactorState> {
  const loaded = await read({ log, language }, accountId);
  if (loaded === undefined)
    throw new UnreadableHistory(
      `What account ${accountId} signs in with is not understood; run a version that knows it.`,
    );
  return loaded.state;
}

/** Whether an account has anything that proves who somebody is beside its password. */
export const hasFactor = ({ totp, passkeys }: FactorState): boolean => totp !== undefined || passkeys.length > 0;

/**
 * Whether all that an account had beside its password was taken away after a sign-in began: that one is over then. Where the history
 * is not understood nobody is signed out for it.
 * @throws LogUnavailable
 */
export async function wereReset(
  log: EventLog,
  accountId: string,
  signIn: { readonly position: bigint },
): Promise<boolean> {
  const position = (await read({ log, language }, accountId))?.state.resetPosition;
  return position !== undefined && signIn.position < position;
}
