import type { codeCommands } from '../../schemas/identity/factor.commands.ts';
import type { codeEvents } from '../../schemas/identity/factor.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type CodeEvent = EventOf<(typeof codeEvents)[number]>;
export type CodeCommand = CommandOf<(typeof codeCommands)[number]>;

/** Codes of an account's authenticator app: each is taken once, and none that is older than one that was taken (RFC 6238, 5.2). */
export const codeDecider: Decider<{ readonly last: number }, CodeCommand, CodeEvent> = {
  category: 'code',
  // One for each time that somebody signs in; the newest says all.
  edges: 4,
  initial: { last: -1 },
  evolve: evolveBy<{ readonly last: number }, CodeEvent>({ 'identity.CodeUsed': (_, { step }) => ({ last: step }) }),
  decide: decideBy<{ readonly last: number }, CodeCommand, CodeEvent, Rejection>({
    UseCode: ({ last }, data) =>
      data.step > last
        ? accepted<CodeEvent>({ type: 'identity.CodeUsed', data })
        : refuse('factor.used', 'This code was used before. Wait for the next one.'),
  }),
};
