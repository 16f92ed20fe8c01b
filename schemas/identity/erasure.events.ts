import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { AccountId } from './ids.ts';

const count = () => z.int().min(0).max(INT32_MAX);

/** What a place holds of somebody who was forgotten. */
export const ErasedPlace = z.strictObject({
  place: plainText(80),
  left: count().describe('what can still be read there, or found by who they were'),
  sealed: count().describe('what is there and nobody can read any more'),
});
export type ErasedPlace = z.infer<typeof ErasedPlace>;

export const ErasureConfirmed = defineEvent({
  type: 'identity.ErasureConfirmed',
  version: 1,
  category: 'erasure',
  description: 'Every place was looked at after a person was forgotten: nothing of theirs can be read any more.',
  data: z.strictObject({ accountId: AccountId, places: z.array(ErasedPlace).max(200) }),
});

export const erasureEvents = [ErasureConfirmed] as const;
