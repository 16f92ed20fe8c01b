import type { Signals } from '../../ports/signals.ts';
import type { JobMessage } from '../../schemas/kernel/job.messages.ts';
import type { Job } from './context.ts';

const PROGRESS_EVERY_MS = 250;
const STILL_HERE_EVERY_MS = 1_000;
/** One that has not been heard of for so long may be dead: a busy machine delays a sign or two. */
export const SILENT_MS = 4 * STILL_HERE_EVERY_MS;

/** Tells everybody how far an attempt is, and `onSign` once a second that it is still worked on. */
export function giveSigns(
  signals: Signals,
  { jobId, kind, process, processId }: JobMessage,
  attempt: number,
  onSign: () => void,
): { readonly progress: Job['progress']; readonly stop: () => void } {
  let latest: { readonly fraction: number; readonly measures: Readonly<Record<string, number | null>> } = {
    fraction: 0,
    measures: {},
  };
  let sentAt = -Infinity;
  const send = (): void => {
    sentAt = performance.now();
    signals.publish(`progress.job.${processId}`, { jobId, kind, process, processId, attempt, ...latest });
  };
  send();
  const timer = setInterval(() => {
    onSign();
    if (performance.now() - sentAt >= STILL_HERE_EVERY_MS) send();
  }, STILL_HERE_EVERY_MS);
  return {
    progress(fraction, measures = {}) {
      latest = { fraction, measures };
      if (performance.now() - sentAt >= PROGRESS_EVERY_MS) send();
    },
    stop: () => clearInterval(timer),
  };
}
