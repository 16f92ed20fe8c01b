import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { AccountId, PairingId, SignInId } from './ids.ts';

const pairing = { category: 'pairing', version: 1 } as const;
const by = { pairingId: PairingId, accountId: AccountId };

export const PairingStarted = defineEvent({
  ...pairing,
  type: 'identity.PairingStarted',
  description: 'A screen without a keyboard showed a code, to be signed in from a second one.',
  data: z.strictObject({
    pairingId: PairingId,
    device: plainText(80).describe('what the screen calls itself'),
    network: plainText(16).describe('tells whether somebody asks from the same network, and nothing else'),
    expiresAt: z.iso.datetime().describe('the end of its code'),
  }),
});

export const PairingApproved = defineEvent({
  ...pairing,
  type: 'identity.PairingApproved',
  description: 'Somebody who is signed in let a screen in by its code.',
  data: z.strictObject({ ...by, signInId: SignInId.describe('of the device that let it in') }),
});

export const PairingDenied = defineEvent({
  ...pairing,
  type: 'identity.PairingDenied',
  description: 'Somebody who is signed in refused a screen.',
  data: z.strictObject({ ...by }),
});

export const PairingRedeemed = defineEvent({
  ...pairing,
  type: 'identity.PairingRedeemed',
  description: 'A screen took the sign-in that it was let in with.',
  data: z.strictObject({ ...by }),
});

export const pairingEvents = [PairingStarted, PairingApproved, PairingDenied, PairingRedeemed] as const;
