import type { Sealed } from '../schemas/kernel/sealed.ts';

/** What a value was sealed as; the schema's `pii`. */
export type Personal = 'email' | 'password' | 'name' | 'pin' | 'message' | 'export' | 'openid' | 'totp' | 'passkey';

/** What people are found by. */
export type Lookup = 'email' | 'openid';

/** What came of forgetting somebody. */
export interface Forgotten {
  /** When the key was destroyed, ISO 8601; the first time, if it was done before. */
  readonly at: string;
  /** Where something of theirs was kept, and how many of their rows are there now, read after the key was gone. */
  readonly places: readonly { readonly place: string; readonly left: number }[];
}

/**
 * Keeps a key per person (subject) outside the log. Events, tables and queues hold personal values sealed with it; when the
 * key is destroyed all of them are unreadable at once, wherever they are and however old.
 */
export interface Vault {
  /**
   * Seals a value. The first one makes the subject's key.
   * @throws Error when the subject was forgotten: nothing about them may be written any more
   */
  seal(subject: string, as: Personal, value: string): Promise<Sealed>;
  /**
   * Opens values of any subjects, in their order; undefined where the subject was forgotten.
   * @throws Error when a value was not sealed as this, or was changed
   */
  open(as: Personal, boxes: readonly Sealed[]): Promise<readonly (string | undefined)[]>;
  /** Takes a value for a subject, so that no other subject has it. False: another has. Taking it again is true. */
  claim(by: Lookup, value: string, subject: string): Promise<boolean>;
  /** Whose a value is. */
  find(by: Lookup, value: string): Promise<string | undefined>;
  /** Lets go of a value, if it is the subject's. */
  release(by: Lookup, value: string, subject: string): Promise<void>;
  /** Destroys the key of a subject, all that they are found by, messages that wait for them and copies of their data. Doing it again is harmless. */
  forget(subject: string): Promise<Forgotten>;
}
