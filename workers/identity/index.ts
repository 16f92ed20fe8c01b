import { anyWorker } from '../runtime/context.ts';
import { confirmErasure } from './confirm-erasure.job.ts';
import { deleteExport, exportPerson, type ExportTools } from './export-person.job.ts';
import { forgetPerson } from './forget-person.job.ts';
import { sendMail } from './send-mail.job.ts';

/** Messages to people, copies of what is known of them, and the end of what is kept of them. */
export const identity = anyWorker<ExportTools>({
  name: 'identity',
  jobs: [sendMail, forgetPerson, exportPerson, deleteExport, confirmErasure],
  prepare: async ({ people, log, language }) => ({ ...people, log, language }),
});
