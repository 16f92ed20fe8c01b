import { Worker } from 'node:worker_threads';
import type { Paper } from './invoice-paper.ts';
import type { PdfDone, PdfTask } from './pdf-thread.ts';

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** As many may wait for the thread; it makes some in a second. */
const MOST_WAITING = 50;
const ENDED = 'The thread that makes PDFs ended.';

/**
 * Makes PDFs in a thread of its own, one after the other: each takes some tenths of a second, in which nothing else would be answered. A
 * thread that ended is replaced by the next paper.
 */
export function createPdfs(start = (): Worker => new Worker(new URL('pdf-thread.ts', import.meta.url))) {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let count = 0;

  const begin = (): Worker => {
    const made = start();
    const end = (): void => {
      if (thread !== made) return;
      thread = undefined;
      for (const { reject } of waiting.values()) reject(new Error(ENDED));
      waiting.clear();
    };
    made.on('message', (done: PdfDone) => {
      const one = waiting.get(done.nth);
      waiting.delete(done.nth);
      if (waiting.size === 0) made.unref();
      if ('pdf' in done) one?.resolve(Buffer.from(done.pdf));
      else one?.reject(new Error(done.error));
    });
    return made.on('error', end).on('exit', end);
  };

  /** Undefined: too many wait already. @throws Error when the thread ends before it answers */
  return async (paper: Paper): Promise<Buffer | undefined> => {
    if (waiting.size >= MOST_WAITING) return undefined;
    thread ??= begin();
    // A thread that waits keeps no process alive.
    thread.ref();
    const nth = (count += 1);
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    waiting.set(nth, { resolve, reject });
    const task: PdfTask = { nth, paper };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread; windows have origins
    thread.postMessage(task);
    return promise;
  };
}

/** The thread of this process. */
export const pdfBehind = createPdfs();
