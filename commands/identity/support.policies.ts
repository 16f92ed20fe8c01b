import { seeAsDecider } from '../../domain/identity/see-as.decider.ts';
import { suspensionDecider } from '../../domain/identity/suspension.decider.ts';
import { seeAsCommands } from '../../schemas/identity/see-as.commands.ts';
import { suspensionCommands } from '../../schemas/identity/suspension.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { notAllowed, staffMay } from '../pipeline/policy.ts';

/** What is done for and about people by those who help them. */
export const supportHandlers: readonly CommandHandler[] = [
  ...handlersOf(seeAsDecider, seeAsCommands, {
    BeginSeeAs: (actor, command, state) =>
      staffMay('people.see-as')(actor, command, state) ??
      // Whose look it was has to be known.
      (actor.account === undefined
        ? notAllowed('To see as a viewer does takes an account of your own; sign in with it.')
        : undefined),
    // Also when the role was lost meanwhile: it only takes away.
    EndSeeAs: (actor, _, state) =>
      state.status !== 'none' && actor.account !== undefined && actor.account === state.by
        ? undefined
        : notAllowed('Only whoever began this ends it.'),
  }),
  ...handlersOf(suspensionDecider, suspensionCommands, {
    SuspendAccount: staffMay('people.help'),
    LiftSuspension: staffMay('people.help'),
  }),
];
