import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { openHs256, signHs256, type Claims } from './hs256.ts';

/** What a token is for. A token of one purpose is worthless for every other: each purpose has a key of its own. */
export type Purpose = string;

/** Signs small payloads as JWTs (HS256) and recognises what was signed here. */
export interface Keyring {
  /** Safe in a path, a header and a cookie. `exp` in seconds since the Unix epoch, where the token is to end. */
  sign(purpose: Purpose, claims: Claims): Promise<string>;
  /** The claims, or undefined when the token was not made here for this purpose, or has ended. */
  open(purpose: Purpose, token: string, options?: OpenOptions): Promise<Claims | undefined>;
  /** A name for a text that nobody reads the text in (HMAC-SHA256, base64url): the same wherever the first secret is. */
  digest(purpose: Purpose, text: string): string;
}

export interface OpenOptions {
  /** Milliseconds since the Unix epoch. Default: the clock's. */
  readonly now?: number;
  /** Seconds that a token may be used after its end: clocks differ. */
  readonly skewSeconds?: number;
}

const MAX_TOKEN = 2000;
/** A film is some hundred requests with one token: who was verified is remembered. */
const REMEMBERED = 10_000;

/**
 * Derives a key per purpose from each secret (HKDF-SHA256). The first secret signs, all of them verify: to rotate, put
 * the new secret in front and drop the old one when its tokens have expired.
 */
export function createKeyring(secrets: readonly string[]): Keyring {
  const [first, ...older] = secrets.map(secretOf);
  if (first === undefined) throw new Error('A keyring needs at least one secret; set REPRISE_SECRET.');
  const byKid = new Map([first, ...older].map((secret) => [secret.kid, secret]));
  const verified = new LRUCache<string, Claims>({ max: REMEMBERED });

  return {
    async sign(purpose, claims) {
      return signHs256(first.keyFor(purpose), first.kid, claims);
    },
    async open(purpose, token, { now = Date.now(), skewSeconds = 0 } = {}) {
      if (token.length > MAX_TOKEN) return undefined;
      const name = `${purpose} ${token}`;
      let payload = verified.get(name);
      if (payload === undefined) {
        // Whether it has ended is asked at each use, not only when it is verified.
        payload = openHs256(token, (kid) => byKid.get(kid)?.keyFor(purpose));
        if (payload === undefined) return undefined;
        verified.set(name, payload);
      }
      return payload.exp !== undefined && now / 1000 > payload.exp + skewSeconds ? undefined : payload;
    },
    digest: (purpose, text) => createHmac('sha256', first.digestKey(purpose)).update(text).digest('base64url'),
  };
}

interface Secret {
  readonly kid: string;
  readonly keyFor: (purpose: Purpose) => KeyObject;
  readonly digestKey: (purpose: Purpose) => string;
}

function secretOf(secret: string): Secret {
  if (secret.length < 16)
    throw new Error('The signing secret is too short: use at least 16 characters (REPRISE_SECRET).');
  const derive = (info: string, bytes: number): string =>
    Buffer.from(hkdfSync('sha256', secret, 'reprise', info, bytes)).toString('base64url');
  const keys = new Map<Purpose, KeyObject>();
  const digestKeys = new Map<Purpose, string>();
  return {
    kid: derive('jwt/kid', 6),
    keyFor(purpose) {
      const key = keys.get(purpose) ?? createSecretKey(derive(`jwt/${purpose}`, 32), 'base64url');
      keys.set(purpose, key);
      return key;
    },
    digestKey(purpose) {
      const key = digestKeys.get(purpose) ?? derive(`digest/${purpose}`, 32);
      digestKeys.set(purpose, key);
      return key;
    },
  };
}
