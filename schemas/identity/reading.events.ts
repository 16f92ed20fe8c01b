import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { AccountId, ReadingId } from './ids.ts';

export const PersonalDataRead = defineEvent({
  type: 'identity.PersonalDataRead',
  version: 1,
  category: 'reading',
  description: 'Somebody who works here was shown personal data of others.',
  data: z.strictObject({
    readingId: ReadingId,
    what: z.enum(['people', 'outbox']),
    accountIds: z.array(AccountId).max(200).describe('whose data was shown'),
  }),
});

export const readingEvents = [PersonalDataRead] as const;
