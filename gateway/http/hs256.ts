import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What a token says. */
export interface Claims {
  readonly exp?: number;
  readonly [name: string]: unknown;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const mac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * A JWT, signed by HMAC-SHA256. Here and now: by Web Crypto, on which libraries stand, each signature imports its key anew and goes through two
 * queues of other threads, which takes ten times as long and waits behind whatever else does.
 * @param kid names the key
 */
export function signHs256(key: KeyObject, kid: string, claims: Claims): string {
  const signed = `${encode({ alg: 'HS256', kid })}.${encode(claims)}`;
  return `${signed}.${mac(key, signed).toString('base64url')}`;
}

/** The one shape of header that is made here; nothing else is looked at, so nothing that a header may ask for is ever done. */
const HEADER = /^\{"alg":"HS256","kid":"([\w-]{1,20})"\}$/;

/**
 * What a token says that was signed here; undefined for every other, also for one that says the same in another spelling.
 * @param keyFor the key of a name
 */
export function openHs256(token: string, keyFor: (kid: string) => KeyObject | undefined): Claims | undefined {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.');
  const kid = HEADER.exec(Buffer.from(header, 'base64url').toString('latin1'))?.[1];
  const key = kid === undefined || rest.length > 0 ? undefined : keyFor(kid);
  if (key === undefined) return undefined;
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(key, `${header}.${payload}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  // A last character with loose bits decodes to the same bytes: one token has one spelling.
  if (expected.toString('base64url') !== signature) return undefined;
  return claimsIn(Buffer.from(payload, 'base64url').toString());
}

/** Only what was signed here comes as far as this. */
function claimsIn(text: string): Claims | undefined {
  const claims = JSON.parse(text) as Claims | null;
  const isClaims = typeof claims === 'object' && claims !== null && !Array.isArray(claims);
  return isClaims && (claims.exp === undefined || typeof claims.exp === 'number') ? claims : undefined;
}
