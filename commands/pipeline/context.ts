import { anyDecider } from '../../domain/kernel/context.ts';
import type { AnyDecider } from '../../domain/kernel/context.ts';
import type { Decider, Message, Rejection } from '../../domain/kernel/decider.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { CommandDefinition } from '../../schemas/kernel/define.ts';
import type { AnyCommand, Policy } from './policy.ts';

/** A command that can be executed: its definition, who decides, and who may give it. */
export interface CommandHandler {
  readonly definition: CommandDefinition;
  readonly decider: AnyDecider;
  readonly policy: Policy;
  /** What the definition's schema cannot express; undefined when the data fits, otherwise where it does not. */
  readonly check?: (data: Record<string, unknown>, language: Language) => string | undefined;
}

/** What a bounded context brings to the command pipeline. */
export interface CommandContext {
  readonly name: string;
  readonly handlers: readonly CommandHandler[];
}

/** A policy for each command type: forgetting one is a compile error. */
export type Policies<S, C extends AnyCommand> = {
  readonly [T in C['type']]: Policy<Extract<C, { readonly type: T }>, S>;
};

/**
 * Handlers for the commands that one decider decides.
 * @throws Error when a definition is addressed to another category than the decider's
 */
export function handlersOf<S, C extends AnyCommand, E extends Message, R extends Rejection>(
  decider: Decider<S, C, E, R>,
  definitions: readonly CommandDefinition<C['type']>[],
  policies: Policies<S, C>,
): readonly CommandHandler[] {
  return definitions.map((definition) => {
    if (definition.category !== decider.category)
      throw new Error(`"${definition.type}" is for "${definition.category}", its decider for "${decider.category}".`);
    const policy = (policies as unknown as Readonly<Record<string, Policy>>)[definition.type];
    if (policy === undefined) throw new Error(`"${definition.type}" has no policy: say who may give it.`);
    return { definition, decider: anyDecider(decider), policy };
  });
}
