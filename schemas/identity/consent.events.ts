import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { AccountId } from './ids.ts';

/** What somebody may agree to. Asked for is only what something here depends on. */
export const ConsentPurpose = z.enum(['analytics', 'recommendations', 'mail']);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

const consent = {
  accountId: AccountId,
  purpose: ConsentPurpose,
  textVersion: plainText(40).describe('of the sentence that they were shown'),
  decidedAt: z.iso.datetime(),
};

export const ConsentGiven = defineEvent({
  type: 'identity.ConsentGiven',
  version: 1,
  category: 'consent',
  description: 'Somebody agreed to a use of what is known of them.',
  data: z.strictObject(consent),
});

export const ConsentWithdrawn = defineEvent({
  type: 'identity.ConsentWithdrawn',
  version: 1,
  category: 'consent',
  description: 'Somebody does not agree any more to a use of what is known of them.',
  data: z.strictObject(consent),
});

export const consentEvents = [ConsentGiven, ConsentWithdrawn] as const;
