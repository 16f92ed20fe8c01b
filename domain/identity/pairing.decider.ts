import type { pairingCommands } from '../../schemas/identity/pairing.commands.ts';
import type { pairingEvents } from '../../schemas/identity/pairing.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';

export type PairingEvent = EventOf<(typeof pairingEvents)[number]>;
export type PairingCommand = CommandOf<(typeof pairingCommands)[number]>;

export type PairingState =
  | { readonly status: 'none' }
  | {
      readonly status: 'waiting' | 'approved' | 'denied' | 'redeemed';
      /** What the screen calls itself. */
      readonly device: string;
      readonly network: string;
      /** ISO 8601. */
      readonly expiresAt: string;
      /** Who answered. */
      readonly accountId?: string;
      /** The device that let it in. */
      readonly signInId?: string;
    };
type Known = Exclude<PairingState, { readonly status: 'none' }>;
type Decided = Decision<PairingEvent, Rejection>;

const change =
  <D>(step: (state: Known, data: D) => Known) =>
  (state: PairingState, data: D): PairingState =>
    state.status === 'none' ? state : step(state, data);

const unknown = (): Decided =>
  refuse('pairing.unknown', 'No screen shows this code now. Look at it again: codes change every ten minutes.');

/** A rule for a code that is shown now. */
const ofShown =
  <D>(rule: (state: Known, data: D) => Decided) =>
  (state: PairingState, data: D, at: string): Decided =>
    state.status === 'none' || at >= state.expiresAt ? unknown() : rule(state, data);

/**
 * A screen that is signed in by a code on a second one (the shape of RFC 8628). Of two that answer, the first one does; of two that
 * take the sign-in, one gets it.
 */
export const pairingDecider: Decider<PairingState, PairingCommand, PairingEvent> = {
  category: 'pairing',
  initial: { status: 'none' },
  evolve: evolveBy<PairingState, PairingEvent>({
    'identity.PairingStarted': (_, { device, network, expiresAt }) => ({
      status: 'waiting',
      device,
      network,
      expiresAt,
    }),
    'identity.PairingApproved': change((state, { accountId, signInId }) => ({
      ...state,
      status: 'approved',
      accountId,
      signInId,
    })),
    'identity.PairingDenied': change((state, { accountId }) => ({ ...state, status: 'denied', accountId })),
    'identity.PairingRedeemed': change((state) => ({ ...state, status: 'redeemed' })),
  }),
  decide: decideBy<PairingState, PairingCommand, PairingEvent, Rejection>({
    StartPairing: (state, data) =>
      state.status === 'none'
        ? accepted<PairingEvent>({ type: 'identity.PairingStarted', data })
        : refuse('pairing.exists', 'Another screen shows this code; take another.'),
    ApprovePairing: ofShown((state, data) => {
      if (state.status === 'waiting') return accepted<PairingEvent>({ type: 'identity.PairingApproved', data });
      // To others it is as if nobody had answered.
      return state.status === 'approved' && state.accountId === data.accountId ? accepted() : unknown();
    }),
    DenyPairing: ofShown((state, data) => {
      const isOwn = state.accountId === data.accountId;
      if (state.status === 'waiting' || (state.status === 'approved' && isOwn))
        return accepted<PairingEvent>({ type: 'identity.PairingDenied', data });
      return state.status === 'denied' && isOwn ? accepted() : unknown();
    }),
    RedeemPairing: (state, data, at) => {
      if (state.status === 'approved' && state.accountId === data.accountId && at < state.expiresAt)
        return accepted<PairingEvent>({ type: 'identity.PairingRedeemed', data });
      return refuse('pairing.expired', 'This code has ended. Show another one.');
    },
  }),
};
