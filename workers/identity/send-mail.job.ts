import type { z } from 'zod';
import { MailRefused } from '../../ports/mailer.ts';
import type { SendMailJob } from '../../schemas/identity/jobs.ts';
import type { Job, JobHandler, JobOutcome, PeoplePorts } from '../runtime/context.ts';
import { asHtml, asText } from './mail-page.ts';
import { mailText } from './mail-texts.ts';

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

/** An instant as people of that language write it, in UTC. */
function instantInWords(instant: string, locale: string): string {
  const [known = 'en'] = Intl.DateTimeFormat.supportedLocalesOf([plain(locale), 'en']);
  const format = new Intl.DateTimeFormat(known, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(new Date(instant))} UTC`;
}

/** What is no language tag is none: `supportedLocalesOf` throws for it. */
const plain = (locale: string): string => (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(locale) ? locale : 'en');

/** One message; the job's id is the message's, so that a repeat is recognised. */
export const sendMail: JobHandler<MailTools> = { kind: 'send-mail', concurrency: 4, limitMs: () => 5 * 60_000, run };
