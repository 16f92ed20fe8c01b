import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { AccountId, ProfileId, SeeAsId } from './ids.ts';

const who = { seeAsId: SeeAsId, accountId: AccountId.describe('whose account is looked at') };

export const SeeAsBegun = defineEvent({
  type: 'identity.SeeAsBegun',
  version: 1,
  category: 'seeas',
  description: 'Somebody who works here began to see Reprise as a viewer does; they change nothing meanwhile.',
  data: z.strictObject({
    ...who,
    profileId: ProfileId.nullable().describe('null: as nobody of the household'),
    reason: plainText(500).min(10).describe('why, in words of whoever looks'),
    until: z.iso.datetime().describe('when it ends by itself'),
  }),
});

export const SeeAsEnded = defineEvent({
  type: 'identity.SeeAsEnded',
  version: 1,
  category: 'seeas',
  description: 'Somebody who works here is themselves again.',
  data: z.strictObject({ ...who }),
});

export const seeAsEvents = [SeeAsBegun, SeeAsEnded] as const;
