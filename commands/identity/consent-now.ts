import { consentDecider, type ConsentDecision } from '../../domain/identity/consent.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { ConsentPurpose } from '../../schemas/identity/consent.events.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';

const read = remembering(consentDecider);

/**
 * What somebody decided, the oldest first. What cannot be understood here was not agreed to.
 * @throws LogUnavailable when the log does not answer
 */
export const consentsNow = async (log: EventLog, accountId: string): Promise<readonly ConsentDecision[]> =>
  (await read({ log, language }, accountId))?.state.decisions ?? [];

/**
 * Whether somebody agrees to a use of what is known of them: asked by whatever depends on it.
 * @throws LogUnavailable when the log does not answer
 */
export async function consentOf(log: EventLog, accountId: string, purpose: ConsentPurpose): Promise<boolean> {
  const decisions = await consentsNow(log, accountId);
  return decisions.findLast((decision) => decision.purpose === purpose)?.given === true;
}
