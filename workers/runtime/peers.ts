import { LRUCache } from 'lru-cache';
import type { Signals } from '../../ports/signals.ts';

/** Signs of life of other workers' jobs. They may be lost, so they only save work and decide nothing. */
export interface Peers {
  wasSeenWithin(jobId: string, ms: number): boolean;
  stop(): void;
}

const REMEMBERED = 1_000;

/** @param isOurs jobs that run in this process, whose signs prove nothing about others */
export const watchPeers = (signals: Signals, isOurs: (jobId: string) => boolean): Peers => {
  const lastSeen = new LRUCache<string, number>({ max: REMEMBERED });
  const stop = signals.subscribe('progress.job.*', (_, payload) => {
    if (
      typeof payload !== 'object' ||
      payload === null ||
      !('jobId' in payload) ||
      typeof payload.jobId !== 'string' ||
      isOurs(payload.jobId)
    )
      return;
    lastSeen.set(payload.jobId, performance.now());
  });
  return {
    wasSeenWithin: (jobId, ms) => performance.now() - (lastSeen.peek(jobId) ?? -Infinity) < ms,
    stop,
  };
};
