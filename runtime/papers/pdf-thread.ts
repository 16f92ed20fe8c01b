import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Paper } from './invoice-paper.ts';
import { pdfOf } from './pdf.ts';

/** What the thread is asked for. */
export interface PdfTask {
  readonly nth: number;
  readonly paper: Paper;
}
/** What came of it. */
export type PdfDone = { readonly nth: number } & ({ readonly pdf: Uint8Array } | { readonly error: string });

// Whoever watches goes first. On Linux this is for this thread alone; elsewhere it would be the whole process.
if (process.platform === 'linux') setPriority(0, 10);

parentPort?.on('message', ({ nth, paper }: PdfTask) => {
  const answer = (done: PdfDone): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread; windows have origins
    parentPort?.postMessage(done);
  };
  pdfOf(paper).then(
    (pdf) => answer({ nth, pdf }),
    (error: unknown) => answer({ nth, error: error instanceof Error ? error.message : String(error) }),
  );
});
