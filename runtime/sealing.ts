import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Bytes of a key, of a nonce and of a tag of AES-256-GCM (NIST SP 800-38D). */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Nonce, ciphertext and tag in one. `context` must be the same when it is opened. */
export function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when key, context or a bit is another */
export function decrypt(key: Buffer, box: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(context))
    .setAuthTag(box.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** The key above all others: it wraps the keys of people, and what they are found by is hashed with it. */
export interface MasterKey {
  /** Tells master keys apart; says nothing about the key. */
  readonly id: string;
  wrap(key: Buffer, subject: string): Buffer;
  /** @throws Error when it was wrapped by another */
  unwrap(wrapped: Buffer, subject: string): Buffer;
}

/** @param secret at least 32 characters, from a random source */
export function createMasterKey(secret: string): MasterKey {
  const derive = (info: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'reprise/vault', info, bytes));
  const key = derive('wrap', KEY_BYTES);
  return {
    id: derive('id', 6).toString('base64url'),
    wrap: (plain, subject) => encrypt(key, plain, `key/${subject}`),
    unwrap: (wrapped, subject) => decrypt(key, wrapped, `key/${subject}`),
  };
}

/** A digest by which a value is found, and which says nothing about it to who lacks the key. */
export const lookupDigest = (key: Buffer, by: string, value: string): Buffer =>
  createHmac('sha256', key).update(`${by}\u0000${value}`).digest();
