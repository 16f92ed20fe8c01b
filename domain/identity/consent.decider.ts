import type { consentCommands } from '../../schemas/identity/consent.commands.ts';
import type { consentEvents, ConsentPurpose } from '../../schemas/identity/consent.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type ConsentEvent = EventOf<(typeof consentEvents)[number]>;
export type ConsentCommand = CommandOf<(typeof consentCommands)[number]>;

/** One decision: what somebody said to which sentence, and when. */
export interface ConsentDecision {
  readonly purpose: ConsentPurpose;
  readonly given: boolean;
  readonly textVersion: string;
  /** ISO 8601. */
  readonly decidedAt: string;
}

/** The newest decisions of an account, the oldest first; what nobody asked about is not agreed to. */
export interface ConsentState {
  readonly decisions: readonly ConsentDecision[];
}

/** Decisions that are remembered; all of them stand in the log. */
const REMEMBERED = 50;

const newest = ({ decisions }: ConsentState, purpose: ConsentPurpose): ConsentDecision | undefined =>
  decisions.findLast((decision) => decision.purpose === purpose);

const decided =
  (given: boolean) =>
  (state: ConsentState, { purpose, textVersion, decidedAt }: ConsentEvent['data']): ConsentState => ({
    decisions: [...state.decisions, { purpose, given, textVersion, decidedAt }].slice(-REMEMBERED),
  });

/** What somebody agreed to. The same answer to the same sentence is no new decision. */
export const consentDecider: Decider<ConsentState, ConsentCommand, ConsentEvent> = {
  category: 'consent',
  initial: { decisions: [] },
  evolve: evolveBy<ConsentState, ConsentEvent>({
    'identity.ConsentGiven': decided(true),
    'identity.ConsentWithdrawn': decided(false),
  }),
  decide: decideBy<ConsentState, ConsentCommand, ConsentEvent, Rejection>({
    GiveConsent: (state, data, at) => {
      const last = newest(state, data.purpose);
      return last?.given === true && last.textVersion === data.textVersion
        ? accepted()
        : accepted<ConsentEvent>({ type: 'identity.ConsentGiven', data: { ...data, decidedAt: at } });
    },
    WithdrawConsent: (state, data, at) =>
      newest(state, data.purpose)?.given === true
        ? accepted<ConsentEvent>({ type: 'identity.ConsentWithdrawn', data: { ...data, decidedAt: at } })
        : accepted(),
  }),
};
