import { signInDecider } from '../../domain/identity/sign-in.decider.ts';
import type { SignInState } from '../../domain/identity/sign-in.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';

/** A sign-in as its stream says it is now. */
export type SignInNow = Exclude<SignInState, { readonly status: 'none' }>;

const read = remembering(signInDecider);

/**
 * Reads a sign-in from its own stream. Undefined: there is none, or a newer version wrote what is not understood here.
 * @throws LogUnavailable when the log does not answer
 */
export async function signInNow(log: EventLog, signInId: string): Promise<SignInNow | undefined> {
  const state = (await read({ log, language }, signInId))?.state;
  return state === undefined || state.status === 'none' ? undefined : state;
}
