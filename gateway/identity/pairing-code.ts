import { z } from 'zod';
import { PairingId } from '../../schemas/identity/ids.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { Keyring } from '../http/keyring.ts';

/** How long a code is shown, ms. */
export const CODE_MS = 600_000;
/** No vowels, so that no words come of it, and nothing that looks like a digit (RFC 8628, 6.1). */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
const CODE = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);
/** Below it every letter is as likely as the others. */
const EVEN = Math.floor(256 / LETTERS.length) * LETTERS.length;
/** Any UUID that no other name space has. */
const NAMESPACE = '5d3f5a5e-0a7e-4a53-9a55-6f0f6a3d2c11';

const DeviceCode = z.object({ sub: PairingId, exp: z.int() });

/**
 * The code that a screen shows, `BCDF-GHJK`. Who repeats a command gets the same one; of another browser it is another.
 * @param asked.attempt another one, when a screen shows that code already
 */
export function userCodeOf(
  keyring: Keyring,
  {
    commandId,
    browserId,
    attempt,
  }: { readonly commandId: string; readonly browserId: string; readonly attempt: number },
): string {
  const bytes = Buffer.from(keyring.digest('pairing/code', `${commandId} ${browserId} ${attempt}`), 'base64url');
  const letters = [...bytes].filter((byte) => byte < EVEN).map((byte) => LETTERS[byte % LETTERS.length]);
  return showCode(letters.slice(0, LENGTH).join(''));
}

const showCode = (letters: string): string => `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;

/** A code as somebody types it: in any case, with or without the dash, with blanks. Undefined: no screen ever shows that. */
export function readUserCode(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const letters = text.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '');
  return CODE.test(letters) ? showCode(letters) : undefined;
}

/**
 * Which pairing a code is, by its name and not by a list: two screens never show the same code, and it is found at once in
 * every gateway. Whoever reads the log learns no code of it.
 * @param at when it was shown, milliseconds since the Unix epoch
 */
export function pairingIdOf(keyring: Keyring, code: string, at: number): string {
  const window = Math.floor(at / CODE_MS);
  return uuid5(NAMESPACE, keyring.digest('pairing/id', `${code} ${window}`));
}

/** What a network is called for one pairing: it tells whether two are the same, and leads to none. */
export const networkOf = (keyring: Keyring, pairingId: string, address: string): string =>
  keyring.digest('pairing/network', `${pairingId} ${address}`).slice(0, 11);

/** What the screen asks with. @param expiresAt ISO 8601 */
export const signDeviceCode = (keyring: Keyring, pairingId: string, expiresAt: string): Promise<string> =>
  keyring.sign('pairing/device', { sub: pairingId, exp: Math.floor(Date.parse(expiresAt) / 1000) });

/** Whose device code it is. Undefined: it was not made here, or has ended. */
export async function openDeviceCode(keyring: Keyring, token: string, now: number): Promise<string | undefined> {
  return DeviceCode.safeParse(await keyring.open('pairing/device', token, { now })).data?.sub;
}
