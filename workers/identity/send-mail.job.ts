import type { z } from 'zod';
import { MailRefused } from '../../ports/mailer.ts';
import type { SendMailJob } from '../../schemas/identity/jobs.ts';
import type { Job, JobHandler, JobOutcome, PeoplePorts } from '../runtime/context.ts';
import { asHtml, asText } from './mail-page.ts';
import { mailText } from './mail-texts.ts';
import { instantInWords } from './mail-words.ts';

/** What the jobs of identity share. */
export type MailTools = PeoplePorts;

async function run({ vault, mailer, linkTo }: MailTools, { input, jobId }: Job): Promise<JobOutcome> {
  const mail = input as z.output<typeof SendMailJob.input>;
  const { kind, accountId, template, linkId, until } = mail;
  const [to] = await vault.open('email', [mail.email]);
  if (to === undefined) return { kind: 'done', result: { kind, sent: false } };
  const link =
    linkId === null || until === null
      ? undefined
      : await linkTo({ purpose: template, accountId, linkId, expiresAt: until });
  const text = mailText(template, until === null ? '' : instantInWords(until, mail.locale));
  try {
    await mailer.send({
      id: jobId,
      subjectId: accountId,
      to,
      title: text.title,
      text: asText(text, link),
      html: asHtml(text, link),
    });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    const reason = { code: 'mail-refused', message: 'The mail server does not take this message.', detail: '' };
    return { kind: 'refused', retryable: false, reason };
  }
  return { kind: 'done', result: { kind, sent: true } };
}

/** One message; the job's id is the message's, so that a repeat is recognised. */
export const sendMail: JobHandler<MailTools> = { kind: 'send-mail', concurrency: 4, limitMs: () => 5 * 60_000, run };
