import { beyondOwn } from '../../domain/kernel/permission-decision.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';
import type { ActingActor } from '../../schemas/kernel/metadata.ts';
import { notAllowed } from '../pipeline/policy.ts';
import type { AnyCommand, Policy } from '../pipeline/policy.ts';

/** Nobody gives more than they have: whoever could, would have everything. What is no permission is refused by the decider. */
function withinOwn(actor: ActingActor, wanted: readonly string[]): Rejection | undefined {
  const beyond = actor.kind === 'system' ? undefined : beyondOwn(actor, wanted);
  return beyond === undefined ? undefined : notAllowed(beyond);
}

/**
 * What somebody may give, change and take who may decide that at all: no more than they have themselves, by the same rule in both directions.
 * @param decides whether they decide such things
 * @param concerned the permissions that it is about
 */
export const upToOwn =
  (decides: Policy) =>
  <C extends AnyCommand, S>(concerned: (command: C, state: S) => readonly string[]): Policy<C, S> =>
  (actor, command, state) =>
    decides(actor, command, state) ?? withinOwn(actor, concerned(command, state));
