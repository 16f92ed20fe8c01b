import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { AccountId, ProfileId, SignInId } from './ids.ts';

const who = { signInId: SignInId, accountId: AccountId };

/** How somebody proved who they are. */
export const SignInMethod = z.enum(['password', 'link', 'passkey', 'openid', 'television']);
export type SignInMethod = z.infer<typeof SignInMethod>;

export const SignedIn = defineEvent({
  type: 'identity.SignedIn',
  version: 1,
  category: 'signin',
  description: 'Somebody signed in.',
  data: z.strictObject({
    ...who,
    method: SignInMethod,
    device: plainText(80).describe('kind of browser and system in a few words, e.g. Firefox on Windows'),
    expiresAt: z.iso.datetime().describe('the end, unless it is renewed'),
  }),
});

export const SignInRenewed = defineEvent({
  type: 'identity.SignInRenewed',
  version: 1,
  category: 'signin',
  description: 'A device went on being signed in: its refresh token was exchanged for the next one.',
  telemetry: true,
  data: z.strictObject({
    ...who,
    generation: z.int().min(1).max(INT32_MAX).describe('of refresh tokens: the first is 0'),
    expiresAt: z.iso.datetime(),
  }),
});

export const ProfileChosen = defineEvent({
  type: 'identity.ProfileChosen',
  version: 1,
  category: 'signin',
  description: 'Somebody said who of the household is watching on a device.',
  data: z.strictObject({ ...who, profileId: ProfileId }),
});

export const SignedOut = defineEvent({
  type: 'identity.SignedOut',
  version: 1,
  category: 'signin',
  description: 'A device is signed in no longer.',
  data: z.strictObject({
    ...who,
    reason: z
      .enum(['asked', 'elsewhere', 'password-changed', 'token-reused', 'erased'])
      .describe(
        '`elsewhere`: from another device; `token-reused`: an old refresh token came again, so somebody has a copy',
      ),
  }),
});

/** How somebody proved once more who they are. */
export const ConfirmMethod = z.enum(['password', 'passkey', 'code', 'recovery-code', 'openid', 'link']);
export type ConfirmMethod = z.infer<typeof ConfirmMethod>;

export const SignInConfirmed = defineEvent({
  type: 'identity.SignInConfirmed',
  version: 1,
  category: 'signin',
  description: 'Somebody who was signed in on a device proved once more who they are.',
  data: z.strictObject({ ...who, method: ConfirmMethod }),
});

export const signInEvents = [SignedIn, SignInRenewed, ProfileChosen, SignInConfirmed, SignedOut] as const;
