import '../forms/issue-message.ts';
import { z } from 'zod';

/** What the gateway takes at most, in characters. */
const LONGEST_PASSWORD = 256;

/** An address as somebody types it; the gateway knows which ones are legal. */
export const emailField = z
  .string()
  .trim()
  .min(1, 'Write your e-mail address.')
  .max(254)
  .regex(/^.+@.+$/s, 'An e-mail address has an @ in it: name@example.org.');

/** The password that somebody has. */
export const knownPassword = z.string().min(1, 'Write your password.').max(LONGEST_PASSWORD);

/** The password that somebody chooses, of at least so many characters. No rules beside that: the gateway judges how hard it is to guess. */
export const newPassword = (least: number) =>
  z
    .string()
    .refine(
      (text) => Array.from(text).length >= least,
      `Use at least ${least} characters: several words that nobody would put together are good.`,
    )
    .refine((text) => Array.from(text).length <= LONGEST_PASSWORD, `Keep it within ${LONGEST_PASSWORD} characters.`);

export const SHORTEST_PIN = 4;
export const LONGEST_PIN = 8;

/** A PIN that somebody chooses. */
export const pinField = z
  .string()
  .regex(new RegExp(`^\\d{${SHORTEST_PIN},${LONGEST_PIN}}$`), `A PIN has ${SHORTEST_PIN} to ${LONGEST_PIN} digits.`);

/** What a profile is called. */
export const profileName = z.string().trim().min(1, 'Write a name.').max(50);

/** The code of an authenticator app. */
export const codeField = z.string().regex(/^\s*\d{3}[\s-]?\d{3}\s*$/, 'It has six digits.');

/** A recovery code, as somebody copied it. */
export const recoveryCodeField = z
  .string()
  .refine(
    (text) => text.replaceAll(/[^0-9A-Za-z]/g, '').length === 16,
    'It has four groups of four letters and digits.',
  );
