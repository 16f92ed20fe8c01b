import type { signInCommands } from '../../schemas/identity/sign-in.commands.ts';
import type { signInEvents } from '../../schemas/identity/sign-in.events.ts';
import type { Recording } from '../../schemas/kernel/decode.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
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
      /** ISO 8601. */
      readonly expiresAt: string;
      /** When the newest refresh token was made. ISO 8601. */
      readonly renewedAt: string;
      /** ISO 8601. */
      readonly signedInAt: string;
      /** When they last proved who they are on it, ISO 8601; of a device that something else let in: at the beginning of time. */
      readonly provedAt: string;
      /** Where in the log it began. */
      readonly position: bigint;
      /** Who of the household watches. For readers alone: it may stand between the edges, and no decision asks for it. */
      readonly profileId: ProfileId | undefined;
    };

const NEVER = '1970-01-01T00:00:00.000Z';

type Known = Exclude<SignInState, { readonly status: 'none' }>;

const change =
  <D>(step: (state: Known, data: D, recording: Recording) => Known) =>
  (state: SignInState, data: D, recording: Recording): SignInState =>
    state.status === 'none' ? state : step(state, data, recording);

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
  evolve: evolveBy<SignInState, SignInEvent, [Recording]>({
    'identity.SignedIn': (_, { accountId, expiresAt, method }, { position, metadata: { occurredAt } }) => ({
      status: 'open',
      accountId,
      generation: 0,
      expiresAt,
      renewedAt: occurredAt,
      signedInAt: occurredAt,
      // Whoever sits before a television proved nothing, as it was paired from elsewhere. A provider may have asked nobody: where it
      // says that it did, this is confirmed at once.
      provedAt: method === 'television' || method === 'openid' ? NEVER : occurredAt,
      position,
      profileId: undefined,
    }),
    'identity.SignInRenewed': change((state, { generation, expiresAt }, { metadata }) => ({
      ...state,
      generation,
      expiresAt,
      renewedAt: metadata.occurredAt,
    })),
    'identity.ProfileChosen': change((state, { profileId }) => ({ ...state, profileId })),
    'identity.SignInConfirmed': change((state, _, { metadata }) => ({ ...state, provedAt: metadata.occurredAt })),
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
