import { z } from 'zod';
import { defineJob } from '../kernel/define.ts';
import { sealed } from '../kernel/sealed.ts';
import { plainText } from '../kernel/text.ts';
import { LinkPurpose } from './account.events.ts';
import { ErasedPlace } from './erasure.events.ts';
import { AccountId, ExportId, LinkId } from './ids.ts';

/** What a message says. Links by what they are for; the others tell what has happened. */
export const MailTemplate = z.enum([
  ...LinkPurpose.options,
  'password-changed',
  'email-changed',
  'erasure-requested',
  'export-ready',
  'totp-added',
  'totp-removed',
  'passkey-added',
  'passkey-removed',
  'recovery-code-used',
  'factors-reset',
]);
export type MailTemplate = z.infer<typeof MailTemplate>;

export const SendMailJob = defineJob({
  name: 'send-mail',
  description: 'Send a message to a person, unless they have been forgotten.',
  input: z.strictObject({
    kind: z.literal('send-mail'),
    accountId: AccountId,
    template: MailTemplate,
    email: sealed('email').describe('where it goes'),
    locale: plainText(35),
    linkId: LinkId.nullable(),
    until: z.iso.datetime().nullable().describe('when the link ends, or what it tells of happens'),
  }),
  result: z.strictObject({
    kind: z.literal('send-mail'),
    sent: z.boolean().describe('false: the person was forgotten'),
  }),
});

export const ForgetPersonJob = defineJob({
  name: 'forget-person',
  description: 'Destroy the key of a person, and everything that the vault keeps of them.',
  input: z.strictObject({ kind: z.literal('forget-person'), accountId: AccountId }),
  result: z.strictObject({
    kind: z.literal('forget-person'),
    accountId: AccountId,
    keyDestroyedAt: z.iso.datetime(),
    places: z
      .array(z.strictObject({ place: plainText(60), left: z.int().min(0) }))
      .describe('where something of theirs was kept, and how much is left there after it'),
  }),
});

export const ExportPersonJob = defineJob({
  name: 'export-person',
  description: 'Gather everything about a person into a document that their key seals.',
  input: z.strictObject({ kind: z.literal('export-person'), exportId: ExportId, accountId: AccountId }),
  result: z.strictObject({
    kind: z.literal('export-person'),
    size: z.int().min(0).describe('bytes'),
    parts: z.int().min(0),
  }),
});

export const DeleteExportJob = defineJob({
  name: 'delete-export',
  description: 'Delete a document about a person.',
  input: z.strictObject({ kind: z.literal('delete-export'), exportId: ExportId }),
  result: z.strictObject({ kind: z.literal('delete-export') }),
});

export const ConfirmErasureJob = defineJob({
  name: 'confirm-erasure',
  description: 'Look into every place that may hold something of a person who was forgotten.',
  input: z.strictObject({ kind: z.literal('confirm-erasure'), accountId: AccountId }),
  result: z.strictObject({ kind: z.literal('confirm-erasure'), places: z.array(ErasedPlace).max(200) }),
});

export const identityJobs = [
  SendMailJob,
  ForgetPersonJob,
  ExportPersonJob,
  DeleteExportJob,
  ConfirmErasureJob,
] as const;
