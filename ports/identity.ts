import type { Actor } from '../schemas/kernel/metadata.ts';
import type { ProfileId } from '../schemas/kernel/id.ts';

/** What of a request tells who asks. */
export interface Credentials {
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  /** The request's cookies by name; undefined: it came without any. */
  readonly cookies: Readonly<Record<string, string | undefined>> | undefined;
}

/** Who asks. Staff have a viewer's profile too: they watch films. */
export interface Caller {
  /** What `@allow` and the playback decision go by; the kind of the actor. */
  readonly kind: 'viewer' | 'staff';
  /** What stands in the metadata of an event that the caller caused. */
  readonly actor: Actor;
  /** Whose watching is remembered. */
  readonly profileId: ProfileId;
}

/** A cookie that the caller is to keep. */
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
  /** `cookie` is there when the caller has something new to keep: a first profile, or a new form of the one they have. */
  whoIs(credentials: Credentials): Promise<{ readonly caller: Caller; readonly cookie: NewCookie | undefined }>;
}
