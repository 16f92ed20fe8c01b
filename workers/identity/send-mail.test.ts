import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { MailRefused, MailUnavailable } from '../../ports/mailer.ts';
import { LinkPurpose } from '../../schemas/identity/account.events.ts';
import { MailTemplate } from '../../schemas/identity/jobs.ts';
import { testPeople } from '../testing/people.ts';
import type { Job } from '../runtime/context.ts';
import { sendMail } from './send-mail.job.ts';

const TO = 'mara@example.org';

async function mail(given: { readonly template?: MailTemplate; readonly locale?: string } = {}) {
  const accountId = randomUUID();
  const linkId = randomUUID();
  const people = testPeople();
  const email = await people.vault.seal(accountId, 'email', TO);
  const { template = 'verify-email', locale = 'en' } = given;
  const input = {
    kind: 'send-mail',
    accountId,
    template,
    email,
    locale,
    linkId,
    until: '2026-01-02T03:04:05.000Z',
  };
  const job = { jobId: randomUUID(), input } as unknown as Job;
  return { people, job, linkId, accountId };
}

describe('a message to a person', () => {
  for (const template of MailTemplate.options)
    it(`says in text and HTML what ${template} is about`, async () => {
      const { people, job, linkId } = await mail({ template });
      deepEqual(await sendMail.run(people, job), { kind: 'done', result: { kind: 'send-mail', sent: true } });
      const [message] = people.sent;
      equal(message?.to, TO);
      equal(message?.id, job.jobId);
      match(message?.title ?? '', /^[A-Z]/);
      const hasLink = LinkPurpose.safeParse(template).success;
      for (const part of [message?.text, message?.html]) equal(part?.includes(`${template}#${linkId}`), hasLink);
      ok(!message?.text.includes(TO), 'the address stands on the envelope alone');
    });

  it('tells the instant in the language of the reader, and in English where there is none', async () => {
    for (const [locale, said] of [
      ['de-AT', '2. Jänner 2026'],
      ['en', 'January 2, 2026'],
      ['x'.repeat(35), 'January 2, 2026'],
      ['', 'January 2, 2026'],
    ] as const) {
      const { people, job } = await mail({ locale });
      await sendMail.run(people, job);
      ok(people.sent[0]?.text.includes(said), people.sent[0]?.text);
    }
  });

  it('goes to nobody who was forgotten', async () => {
    const { people, job, accountId } = await mail();
    await people.vault.forget(accountId);
    deepEqual(await sendMail.run(people, job), { kind: 'done', result: { kind: 'send-mail', sent: false } });
    deepEqual(people.sent, []);
  });

  it('is tried again when the mail server is away, and not when it refuses', async () => {
    const { people, job } = await mail();
    const failing = (error: Error) => ({
      ...people,
      mailer: {
        send: async () => {
          throw error;
        },
      },
    });
    const away = new MailUnavailable('away');
    equal(await sendMail.run(failing(away), job).catch((error: unknown) => error), away);
    const outcome = await sendMail.run(failing(new MailRefused('550 no such user')), job);
    equal(outcome.kind === 'refused' && !outcome.retryable && outcome.reason.code, 'mail-refused');
  });
});
