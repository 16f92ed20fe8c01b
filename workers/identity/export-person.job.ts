import type { z } from 'zod';
import type { ExportPersonJob } from '../../schemas/identity/jobs.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';
import { exportDocument } from './export-document.ts';
import type { HistoryTools } from './person-history.ts';
import type { MailTools } from './send-mail.job.ts';

/** What is kept as one row; some letters more where a piece is long. */
const PART_LETTERS = 256 * 1024;
/** More than anybody does here in a lifetime; what is larger is somebody's mistake. */
const MOST_BYTES = 512 * 1024 * 1024;

export type ExportTools = MailTools & HistoryTools;

async function run(tools: ExportTools, job: Job): Promise<JobOutcome> {
  const { kind, exportId, accountId } = job.input as z.output<typeof ExportPersonJob.input>;
  const { exports } = tools;
  // Parts of an attempt before this one, of which there may have been more.
  await exports.remove(exportId);
  let size = 0;
  let parts = 0;
  let text = '';
  const flush = async (): Promise<void> => {
    size += Buffer.byteLength(text);
    await exports.put({ exportId, subject: accountId, nth: parts, text });
    parts += 1;
    text = '';
  };
  const { signal, progress: onProgress } = job;
  const madeAt = new Date().toISOString();
  for await (const piece of exportDocument(tools, { accountId, madeAt, signal, onProgress })) {
    text += piece;
    if (text.length >= PART_LETTERS) await flush();
    if (size > MOST_BYTES) return tooLarge();
  }
  await flush();
  return { kind: 'done', result: { kind, size, parts } };
}

const tooLarge = (): JobOutcome => ({
  kind: 'refused',
  retryable: false,
  reason: { code: 'too-large', message: 'There is more about this person than one copy holds.', detail: '' },
});

/** Gathers everything about a person. Doing it twice leaves one copy. */
export const exportPerson: JobHandler<ExportTools> = {
  kind: 'export-person',
  // A long life is some thousands of streams.
  concurrency: 1,
  limitMs: () => 3600_000,
  run,
};

/** Deletes a copy that has ended. */
export const deleteExport: JobHandler<ExportTools> = {
  kind: 'delete-export',
  concurrency: 2,
  limitMs: () => 5 * 60_000,
  async run({ exports }, { input }) {
    await exports.remove((input as { readonly exportId: string }).exportId);
    return { kind: 'done', result: { kind: 'delete-export' } };
  },
};
