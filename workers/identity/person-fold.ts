import type { DecodedEvent } from '../../schemas/kernel/decode.ts';

/** A profile as it is at the end of the log. What is sealed is opened by whoever shows it. */
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

/** A person as the log knows them. */
export interface Person {
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
  /** What they agreed to or withdrew, in order. */
  readonly consents: readonly { readonly at: string; readonly purpose: string; readonly given: boolean }[];
  /** When who works here was shown something of them, and on which page. */
  readonly shownToStaff: readonly { readonly at: string; readonly page: string }[];
}

export const NOBODY: Person = {
  account: null,
  profiles: new Map(),
  devices: new Map(),
  consents: [],
  shownToStaff: [],
};

/** The person after one more event that is about them. Types that change nothing of what is shown leave them as they are. */
export function after(person: Person, event: DecodedEvent, accountId: string): Person {
  const at = event.metadata.occurredAt;
  const { account } = person;
  const change = (changes: Partial<NonNullable<Person['account']>>): Person =>
    account === null ? person : { ...person, account: { ...account, ...changes } };
  switch (event.type) {
    case 'identity.AccountRegistered': {
      const { accountId: id, email, locale: language } = event.data;
      const rest = { registeredAt: at, language, emailConfirmed: false, hasPassword: false };
      return { ...person, account: { id, email, ...rest, roles: [], forgottenOn: null } };
    }
    case 'identity.PasswordSet':
      return change({ hasPassword: true });
    case 'identity.EmailVerified':
      return change({ emailConfirmed: true });
    case 'identity.OpenIdLinked':
      return event.data.proved ? change({ emailConfirmed: true }) : person;
    case 'identity.EmailChanged':
      return change({ emailConfirmed: true, email: event.data.email });
    case 'identity.RoleGranted':
      return change({ roles: [...(account?.roles ?? []).filter((role) => role !== event.data.role), event.data.role] });
    case 'identity.RoleRevoked':
      return change({ roles: (account?.roles ?? []).filter((role) => role !== event.data.role) });
    // Those of the installation go by their ids: their names are not about the person.
    case 'identity.CustomRoleGranted':
      return change({ roles: [...(account?.roles ?? []).filter((id) => id !== event.data.roleId), event.data.roleId] });
    case 'identity.CustomRoleRevoked':
      return change({ roles: (account?.roles ?? []).filter((id) => id !== event.data.roleId) });
    case 'identity.ErasureRequested':
      return change({ forgottenOn: event.data.dueAt });
    case 'identity.ErasureCancelled':
      return change({ forgottenOn: null });
    case 'identity.PersonalDataRead':
      return { ...person, shownToStaff: [...person.shownToStaff, { at, page: event.data.what }] };
    case 'identity.ConsentGiven':
    case 'identity.ConsentWithdrawn': {
      const given = event.type === 'identity.ConsentGiven';
      return { ...person, consents: [...person.consents, { at, purpose: event.data.purpose, given }] };
    }
    case 'identity.ProfileTransferred': {
      if (event.data.accountId === accountId) return person;
      // What it has watched went along.
      const profiles = new Map(person.profiles);
      profiles.delete(event.data.profileId);
      return { ...person, profiles };
    }
    case 'identity.PersonRead':
      return { ...person, shownToStaff: [...person.shownToStaff, { at, page: 'person' }] };
    case 'identity.SeeAsBegun':
      return { ...person, shownToStaff: [...person.shownToStaff, { at, page: 'see-as' }] };
    default:
      return {
        ...person,
        profiles: profilesAfter(person.profiles, event, at),
        devices: devicesAfter(person.devices, event, at),
      };
  }
}

function profilesAfter(known: Person['profiles'], event: DecodedEvent, at: string): Person['profiles'] {
  if (event.type === 'identity.ProfileCreated') {
    const { profileId: id, name, avatar: picture, kids, maturityCap, language } = event.data;
    const said = { name, picture, kids, maturityCap, language };
    const unsaid = { autoplay: true, audioLanguage: null, subtitles: 'off', hasPin: false, deletedAt: null };
    return new Map(known).set(id, { id, ...said, ...unsaid, createdAt: at });
  }
  const before = 'profileId' in event.data ? known.get(event.data.profileId ?? '') : undefined;
  if (before === undefined) return known;
  const change = (changes: Partial<ExportedProfile>) => new Map(known).set(before.id, { ...before, ...changes });
  switch (event.type) {
    case 'identity.ProfileChanged': {
      const { name, avatar, language, autoplay } = event.data;
      return change({
        name: name ?? before.name,
        picture: avatar ?? before.picture,
        language: language ?? before.language,
        autoplay: autoplay ?? before.autoplay,
      });
    }
    case 'identity.MaturityCapSet':
      return change({ maturityCap: event.data.maturityCap, kids: event.data.kids });
    case 'identity.PinSet':
      return change({ hasPin: event.data.hash !== null });
    case 'identity.PlaybackPreferencesSet':
      return change({ audioLanguage: event.data.audioLanguage, subtitles: event.data.subtitles });
    case 'identity.ProfileDeleted':
      return change({ deletedAt: at });
    default:
      return known;
  }
}

function devicesAfter(known: Person['devices'], event: DecodedEvent, at: string): Person['devices'] {
  if (event.type === 'identity.SignedIn') {
    const { signInId: id, device, method } = event.data;
    return new Map(known).set(id, { id, device, method, signedInAt: at, lastSeenAt: at, signedOutAt: null });
  }
  const before = 'signInId' in event.data ? known.get(String(event.data.signInId)) : undefined;
  if (before === undefined) return known;
  const signedOutAt = event.type === 'identity.SignedOut' ? at : before.signedOutAt;
  return new Map(known).set(before.id, { ...before, lastSeenAt: at, signedOutAt });
}
