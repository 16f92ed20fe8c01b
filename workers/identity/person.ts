import { loadState, type Folded, type HistoryDeps, type Loaded } from '../../commands/pipeline/load.ts';
import { accountDecider } from '../../domain/identity/account.decider.ts';
import { profileDecider } from '../../domain/identity/profile.decider.ts';
import { signInDecider } from '../../domain/identity/sign-in.decider.ts';
import type { Message } from '../../domain/kernel/decider.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';

/** A profile as it is now. What is sealed is opened by whoever shows it. Instants are ISO 8601. */
export interface ExportedProfile {
  readonly id: string;
  readonly name: string;
  readonly picture: string;
  readonly kids: boolean;
  readonly maturityCap: number;
  readonly language: string;
  readonly autoplay: boolean;
  readonly audioLanguage: string | null;
  readonly subtitles: string;
  readonly hasPin: boolean;
  /** When this household got it. */
  readonly createdAt: string;
  readonly deletedAt: string | null;
}

/** A device, from signing in to signing out. */
export interface ExportedDevice {
  readonly id: string;
  readonly device: string;
  readonly method: string;
  readonly signedInAt: string;
  readonly lastSeenAt: string;
  readonly signedOutAt: string | null;
}

/** Whatever of somebody has a stream of its own, and what is a list by itself, in the order of the log. */
export interface Traces {
  /** Profiles that are theirs, and since when. */
  readonly profiles: ReadonlyMap<string, string>;
  /** Sign-ins, each as it began. */
  readonly signIns: readonly Pick<ExportedDevice, 'id' | 'device' | 'method'>[];
  /** What they agreed to or withdrew. */
  readonly consents: readonly { readonly at: string; readonly purpose: string; readonly given: boolean }[];
  /** When who works here was shown something of them, and on which page. */
  readonly shownToStaff: readonly { readonly at: string; readonly page: string }[];
}

export const NO_TRACES: Traces = { profiles: new Map(), signIns: [], consents: [], shownToStaff: [] };

/** A person as the log knows them. */
export interface Person extends Pick<Traces, 'consents' | 'shownToStaff'> {
  readonly account: {
    readonly id: string;
    readonly email: string;
    readonly registeredAt: string;
    readonly language: string;
    readonly emailConfirmed: boolean;
    readonly hasPassword: boolean;
    readonly roles: readonly string[];
    readonly forgottenOn: string | null;
  } | null;
  readonly profiles: ReadonlyMap<string, ExportedProfile>;
  readonly devices: ReadonlyMap<string, ExportedDevice>;
}

/** What one more event that is about somebody adds to their traces. */
export function traced(known: Traces, event: DecodedEvent, accountId: string): Traces {
  const at = event.metadata.occurredAt;
  const looked = (page: string): Traces => ({ ...known, shownToStaff: [...known.shownToStaff, { at, page }] });
  switch (event.type) {
    case 'identity.ProfileCreated':
      return { ...known, profiles: new Map(known.profiles).set(event.data.profileId, at) };
    case 'identity.ProfileTransferred': {
      const profiles = new Map(known.profiles);
      // What it has watched goes along.
      if (event.data.accountId === accountId) profiles.set(event.data.profileId, at);
      else profiles.delete(event.data.profileId);
      return { ...known, profiles };
    }
    case 'identity.SignedIn': {
      const { signInId: id, device, method } = event.data;
      return { ...known, signIns: [...known.signIns, { id, device, method }] };
    }
    case 'identity.ConsentGiven':
    case 'identity.ConsentWithdrawn': {
      const given = event.type === 'identity.ConsentGiven';
      return { ...known, consents: [...known.consents, { at, purpose: event.data.purpose, given }] };
    }
    case 'identity.PersonalDataRead':
      return looked(event.data.what);
    case 'identity.PersonRead':
      return looked('person');
    case 'identity.SeeAsBegun':
      return looked('see-as');
    default:
      return known;
  }
}

/** A stream as its decider sees it; what a newer version wrote is passed over, as nobody can be told of it. */
const stateOf = <S, E extends Message>(
  deps: HistoryDeps,
  decider: Folded<S, E> & { readonly category: string },
  id: string,
): Promise<Loaded<S>> => loadState(deps, { ...decider, unreadable: (state: S) => state }, id);

/** Somebody by their traces: what each of their streams says now. */
export async function personBy(deps: HistoryDeps, traces: Traces, accountId: string): Promise<Person> {
  const { consents, shownToStaff } = traces;
  const profiles = new Map<string, ExportedProfile>();
  for (const [id, since] of traces.profiles) {
    const { state, last } = await stateOf(deps, profileDecider, id);
    if (state.status === 'none') continue;
    const { profileId: _id, accountId: _account, avatar: picture, pinHash, offer: _offer, status, ...rest } = state;
    const deletedAt = status === 'deleted' ? (last?.metadata.occurredAt ?? null) : null;
    profiles.set(id, { id, ...rest, picture, hasPin: pinHash !== null, createdAt: since, deletedAt });
  }
  const devices = new Map<string, ExportedDevice>();
  for (const signIn of traces.signIns) {
    const { state, last } = await stateOf(deps, signInDecider, signIn.id);
    if (state.status === 'none') continue;
    const lastSeenAt = last?.metadata.occurredAt ?? state.signedInAt;
    const signedOutAt = state.status === 'over' ? lastSeenAt : null;
    devices.set(signIn.id, { ...signIn, signedInAt: state.signedInAt, lastSeenAt, signedOutAt });
  }
  return { account: await accountBy(deps, accountId), profiles, devices, consents, shownToStaff };
}

async function accountBy(deps: HistoryDeps, id: string): Promise<Person['account']> {
  const { state } = await stateOf(deps, accountDecider, id);
  if (state.status === 'none') return null;
  const { email, createdAt: registeredAt, locale: language, verified: emailConfirmed, passwordHash } = state;
  return {
    ...{ id, email, registeredAt, language, emailConfirmed, hasPassword: passwordHash !== undefined },
    // Those of the installation go by their ids: their names are not about the person.
    roles: [...state.roles, ...state.customRoles],
    forgottenOn: state.dueAt ?? null,
  };
}
