import { anyWorker } from '../runtime/context.ts';
import { forgetPerson } from './forget-person.job.ts';
import { sendMail } from './send-mail.job.ts';
import type { MailTools } from './send-mail.job.ts';

/** Messages to people, and the end of what is kept of them. */
export const identity = anyWorker<MailTools>({
  name: 'identity',
  jobs: [sendMail, forgetPerson],
  prepare: async ({ people }) => people,
});
