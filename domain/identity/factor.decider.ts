import type { Recording } from '../../schemas/kernel/decode.ts';
import type { factorCommands } from '../../schemas/identity/factor.commands.ts';
import type { factorEvents } from '../../schemas/identity/factor.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';

export type FactorEvent = EventOf<(typeof factorEvents)[number]>;
export type FactorCommand = CommandOf<(typeof factorCommands)[number]>;

/** A passkey; what is personal is sealed. */
export interface Passkey {
  readonly passkeyId: string;
  /** Sealed: JSON with id, public key and transports. */
  readonly credential: string;
  /** Sealed. */
  readonly name: string;
  /** The highest that its authenticator has said; 0: it does not count. */
  readonly counter: number;
  /** ISO 8601. */
  readonly addedAt: string;
}

/** What an account has beside its password. */
export interface FactorState {
  /** The secret of the authenticator app, sealed; undefined: there is none. */
  readonly totp: string | undefined;
  /** Hashes of the recovery codes that were not used. */
  readonly recovery: readonly string[];
  readonly passkeys: readonly Passkey[];
  /** Where in the log all of it was last taken away for whoever lost it: sign-ins of before are over. Undefined: never. */
  readonly resetPosition?: bigint;
}

/** More than anybody has; each is read when its owner signs in. */
const MOST_PASSKEYS = 10;

type Decided = Decision<FactorEvent, Rejection>;
const NONE: FactorState = { totp: undefined, recovery: [], passkeys: [] };

/** Recovery codes stand in for what was lost: without anything to lose they are worth nothing. */
const withoutLoose = (state: FactorState): FactorState =>
  state.totp === undefined && state.passkeys.length === 0 ? { ...state, ...NONE } : state;
const unknownPasskey = (): Decided => refuse('passkey.unknown', 'There is no such passkey.');

/** A rule for a passkey that is there. */
const ofPasskey =
  <D extends { readonly passkeyId: string }>(rule: (passkey: Passkey, data: D) => Decided) =>
  ({ passkeys }: FactorState, data: D): Decided => {
    const passkey = passkeys.find(({ passkeyId }) => passkeyId === data.passkeyId);
    return passkey === undefined ? unknownPasskey() : rule(passkey, data);
  };
const changePasskey = (state: FactorState, id: string, changes: Partial<Passkey>): FactorState => ({
  ...state,
  passkeys: state.passkeys.map((each) => (each.passkeyId === id ? { ...each, ...changes } : each)),
});

/** What proves who somebody is, beside a password: an authenticator app, passkeys, and codes for whoever lost both. */
export const factorDecider: Decider<FactorState, FactorCommand, FactorEvent> = {
  category: 'factor',
  initial: NONE,
  evolve: evolveBy<FactorState, FactorEvent, [Recording]>({
    'identity.TotpSet': (state, { secret }) => ({ ...state, totp: secret }),
    'identity.TotpRemoved': (state) => withoutLoose({ ...state, totp: undefined }),
    'identity.RecoveryCodesMade': (state, { hashes }) => ({ ...state, recovery: hashes }),
    'identity.RecoveryCodeUsed': (state, { hash }) => ({
      ...state,
      recovery: state.recovery.filter((each) => each !== hash),
    }),
    'identity.PasskeyAdded': (state, { passkeyId, credential, name, counter, addedAt }) => ({
      ...state,
      passkeys: [...state.passkeys, { passkeyId, credential, name, counter, addedAt }],
    }),
    'identity.PasskeyRenamed': (state, { passkeyId, name }) => changePasskey(state, passkeyId, { name }),
    'identity.PasskeyUsed': (state, { passkeyId, counter }) => changePasskey(state, passkeyId, { counter }),
    'identity.PasskeyRemoved': (state, data) =>
      withoutLoose({ ...state, passkeys: state.passkeys.filter(({ passkeyId }) => passkeyId !== data.passkeyId) }),
    'identity.FactorsReset': (_, _data, { position }) => ({ ...NONE, resetPosition: position }),
  }),
  decide: decideBy<FactorState, FactorCommand, FactorEvent, Rejection>({
    SetTotp: ({ totp, recovery }, { hashes, ...data }) => {
      if (totp !== undefined)
        return refuse('totp.exists', 'There is an authenticator app already; remove it before you add another.');
      const set: FactorEvent = { type: 'identity.TotpSet', data };
      const made: FactorEvent = { type: 'identity.RecoveryCodesMade', data: { accountId: data.accountId, hashes } };
      return recovery.length > 0 ? accepted(set) : accepted<FactorEvent>(set, made);
    },
    RemoveTotp: ({ totp }, data) =>
      totp === undefined ? accepted() : accepted<FactorEvent>({ type: 'identity.TotpRemoved', data }),
    MakeRecoveryCodes: ({ totp, passkeys }, data) =>
      totp === undefined && passkeys.length === 0
        ? refuse('recovery-codes.for-nothing', 'Add an authenticator app or a passkey first.')
        : accepted<FactorEvent>({ type: 'identity.RecoveryCodesMade', data }),
    UseRecoveryCode: ({ recovery }, data) =>
      recovery.includes(data.hash)
        ? accepted<FactorEvent>({ type: 'identity.RecoveryCodeUsed', data })
        : refuse('factor.wrong', 'This code is wrong, or was used before.'),
    AddPasskey: ({ passkeys }, data, addedAt) => {
      if (passkeys.some(({ passkeyId }) => passkeyId === data.passkeyId))
        return refuse('passkey.exists', 'This passkey is one of yours already.');
      return passkeys.length >= MOST_PASSKEYS
        ? refuse(
            'passkey.too-many',
            `An account has at most ${MOST_PASSKEYS} passkeys; remove one that you do not use.`,
          )
        : accepted<FactorEvent>({ type: 'identity.PasskeyAdded', data: { ...data, addedAt } });
    },
    RenamePasskey: ofPasskey((_, data) => accepted<FactorEvent>({ type: 'identity.PasskeyRenamed', data })),
    UsePasskey: ofPasskey(({ counter }, data) => {
      if (data.counter === 0 && counter === 0) return accepted();
      // Two that say the same: one of them is a copy (WebAuthn, 7.2, step 22).
      return data.counter > counter
        ? accepted<FactorEvent>({ type: 'identity.PasskeyUsed', data })
        : refuse('factor.wrong', 'This passkey was not taken. Use another way to sign in.');
    }),
    RemovePasskey: ofPasskey((_, { isLastWay, ...data }) =>
      isLastWay === true
        ? refuse('passkey.last-way', 'This is the only way into your account. Choose a password first.')
        : accepted<FactorEvent>({ type: 'identity.PasskeyRemoved', data }),
    ),
    ResetFactors: (state, data) =>
      state.totp === undefined && state.passkeys.length === 0
        ? accepted()
        : accepted<FactorEvent>({ type: 'identity.FactorsReset', data }),
  }),
};
