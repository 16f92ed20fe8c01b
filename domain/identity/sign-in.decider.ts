import type { signInCommands } from '../../schemas/identity/sign-in.commands.ts';
import type { signInEvents } from '../../schemas/identity/sign-in.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';

export type SignInEvent = EventOf<(typeof signInEvents)[number]>;
export type SignInCommand = CommandOf<(typeof signInCommands)[number]>;

export type SignInState =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'over';
      readonly accountId: string;
      /** Of the refresh token that is the newest. */
      readonly generation: number;
      readonly expiresAt: string;
    };
type Known = Exclude<SignInState, { readonly status: 'none' }>;

const change =
  <D>(step: (state: Known, data: D) => Known) =>
  (state: SignInState, data: D): SignInState =>
    state.status === 'none' ? state : step(state, data);

const over = (): Decision<never, Rejection> => refuse('sign-in.over', 'This device is signed out. Sign in again.');

/** A rule for a device that is signed in, by whom it belongs to. */
const ofOpen =
  <D extends { readonly accountId: string }>(
    rule: (state: Known, data: D, at: string) => Decision<SignInEvent, Rejection>,
  ) =>
  (state: SignInState, data: D, at: string): Decision<SignInEvent, Rejection> => {
    if (state.status !== 'open' || at >= state.expiresAt) return over();
    // To somebody else it is as if it did not exist.
    return state.accountId === data.accountId ? rule(state, data, at) : over();
  };

/**
 * A device that is signed in. Each refresh token is used once: what renews names the generation that comes next, and the log
 * lets one of two win.
 */
export const signInDecider: Decider<SignInState, SignInCommand, SignInEvent> = {
  category: 'signin',
  // A device that is used every day renews for years. The newest renewal says all that those before it said.
  edges: 64,
  initial: { status: 'none' },
  evolve: evolveBy<SignInState, SignInEvent>({
    'identity.SignedIn': (_, { accountId, expiresAt }) => ({
      status: 'open',
      accountId,
      generation: 0,
      expiresAt,
    }),
    'identity.SignInRenewed': change((state, { generation, expiresAt }) => ({ ...state, generation, expiresAt })),
    // Who watches is for readers: choosing somebody again is no mistake.
    'identity.ProfileChosen': (state) => state,
    // Nor does a proof more or less change what may be done with the device.
    'identity.SignInConfirmed': (state) => state,
    'identity.SignedOut': change((state) => ({ ...state, status: 'over' })),
  }),
  decide: decideBy<SignInState, SignInCommand, SignInEvent, Rejection>({
    SignIn: (state, data) =>
      state.status === 'none'
        ? accepted<SignInEvent>({ type: 'identity.SignedIn', data })
        : refuse('sign-in.exists', 'This sign-in was used before; make a new one.'),
    RenewSignIn: ofOpen((state, data) => {
      if (data.generation === state.generation + 1)
        return accepted<SignInEvent>({ type: 'identity.SignInRenewed', data });
      return refuse('sign-in.stale', 'This refresh token was used before.');
    }),
    ChooseProfile: ofOpen((_, data) => accepted<SignInEvent>({ type: 'identity.ProfileChosen', data })),
    ConfirmSignIn: ofOpen((_, data) => accepted<SignInEvent>({ type: 'identity.SignInConfirmed', data })),
    SignOut: (state, data) => {
      if (state.status === 'none' || state.accountId !== data.accountId) return over();
      return state.status === 'over' ? accepted() : accepted<SignInEvent>({ type: 'identity.SignedOut', data });
    },
  }),
};
