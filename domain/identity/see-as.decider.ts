import type { seeAsCommands } from '../../schemas/identity/see-as.commands.ts';
import type { seeAsEvents } from '../../schemas/identity/see-as.events.ts';
import type { Recording } from '../../schemas/kernel/decode.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

type SeeAsEvent = EventOf<(typeof seeAsEvents)[number]>;
type SeeAsCommand = CommandOf<(typeof seeAsCommands)[number]>;

export type SeeAsState =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'over';
      readonly accountId: string;
      readonly profileId: string | null;
      /** ISO 8601. */
      readonly until: string;
      /** The account of whoever looks; undefined: they have none. */
      readonly by: string | undefined;
    };

/** One time that somebody who works here sees Reprise as a viewer does: begun once, and over by itself at `until`. */
export const seeAsDecider: Decider<SeeAsState, SeeAsCommand, SeeAsEvent> = {
  category: 'seeas',
  initial: { status: 'none' },
  evolve: evolveBy<SeeAsState, SeeAsEvent, [Recording]>({
    'identity.SeeAsBegun': (_, { accountId, profileId, until }, { metadata }) => ({
      status: 'open',
      accountId,
      profileId,
      until,
      by: metadata.actor.account,
    }),
    'identity.SeeAsEnded': (state) => (state.status === 'none' ? state : { ...state, status: 'over' }),
  }),
  decide: decideBy<SeeAsState, SeeAsCommand, SeeAsEvent, Rejection>({
    BeginSeeAs: (state, data) =>
      state.status === 'none'
        ? accepted<SeeAsEvent>({ type: 'identity.SeeAsBegun', data })
        : refuse('see-as.exists', 'This was begun before; begin again with another command id.'),
    EndSeeAs: (state, data) => {
      if (state.status === 'none' || state.accountId !== data.accountId)
        return refuse('see-as.none', 'You do not see Reprise as anybody else.');
      return state.status === 'over' ? accepted() : accepted<SeeAsEvent>({ type: 'identity.SeeAsEnded', data });
    },
  }),
};
