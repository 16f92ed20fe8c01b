import type { keyUseCommands } from '../../schemas/identity/service.commands.ts';
import type { keyUseEvents } from '../../schemas/identity/service.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

type KeyUseEvent = EventOf<(typeof keyUseEvents)[number]>;
type KeyUseCommand = CommandOf<(typeof keyUseCommands)[number]>;
type State = null;

/**
 * When a key was used. It decides nothing, and stands apart from the program, whose stream stays short. The id of the command
 * says in which hour it was: whichever gateway comes first writes it, and for the others it is a repeat.
 */
export const keyUseDecider: Decider<State, KeyUseCommand, KeyUseEvent> = {
  category: 'keyuse',
  initial: null,
  edges: 2,
  evolve: evolveBy<State, KeyUseEvent>({ 'identity.ServiceKeyUsed': (state) => state }),
  decide: decideBy<State, KeyUseCommand, KeyUseEvent, Rejection>({
    RecordKeyUse: (_, data) => accepted<KeyUseEvent>({ type: 'identity.ServiceKeyUsed', data }),
  }),
};
