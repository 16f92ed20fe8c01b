/** A device that is or was signed in. Instants are ISO 8601. */
export interface SignInRow {
  readonly signInId: string;
  readonly accountId: string;
  readonly method: string;
  /** Kind of browser and system in a few words. */
  readonly device: string;
  /** Null: it began before there were devices. */
  readonly deviceId: string | null;
  /** What the device is called, sealed; null: it has no name. */
  readonly deviceName: string | null;
  readonly profileId: string | null;
  readonly signedInAt: string;
  /** When it last renewed its token; never older than an access token lives, while it is used. */
  readonly seenAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
}

/** A device on which an account signed in. */
export interface DeviceRow {
  readonly deviceId: string;
  readonly accountId: string;
  /** Kind of browser and system in a few words. */
  readonly kind: string;
  /** Sealed; null: it has none. */
  readonly name: string | null;
  readonly blocked: boolean;
}

/** Queries of the projection `sign_ins`. Those of people who were forgotten are not there. */
export interface SignInQueries {
  byId(signInId: string): Promise<SignInRow | undefined>;
  /** The newest of an account, over or not. */
  latest(accountId: string): Promise<SignInRow | undefined>;
  /** Those of an account that are not signed out and not at their end, the last used first. */
  open(accountId: string, now: string): Promise<readonly SignInRow[]>;
  /** Devices on which nobody may sign in with an account, by their kind. */
  blocked(accountId: string): Promise<readonly DeviceRow[]>;
}
