import { roleDecider } from '../../domain/identity/role.decider.ts';
import type { RoleState } from '../../domain/identity/role.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';

/** A role of this installation, as far as it is one. */
export type RoleNow = Exclude<RoleState, { readonly status: 'none' }>;

const read = remembering(roleDecider);

/**
 * Reads a role of this installation from its own stream. Undefined: there is none, or a newer version wrote what is not understood here.
 * @throws LogUnavailable when the log does not answer
 */
export async function roleNow(log: EventLog, roleId: string): Promise<RoleNow | undefined> {
  const state = (await read({ log, language }, roleId))?.state;
  return state === undefined || state.status === 'none' ? undefined : state;
}
