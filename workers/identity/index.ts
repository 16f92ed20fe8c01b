import { anyWorker } from '../runtime/context.ts';
import { sendMail } from './send-mail.job.ts';
import type { MailTools } from './send-mail.job.ts';

/** Messages to people. */
export const identity = anyWorker<MailTools>({
  name: 'identity',
  jobs: [sendMail],
  prepare: async ({ people }) => people,
});
