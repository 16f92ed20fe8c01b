import type { ActingActor } from '../schemas/kernel/metadata.ts';
import type { Audience } from '../schemas/identity/audience.ts';
import type { ProfileId } from '../schemas/kernel/id.ts';

/** What of a request tells who asks. */
export interface Credentials {
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  /** The request's cookies by name; undefined: it came without any. */
  readonly cookies: Readonly<Record<string, string | undefined>> | undefined;
  /** Whether cookies can go with the answer. Where they cannot, nothing is exchanged for what the caller would have to keep. */
  readonly keeps: boolean;
}

/** Somebody with an account, signed in on a device. */
export interface SignedInAccount {
  readonly accountId: string;
  readonly signInId: string;
  /** Names of their roles, and ids of those that this installation made; as it was when the token was made, some minutes ago at most. */
  readonly roles: readonly string[];
  /** Who of the household is watching, where they said so. */
  readonly profileId: ProfileId | undefined;
  /** When they signed in on this device, ISO 8601. */
  readonly signedInAt: string;
  /** When they last proved who they are on this device, ISO 8601; a device that was let in from another one never did. */
  readonly provedAt: string;
  /** Until when this is known, milliseconds since the Unix epoch: then it is asked again. */
  readonly until: number;
}

/** Somebody who works here and sees Reprise as a viewer does. */
export interface SeeingAs {
  readonly seeAsId: string;
  /** Whose household it is; undefined: that cannot be known now. */
  readonly accountId: string | undefined;
  /** Undefined: as nobody of the household. */
  readonly profileId: ProfileId | undefined;
  /** When it ends by itself, milliseconds since the Unix epoch. */
  readonly until: number;
  /** Who they are. */
  readonly by: ActingActor;
}

/** Who asks. Staff have a viewer's profile too: they watch films. */
export interface Caller {
  /** What the playback decision goes by, and `@allow`, which knows programs beside: whether they see what is not published. */
  readonly kind: 'viewer' | 'staff';
  /** What stands in the metadata of an event that the caller caused, and what they may now. */
  readonly actor: ActingActor;
  /** Whose watching is remembered: the profile that was chosen, else that of the browser. */
  readonly profileId: ProfileId;
  /** The anonymous profile of the browser; no account has it. */
  readonly browserId: ProfileId;
  /** Absent: they are not signed in. */
  readonly account?: SignedInAccount;
  /** Present: whoever works here sees as this viewer does, and changes nothing. They are not signed in as the viewer. */
  readonly seeAs?: SeeingAs;
  /** What limits which films they see; absent: nothing does. */
  readonly audience?: Audience | undefined;
  /** Where they are, ISO 3166-1 alpha-2, as the server sees it; absent: nobody knows. */
  readonly territory?: string;
  /** Absent: the caller is no program with a key. */
  readonly program?: Program;
  /** They brought what looks like a key of a program and is none: what they ask for costs more. */
  readonly hasWrongKey?: true;
}

/** A program that proved itself by a key. */
export interface Program {
  readonly serviceId: string;
  readonly keyId: string;
  /** What it may do: names of permissions. */
  readonly scopes: readonly string[];
}

/** Roles that this installation made for itself. */
export interface CustomRoles {
  /** What they give together now, by the ids among these roles; what nobody knows gives nothing. */
  permissionsOf(roles: readonly string[]): Promise<readonly string[]>;
}

/** Which programs work here. */
export interface Programs {
  /**
   * Whose key it is, while it holds. Undefined: nobody's.
   * @throws Outage while that cannot be known
   */
  find(key: string): Promise<Program | undefined>;
}

/** A profile of an account. */
export interface OwnedProfile {
  readonly accountId: string;
  readonly isDeleted: boolean;
  /** Of the last event that changed it; absent: nobody knows. */
  readonly position?: bigint;
  /** What limits which films it sees; undefined: nothing does. */
  readonly audience: Audience | undefined;
}

/** Which profiles belong to accounts. */
export interface Households {
  /**
   * Undefined: it is no account's.
   * @throws Outage while that cannot be known
   */
  find(profileId: string): Promise<OwnedProfile | undefined>;
}

/** A cookie that the caller is to keep; 0 seconds: to forget. */
export interface NewCookie {
  readonly name: string;
  readonly value: string;
  readonly maxAgeSeconds: number;
}

/**
 * Answers "who is this", and nothing else: what they may do is said by the commands' policies, the schema's `@allow` and
 * the playback decision. Nobody is refused here; credentials that are not recognised are those of an anonymous viewer.
 */
export interface Identity {
  /** `cookies`: what the caller has to keep from now on, e.g. a first profile; often nothing. */
  whoIs(credentials: Credentials): Promise<{ readonly caller: Caller; readonly cookies: readonly NewCookie[] }>;
}
