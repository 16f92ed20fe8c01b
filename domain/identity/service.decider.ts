import type { serviceCommands } from '../../schemas/identity/service.commands.ts';
import type { serviceEvents } from '../../schemas/identity/service.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';
import { isProgramScope } from '../kernel/permission-decision.ts';

export type ServiceEvent = EventOf<(typeof serviceEvents)[number]>;
export type ServiceCommand = CommandOf<(typeof serviceCommands)[number]>;

/** A key as far as it is kept. Instants are ISO 8601. */
export interface ServiceKey {
  /** SHA-256 of the key, in hex. */
  readonly hash: string;
  /** The part of it that is shown. */
  readonly prefix: string;
  /** From then on it is none. */
  readonly endsAt: string;
}

export type ServiceState =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'closed';
      readonly scopes: readonly string[];
      readonly keys: Readonly<Record<string, ServiceKey>>;
    };
type Known = Exclude<ServiceState, { readonly status: 'none' }>;
type Decided = Decision<ServiceEvent, Rejection>;

/** Keys of one program that hold at the same time. */
const MOST_KEYS = 10;
/** A key lives at most a year and a day. */
const LONGEST_MS = 366 * 86_400_000;

const change =
  <D>(step: (state: Known, data: D) => Known) =>
  (state: ServiceState, data: D): ServiceState =>
    state.status === 'none' ? state : step(state, data);

/** A rule for a program that may work here. */
const ofOpen =
  <D>(rule: (state: Known, data: D, at: string) => Decided) =>
  (state: ServiceState, data: D, at: string): Decided => {
    if (state.status === 'none') return refuse('program.unknown', 'There is no such program.');
    return state.status === 'closed'
      ? refuse('program.closed', 'This program was closed; make another one.')
      : rule(state, data, at);
  };

const isBefore = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);

/** The key, if it holds at that instant. */
export function holdingKey(state: ServiceState, keyId: string, at: string): ServiceKey | undefined {
  const key = state.status === 'open' ? state.keys[keyId] : undefined;
  return key !== undefined && isBefore(at, key.endsAt) ? key : undefined;
}

const scopesRefusal = (scopes: readonly string[]): ReturnType<typeof refuse> | undefined => {
  if (scopes.length === 0) return refuse('program.no-scope', 'Choose at least one thing that the program may do.');
  const wrong = scopes.find((scope) => !isProgramScope(scope));
  return wrong === undefined
    ? undefined
    : refuse('program.bad-scope', `No program may have "${wrong}": it is for people, or there is no such permission.`);
};

const expiryRefusal = (expiresAt: string, at: string): ReturnType<typeof refuse> | undefined =>
  isBefore(at, expiresAt) && Date.parse(expiresAt) - Date.parse(at) <= LONGEST_MS
    ? undefined
    : refuse('program.bad-expiry', 'A key ends after at most a year.');

/** Each once, in the order of their names. */
const distinct = (scopes: readonly string[]): string[] => [...new Set(scopes)].toSorted();

/** A program that may work here: what it may do, and the keys that it proves itself by. Of a key, the hash alone is kept. */
export const serviceDecider: Decider<ServiceState, ServiceCommand, ServiceEvent> = {
  category: 'service',
  initial: { status: 'none' },
  evolve: evolveBy<ServiceState, ServiceEvent>({
    'identity.ServiceAccountCreated': (_, { scopes }) => ({ status: 'open', scopes, keys: {} }),
    'identity.ServiceScopesChanged': change((state, { scopes }) => ({ ...state, scopes })),
    'identity.ServiceKeyMade': change((state, { keyId, prefix, hash, expiresAt }) => ({
      ...state,
      keys: { ...state.keys, [keyId]: { prefix, hash, endsAt: expiresAt } },
    })),
    'identity.ServiceKeyRevoked': change((state, { keyId, endsAt }) => {
      const key = state.keys[keyId];
      return key === undefined ? state : { ...state, keys: { ...state.keys, [keyId]: { ...key, endsAt } } };
    }),
    'identity.ServiceAccountClosed': change((state) => ({ ...state, status: 'closed', keys: {} })),
  }),
  decide: decideBy<ServiceState, ServiceCommand, ServiceEvent, Rejection>({
    CreateServiceAccount: (state, { key, scopes, ...data }, at) => {
      if (state.status !== 'none') return refuse('program.exists', 'This program is there already.');
      if (data.name.trim() === '') return refuse('program.no-name', 'Say what the program is for.');
      const refusal = scopesRefusal(scopes) ?? expiryRefusal(key.expiresAt, at);
      return (
        refusal ??
        accepted<ServiceEvent>(
          { type: 'identity.ServiceAccountCreated', data: { ...data, scopes: distinct(scopes) } },
          { type: 'identity.ServiceKeyMade', data: { serviceId: data.serviceId, ...key } },
        )
      );
    },
    ChangeServiceScopes: ofOpen((state, { serviceId, scopes }) => {
      const refusal = scopesRefusal(scopes);
      if (refusal !== undefined) return refusal;
      const wanted = distinct(scopes);
      return wanted.join() === distinct(state.scopes).join()
        ? accepted()
        : accepted<ServiceEvent>({ type: 'identity.ServiceScopesChanged', data: { serviceId, scopes: wanted } });
    }),
    MakeServiceKey: ofOpen((state, { replaces, ...data }, at) => {
      if (state.keys[data.keyId] !== undefined) return refuse('program.key-exists', 'This key is there already.');
      const refusal = expiryRefusal(data.expiresAt, at);
      if (refusal !== undefined) return refusal;
      const holding = Object.keys(state.keys).filter((keyId) => holdingKey(state, keyId, at) !== undefined);
      if (holding.length >= MOST_KEYS)
        return refuse('program.too-many-keys', `A program has at most ${MOST_KEYS} keys; revoke one that is not used.`);
      const made: ServiceEvent = { type: 'identity.ServiceKeyMade', data };
      if (replaces === undefined) return accepted(made);
      const old = holdingKey(state, replaces.keyId, at);
      if (old === undefined) return refuse('program.key-over', 'The key that it would replace has ended already.');
      if (!isBefore(replaces.endsAt, old.endsAt)) return accepted(made);
      const { serviceId } = data;
      return accepted<ServiceEvent>(made, { type: 'identity.ServiceKeyRevoked', data: { serviceId, ...replaces } });
    }),
    RevokeServiceKey: ofOpen((state, { serviceId, keyId }, at) => {
      if (state.keys[keyId] === undefined) return refuse('program.key-unknown', 'There is no such key.');
      return holdingKey(state, keyId, at) === undefined
        ? accepted()
        : accepted<ServiceEvent>({ type: 'identity.ServiceKeyRevoked', data: { serviceId, keyId, endsAt: at } });
    }),
    CloseServiceAccount: (state, data) => {
      if (state.status === 'none') return refuse('program.unknown', 'There is no such program.');
      return state.status === 'closed'
        ? accepted()
        : accepted<ServiceEvent>({ type: 'identity.ServiceAccountClosed', data });
    },
  }),
};
