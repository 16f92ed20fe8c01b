import type { z } from 'zod';
import { accountNow } from '../../commands/identity/account-now.ts';
import { MailRefused, type Attachment } from '../../ports/mailer.ts';
import type { Logger } from '../../ports/logger.ts';
import { pdfBehind } from '../../runtime/papers/pdf-behind.ts';
import { NOBODY, type Seller } from '../../ports/seller.ts';
import type { SendMoneyMailJob } from '../../schemas/billing/jobs.ts';
import { asHtml, asText } from '../identity/mail-page.ts';
import type { HistoryTools } from '../identity/person-history.ts';
import type { Job, JobHandler, JobOutcome, PeoplePorts } from '../runtime/context.ts';
import { wordsFor, type Draft, type Telling } from './mails/draft.ts';
import { invoiceMail } from './mails/invoice-mails.ts';
import { purchaseMail } from './mails/purchase-mails.ts';
import { subscriptionMail } from './mails/subscription-mails.ts';

/** What it takes to write to people about their money. */
export interface MoneyMailTools extends HistoryTools, Pick<PeoplePorts, 'mailer' | 'pageAt'> {
  readonly vault: Pick<PeoplePorts['vault'], 'open'>;
  readonly seller: Seller | undefined;
  readonly logger: Logger;
}

const DRAFTS = { invoice: invoiceMail, purchase: purchaseMail, subscription: subscriptionMail } as const;
/** Mail servers refuse what is large. Invoices have some tens of kilobytes. */
const MOST_BYTES = 2 * 1024 * 1024;

/** The PDF of a message. One that cannot be made is left out: the link of the message leads to the same. */
async function attachmentsOf({ paper }: Draft, logger: Logger): Promise<readonly Attachment[]> {
  if (paper === undefined) return [];
  try {
    const content = await pdfBehind(paper.paper);
    if (content !== undefined && content.length <= MOST_BYTES)
      return [{ name: paper.name, type: 'application/pdf', content }];
    logger.warn({ bytes: content?.length }, 'a message goes without its PDF');
  } catch (error) {
    logger.warn({ err: error }, 'a message goes without its PDF');
  }
  return [];
}

/** Says of what is attached that it is. */
const withPaper = (draft: Draft): Draft =>
  draft.paper === undefined
    ? draft
    : { ...draft, after: [...draft.after, `${draft.paper.called} is attached as PDF.`] };

async function run(tools: MoneyMailTools, { input, jobId }: Pick<Job, 'input' | 'jobId'>): Promise<JobOutcome> {
  const { kind, accountId, category, streamId, eventId } = input as z.output<typeof SendMoneyMailJob.input>;
  const { log, language, vault, logger, seller = NOBODY } = tools;
  const untold: JobOutcome = { kind: 'done', result: { kind, sent: false } };
  const account = await accountNow(log, accountId);
  if (account === undefined || account.status === 'erased') return untold;
  const [to] = await vault.open('email', [account.email]);
  if (to === undefined) return untold;
  const telling: Telling = { log, language, accountId, recipient: to, seller, words: wordsFor(account.locale) };
  const draft = await DRAFTS[category](telling, { streamId, eventId });
  if (draft === undefined) return untold;
  const link = draft.path === undefined ? undefined : tools.pageAt(draft.path);
  const attachments = await attachmentsOf(draft, logger);
  const whole = attachments.length === 0 ? draft : withPaper(draft);
  try {
    await tools.mailer.send({
      ...{ id: jobId, subjectId: accountId, to, title: draft.title, attachments },
      text: asText(whole, link),
      html: asHtml(whole, link),
    });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    const reason = { code: 'mail-refused', message: 'The mail server does not take this message.', detail: '' };
    return { kind: 'refused', retryable: false, reason };
  }
  return { kind: 'done', result: { kind, sent: true } };
}

/** One message about money, composed when it is sent; the job's id is the message's, so that a repeat is recognised. */
export const sendMoneyMail: JobHandler<MoneyMailTools> = {
  kind: 'send-money-mail',
  concurrency: 4,
  limitMs: () => 5 * 60_000,
  run,
};
