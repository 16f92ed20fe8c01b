import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX_LENGTH = 10;
/** 256 bits in 62 digits. */
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;
/** What every key begins with: scanners that look for secrets in code find it by this. */
export const KEY_START = 'rps_';
const FORM = new RegExp(
  `^(rps_([0-9A-Za-z]{${PREFIX_LENGTH}})_[0-9A-Za-z]{${SECRET_LENGTH}})([0-9A-Za-z]{${CHECK_LENGTH}})$`,
);

/** A key of a program: the text that is shown once, and what is kept of it. */
export interface MadeKey {
  readonly text: string;
  readonly prefix: string;
  /** SHA-256 in hex. */
  readonly hash: string;
}

/** Makes a key: `rps_{prefix}_{secret}{checksum}`. The checksum lets a scanner tell a key from what only looks like one. */
export function makeKey(): MadeKey {
  const prefix = digits(randomBytes(8), PREFIX_LENGTH);
  const text = `${KEY_START}${prefix}_${digits(randomBytes(32), SECRET_LENGTH)}`;
  const whole = `${text}${checksum(text)}`;
  return { text: whole, prefix, hash: hashOfKey(whole) };
}

/** The prefix of what has the form of a key, with the right checksum; undefined: it is none of ours. */
export function prefixOf(text: string): string | undefined {
  const [, body = '', prefix, check] = FORM.exec(text) ?? [];
  return prefix !== undefined && checksum(body) === check ? prefix : undefined;
}

/**
 * What is kept of a key. A plain hash is enough: nobody tries through 256 random bits, and each request of a program is checked, so
 * a slow hash would cost every one of them.
 */
export const hashOfKey = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Compares in a time that tells nothing. */
export const isSameHash = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(a.padEnd(64).slice(0, 64)), Buffer.from(b.padEnd(64).slice(0, 64)));

const checksum = (text: string): string => inDigits(BigInt(crc32(text)), CHECK_LENGTH);

const digits = (bytes: Buffer, length: number): string => inDigits(BigInt(`0x${bytes.toString('hex')}`), length);

function inDigits(number: bigint, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest /= 62n) text = `${DIGITS[Number(rest % 62n)]}${text}`;
  return text;
}
