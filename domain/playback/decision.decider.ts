import type { decisionCommands } from '../../schemas/playback/decision.commands.ts';
import type { decisionEvents } from '../../schemas/playback/decision.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type DecisionEvent = EventOf<(typeof decisionEvents)[number]>;
type DecisionCommand = CommandOf<(typeof decisionCommands)[number]>;

/** How often one start can be decided otherwise than before: whoever asks chooses its id. */
const MOST = 20;

interface DecisionState {
  readonly count: number;
  /** Undefined: nothing was decided yet. */
  readonly last: { readonly allow: boolean; readonly reason: string | null; readonly profileId: string } | undefined;
}

/** What was decided about one start. The same answer again is not written again; another one is, e.g. after it was paid for. */
export const decisionDecider: Decider<DecisionState, DecisionCommand, DecisionEvent> = {
  category: 'decision',
  initial: { count: 0, last: undefined },
  evolve: evolveBy<DecisionState, DecisionEvent>({
    'playback.PlaybackDecided': ({ count }, { allow, reason, profileId }) => ({
      count: count + 1,
      last: { allow, reason, profileId },
    }),
  }),
  decide: decideBy<DecisionState, DecisionCommand, DecisionEvent, Rejection>({
    RecordDecision: ({ count, last }, data) => {
      if (last !== undefined && last.profileId !== data.profileId)
        return refuse('session.other-profile', 'This playback session belongs to somebody else.');
      const isSame = last !== undefined && last.allow === data.allow && last.reason === data.reason;
      return isSame || count >= MOST ? accepted() : accepted<DecisionEvent>({ type: 'playback.PlaybackDecided', data });
    },
  }),
};
