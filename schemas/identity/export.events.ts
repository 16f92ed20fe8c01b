import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { sealed } from '../kernel/sealed.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { AccountId, ExportId } from './ids.ts';

const who = { exportId: ExportId, accountId: AccountId };
const told = { email: sealed('email').describe('who is told'), locale: plainText(35).describe('BCP 47, for mail') };

export const ExportRequested = defineEvent({
  type: 'identity.ExportRequested',
  version: 1,
  category: 'export',
  description: 'Somebody asked for a copy of everything about them.',
  data: z.strictObject({ ...who, ...told }),
});

export const ExportReady = defineEvent({
  type: 'identity.ExportReady',
  version: 1,
  category: 'export',
  description: 'A copy of everything about somebody can be fetched by them.',
  data: z.strictObject({
    ...who,
    ...told,
    size: z.int().min(0).max(INT32_MAX).describe('of the document, in bytes'),
    parts: z.int().min(0).max(INT32_MAX).describe('in which it is kept'),
    expiresAt: z.iso.datetime().describe('when it is deleted'),
  }),
});

export const ExportFailed = defineEvent({
  type: 'identity.ExportFailed',
  version: 1,
  category: 'export',
  description: 'A copy of everything about somebody could not be made.',
  data: z.strictObject({ ...who, code: plainText(60).describe('why, in a word') }),
});

export const ExportDeleted = defineEvent({
  type: 'identity.ExportDeleted',
  version: 1,
  category: 'export',
  description: 'A copy of everything about somebody is there no longer.',
  data: z.strictObject({ ...who, reason: z.enum(['expired', 'asked']) }),
});

export const exportEvents = [ExportRequested, ExportReady, ExportFailed, ExportDeleted] as const;
