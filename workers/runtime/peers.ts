import type { Signals } from '../../ports/signals.ts';

/** Signs of life of other workers' jobs. They may be lost, so they only save work and decide nothing. */
export interface Peers {
  heardWithin(jobId: string, ms: number): boolean;
  stop(): void;
}

const REMEMBERED = 1_000;

/** @param isOurs jobs that run in this process, whose signs say nothing about others */
export const watchPeers = (signals: Signals, isOurs: (jobId: string) => boolean): Peers => {
  const heard = new Map<string, number>();
  const stop = signals.subscribe('progress.job.*', (_, payload) => {
    if (
      typeof payload !== 'object' ||
      payload === null ||
      !('jobId' in payload) ||
      typeof payload.jobId !== 'string' ||
      isOurs(payload.jobId)
    )
      return;
    heard.delete(payload.jobId);
    heard.set(payload.jobId, performance.now());
    const [oldest] = heard.keys();
    if (heard.size > REMEMBERED && oldest !== undefined) heard.delete(oldest);
  });
  return {
    heardWithin: (jobId, ms) => performance.now() - (heard.get(jobId) ?? -Infinity) < ms,
    stop,
  };
};
