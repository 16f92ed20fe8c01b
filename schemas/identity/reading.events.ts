import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
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

export const PersonRead = defineEvent({
  type: 'identity.PersonRead',
  version: 1,
  category: 'reading',
  description: 'Somebody who works here was shown the page of one person.',
  data: z.strictObject({
    readingId: ReadingId,
    accountId: AccountId.describe('whose page it was'),
    fields: z.array(plainText(40)).min(1).max(20).describe('what was on it, e.g. address, devices'),
  }),
});

export const readingEvents = [PersonalDataRead, PersonRead] as const;
