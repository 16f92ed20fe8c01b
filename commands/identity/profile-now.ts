import { profileDecider } from '../../domain/identity/profile.decider.ts';
import type { ProfileState } from '../../domain/identity/profile.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';

/** A profile as its stream says it is now, and the revision that says so. */
export type ProfileNow = Omit<Exclude<ProfileState, { readonly status: 'none' }>, 'status'> & {
  readonly revision: bigint;
};

const read = remembering(profileDecider);

/**
 * Reads a profile from its own stream: what a PIN or a cap is now, however late read models are. Undefined: there is none, or not
 * any more, or a newer version wrote what is not understood here.
 * @throws LogUnavailable when the log does not answer
 */
export async function profileNow(log: EventLog, profileId: string): Promise<ProfileNow | undefined> {
  const now = await read({ log, language }, profileId);
  return now?.state.status === 'active' ? { ...now.state, revision: now.revision } : undefined;
}
