import { Secret, TOTP } from 'otpauth';

/** What every authenticator app knows (RFC 6238): SHA-1, six digits, thirty seconds. */
const PARAMETERS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const ISSUER = 'Reprise';
const STEP_MS = PARAMETERS.period * 1000;
/** Steps before and after the present one that are taken too: clocks differ, and typing takes time. */
const WINDOW = 1;

/** A secret of 160 random bits (RFC 4226, 4), base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What the picture for authenticator apps says. @param label whose account it is, shown by the app */
export const totpUri = (secret: string, label: string): string =>
  new TOTP({ ...PARAMETERS, issuer: ISSUER, label, secret: Secret.fromBase32(secret) }).toString();

/** The step of time that a code belongs to; undefined: it is none of now. */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  const token = code.replaceAll(/[\s-]/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const totp = new TOTP({ ...PARAMETERS, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / STEP_MS) + delta;
}
