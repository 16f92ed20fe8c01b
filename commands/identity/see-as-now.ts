import { seeAsDecider } from '../../domain/identity/see-as.decider.ts';
import type { SeeAsState } from '../../domain/identity/see-as.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';

const read = remembering(seeAsDecider);

/**
 * Reads one time of seeing as somebody else from its own stream. Undefined: there is none, or a newer version wrote what is not
 * understood here.
 * @throws LogUnavailable when the log does not answer
 */
export async function seeAsNow(
  log: EventLog,
  seeAsId: string,
): Promise<Exclude<SeeAsState, { readonly status: 'none' }> | undefined> {
  const state = (await read({ log, language }, seeAsId))?.state;
  return state === undefined || state.status === 'none' ? undefined : state;
}
