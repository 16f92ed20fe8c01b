import { beyondOwn } from '../../domain/kernel/permission-decision.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';
import type { ActingActor } from '../../schemas/kernel/metadata.ts';
import { notAllowed } from '../pipeline/policy.ts';

/** Nobody gives more than they have: whoever could, would have everything. What is no permission is refused by the decider. */
export function withinOwn(actor: ActingActor, wanted: readonly string[]): Rejection | undefined {
  const beyond = actor.kind === 'system' ? undefined : beyondOwn(actor, wanted);
  return beyond === undefined ? undefined : notAllowed(beyond);
}
