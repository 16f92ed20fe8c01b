import { isOver as isClosed } from '../../domain/kernel/job.decider.ts';
import type { JobState } from '../../domain/kernel/job.decider.ts';

/** It has a result, or nobody will try again, or nobody waits for it. */
export { isClosed };

/** Nobody may still be working on this attempt with a chance that it counts. */
export const isOver = (state: JobState, attempt: number): boolean =>
  isClosed(state) ||
  ('attempt' in state && (attempt < state.attempt || (attempt === state.attempt && state.status === 'waiting')));

/** The attempt whose result counts. */
export const countingAttempt = (state: JobState): number | undefined =>
  state.status === 'completed' ? state.attempt : undefined;

/** Milliseconds until a waiting job may be tried again; 0 or less: now. */
export const waitMs = (state: JobState, now = Date.now()): number =>
  state.status === 'waiting' && state.retryAt !== null ? Date.parse(state.retryAt) - now : 0;
