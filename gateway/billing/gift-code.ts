import { GiftCodeId } from '../../schemas/billing/gift-code.events.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { Keyring } from '../http/keyring.ts';

/** Letters and digits that nobody takes for others (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 16 letters of 5 bits: 80 bits, which nobody tries through. */
const LENGTH = 16;
/** Names of codes are made in this space. */
const SPACE = '5b0a1f6e-0f1c-5c53-9b6a-6f2d7a1f3c11';

/** The nth code of what is made together: whoever asks with the same id gets the same codes, and nobody can work them out without the secret. */
export function giftCodeOf(keyring: Pick<Keyring, 'digest'>, batchId: string, nth: number): string {
  const bytes = Buffer.from(keyring.digest('gift-code', `${batchId}/${nth}`), 'base64url');
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = Array.from(
    { length: LENGTH },
    (_, at) => LETTERS[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)],
  );
  return (letters.join('').match(/.{4}/g) ?? []).join('-');
}

/** A code as somebody typed it, as it is meant; undefined: it is none. */
export function readGiftCode(typed: string): string | undefined {
  if (typed.length > 100) return undefined;
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s\-_.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(letters) ? letters : undefined;
}

/** The name of a code, from which nobody gets back to it. */
export const giftCodeIdOf = (letters: string): GiftCodeId => GiftCodeId.parse(uuid5(SPACE, letters));
