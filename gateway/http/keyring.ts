import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What a token is for. A token of one purpose is worthless for every other: each purpose has a key of its own. */
export type Purpose = string;

/** Signs small JSON payloads and recognises what was signed here. */
export interface Keyring {
  /** `{kid}.{payload}.{mac}`, all base64url: safe in a path, a header and a cookie. */
  sign(purpose: Purpose, payload: object): string;
  /** The payload, or undefined when the token was not made here for this purpose. Expiry is the caller's business. */
  open(purpose: Purpose, token: string): unknown;
}

interface Key {
  readonly kid: string;
  readonly secretFor: (purpose: Purpose) => KeyObject;
}

const MAX_TOKEN = 2000;
const SHAPE = /^([A-Za-z0-9_-]{8})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/;

/**
 * Derives a key per purpose from each secret (HKDF-SHA256). The first secret signs, all of them verify: to rotate, put
 * the new secret in front and drop the old one when its tokens have expired.
 */
export function createKeyring(secrets: readonly string[]): Keyring {
  const keys = secrets.map(deriveKey);
  const first = keys[0];
  if (first === undefined) throw new Error('A keyring needs at least one secret; set REPRISE_SECRET.');
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  const mac = (key: Key, purpose: Purpose, signed: string): Buffer =>
    createHmac('sha256', key.secretFor(purpose)).update(signed).digest();

  return {
    sign(purpose, payload) {
      const signed = `${first.kid}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
      return `${signed}.${mac(first, purpose, signed).toString('base64url')}`;
    },
    open(purpose, token) {
      const parts = token.length <= MAX_TOKEN ? SHAPE.exec(token) : null;
      const [, kid = '', payload = '', given = ''] = parts ?? [];
      const key = byKid.get(kid);
      if (key === undefined) return undefined;
      const bytes = Buffer.from(given, 'base64url');
      // A last character with loose bits decodes to the same bytes: one token has one spelling.
      if (bytes.toString('base64url') !== given) return undefined;
      if (!timingSafeEqual(bytes, mac(key, purpose, `${kid}.${payload}`))) return undefined;
      return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    },
  };
}

function deriveKey(secret: string): Key {
  if (secret.length < 16)
    throw new Error('The signing secret is too short: use at least 16 characters (REPRISE_SECRET).');
  const derive = (info: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'reprise', info, bytes));
  const secrets = new Map<Purpose, KeyObject>();
  return {
    kid: derive('kid', 6).toString('base64url'),
    secretFor(purpose) {
      // A key object costs a tenth of a buffer at each use [measured].
      const secret = secrets.get(purpose) ?? createSecretKey(derive(`token/${purpose}`, 32));
      secrets.set(purpose, secret);
      return secret;
    },
  };
}
