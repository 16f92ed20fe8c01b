import type { suspensionCommands } from '../../schemas/identity/suspension.commands.ts';
import type { suspensionEvents, SuspensionReason } from '../../schemas/identity/suspension.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type SuspensionEvent = EventOf<(typeof suspensionEvents)[number]>;
export type SuspensionCommand = CommandOf<(typeof suspensionCommands)[number]>;
/** Why an account plays nothing; null: it is in order. */
export interface SuspensionState {
  readonly reason: SuspensionReason | null;
}

/** Whether an account may play films, as people who work here decided. Another reason while it is suspended is another event. */
export const suspensionDecider: Decider<SuspensionState, SuspensionCommand, SuspensionEvent> = {
  category: 'suspension',
  initial: { reason: null },
  evolve: evolveBy<SuspensionState, SuspensionEvent>({
    'identity.AccountSuspended': (_, { reason }) => ({ reason }),
    'identity.SuspensionLifted': () => ({ reason: null }),
  }),
  decide: decideBy<SuspensionState, SuspensionCommand, SuspensionEvent, Rejection>({
    SuspendAccount: ({ reason }, data) =>
      reason === data.reason ? accepted() : accepted<SuspensionEvent>({ type: 'identity.AccountSuspended', data }),
    LiftSuspension: ({ reason }, data) =>
      reason === null ? accepted() : accepted<SuspensionEvent>({ type: 'identity.SuspensionLifted', data }),
  }),
};
