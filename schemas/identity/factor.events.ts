import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { sealed } from '../kernel/sealed.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { AccountId, PasskeyId } from './ids.ts';

const who = { accountId: AccountId };
const told = { email: sealed('email').describe('who is told'), locale: plainText(35).describe('BCP 47, for mail') };
const passkey = { ...who, passkeyId: PasskeyId };

/** Recovery codes that are made at once. */
export const RECOVERY_CODES = 10;
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('sha256 of a code of 80 random bits');
const counter = z
  .int()
  .min(0)
  .max(2 ** 32 - 1)
  .describe('how often the authenticator says that it was used; 0: it does not count');

export const TotpSet = defineEvent({
  type: 'identity.TotpSet',
  version: 1,
  category: 'factor',
  description: 'An account got an authenticator app: signing in asks for its code (RFC 6238) from then on.',
  data: z.strictObject({ ...who, secret: sealed('totp').describe('base32'), ...told }),
});

export const TotpRemoved = defineEvent({
  type: 'identity.TotpRemoved',
  version: 1,
  category: 'factor',
  description: 'The authenticator app of an account was removed.',
  data: z.strictObject({ ...who, ...told }),
});

export const RecoveryCodesMade = defineEvent({
  type: 'identity.RecoveryCodesMade',
  version: 1,
  category: 'factor',
  description: 'An account got recovery codes; those before are worth nothing any more.',
  data: z.strictObject({ ...who, hashes: z.array(hash).length(RECOVERY_CODES) }),
});

export const RecoveryCodeUsed = defineEvent({
  type: 'identity.RecoveryCodeUsed',
  version: 1,
  category: 'factor',
  description: 'Somebody proved who they are by a recovery code, which is used up.',
  data: z.strictObject({ ...who, hash, ...told }),
});

export const PasskeyAdded = defineEvent({
  type: 'identity.PasskeyAdded',
  version: 1,
  category: 'factor',
  description: 'An account got a passkey.',
  data: z.strictObject({
    ...passkey,
    credential: sealed('passkey').describe('JSON: id and public key (COSE) in base64url, transports'),
    name: sealed('name'),
    counter,
    addedAt: z.iso.datetime(),
    ...told,
  }),
});

export const PasskeyRenamed = defineEvent({
  type: 'identity.PasskeyRenamed',
  version: 1,
  category: 'factor',
  description: 'A passkey got another name.',
  data: z.strictObject({ ...passkey, name: sealed('name') }),
});

export const PasskeyUsed = defineEvent({
  type: 'identity.PasskeyUsed',
  version: 1,
  category: 'factor',
  description: 'A passkey was used whose authenticator counts; those that do not leave no trace here.',
  data: z.strictObject({ ...passkey, counter }),
});

export const PasskeyRemoved = defineEvent({
  type: 'identity.PasskeyRemoved',
  version: 1,
  category: 'factor',
  description: 'A passkey was removed from an account.',
  data: z.strictObject({ ...passkey, ...told }),
});

export const FactorsReset = defineEvent({
  type: 'identity.FactorsReset',
  version: 1,
  category: 'factor',
  description:
    'All that an account had beside its password was taken away at the command line: app, passkeys and recovery codes.',
  data: z.strictObject({ ...who, ...told }),
});

export const CodeUsed = defineEvent({
  type: 'identity.CodeUsed',
  version: 1,
  category: 'code',
  description: 'Somebody proved who they are by a code of their authenticator app, which is used up.',
  data: z.strictObject({ ...who, step: z.int().min(0).max(INT32_MAX).describe('30 s since the Unix epoch') }),
});

export const factorEvents = [
  TotpSet,
  TotpRemoved,
  RecoveryCodesMade,
  RecoveryCodeUsed,
  PasskeyAdded,
  PasskeyRenamed,
  PasskeyUsed,
  PasskeyRemoved,
  FactorsReset,
] as const;
export const codeEvents = [CodeUsed] as const;
