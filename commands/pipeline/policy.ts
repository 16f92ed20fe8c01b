import type { Message, Rejection } from '../../domain/kernel/decider.ts';
import { isProgram, lacks, lacksScope, may } from '../../domain/kernel/permission-decision.ts';
import type { Permission } from '../../domain/kernel/permission-decision.ts';
import type { ActingActor, Actor } from '../../schemas/kernel/metadata.ts';

/** A command of any type, with its instant. */
export type AnyCommand = Message & { readonly at: string };

/**
 * Who may give a command: a pure function of the actor, the command and the state that it would change. Undefined: allowed.
 * It holds for whoever asks: GraphQL, the command line, processes and jobs.
 */
export type Policy<C extends AnyCommand = AnyCommand, S = unknown> = (
  actor: ActingActor,
  command: C,
  state: S,
) => Rejection | undefined;

/** Code of a refusal by a policy. */
export const NOT_ALLOWED = 'actor.not-allowed';

export const notAllowed = (message: string): Rejection => ({ code: NOT_ALLOWED, message });

const named: Readonly<Record<Actor['kind'], string>> = {
  viewer: 'viewers',
  staff: 'staff',
  service: 'services of the platform',
  system: 'the platform itself',
  process: 'processes',
};

/** Allows staff and programs who may do this (domain/kernel/permission-decision.ts), and actors of these other kinds. */
export const staffMay =
  (permission: Permission, ...others: readonly Exclude<Actor['kind'], 'staff'>[]): Policy =>
  (actor, command, state) => {
    if (actor.kind !== 'staff' && !isProgram(actor)) return only('staff', ...others)(actor, command, state);
    if (may(actor, permission)) return undefined;
    return notAllowed(isProgram(actor) ? lacksScope(permission) : lacks(permission));
  };

/** Allows actors of these kinds. A program with a key is none of the platform's services. */
export const only =
  (...kinds: readonly Actor['kind'][]): Policy =>
  (actor) =>
    kinds.includes(actor.kind) && !isProgram(actor)
      ? undefined
      : notAllowed(`Only ${kinds.map((kind) => named[kind]).join(' and ')} may do this; sign in as such.`);
