import { createHash, randomBytes } from 'node:crypto';
import { RECOVERY_CODES } from '../../schemas/identity/factor.events.ts';

/** Without letters that look like digits (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 16;
const LOOKS_LIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** Ten codes of 80 random bits, as people read them: `ABCD-EFGH-JKMN-PQRS`. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    [...randomBytes(CHARACTERS)]
      .map((byte) => ALPHABET[byte % ALPHABET.length] ?? '')
      .join('')
      .replaceAll(/(.{4})(?=.)/g, '$1-'),
  );

/**
 * What is kept of a code. Nobody finds 80 random bits by trying, so a fast hash does; undefined: this is no code.
 * @param accountId so that the same code of two accounts looks different
 */
export function hashOfRecoveryCode(accountId: string, code: string): string | undefined {
  if (code.length > 60) return undefined;
  const plain = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll(/[OIL]/g, (letter) => LOOKS_LIKE[letter] ?? letter);
  return plain.length === CHARACTERS ? createHash('sha256').update(`${accountId}/${plain}`).digest('hex') : undefined;
}

/** What is kept of codes that were made just now. */
export const hashesOf = (accountId: string, codes: readonly string[]): string[] =>
  codes.map((code) => hashOfRecoveryCode(accountId, code) ?? '');
