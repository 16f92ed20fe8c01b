import type { JobInput, JobKind } from '../../schemas/media/job.types.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How long a requested job may wait for a worker before somebody looks again, in milliseconds. */
export const waitLimitMs = 24 * hour;
/** Looks after which a job that no worker took is given up: a week. */
export const waitsAtMost = 7;
/** Times that a job is requested before its silence counts against the film. */
export const requestsAtMost = 2;

/**
 * How long a job may take from its first attempt to its answer, all attempts and the pauses between them included, in
 * milliseconds. Far beyond what a slow machine needs: it ends what would never end, it does not hurry.
 */
export function workLimitMs(input: JobInput): number {
  switch (input.kind) {
    case 'probe':
    case 'poster':
      return 2 * hour;
    case 'encode':
      return 4 * hour + 40 * input.probe.durationMs;
    case 'package':
      return 4 * hour;
  }
}

/** A timer of a stage: `wait` until a worker takes the job, `work` until it answers. */
export type StageTimer = `${'wait' | 'work'}/${JobKind}`;

/** The stage that a timer watches. */
export const stageOf = (timer: string): { readonly phase: string; readonly kind: JobKind } => {
  const [phase = '', kind = ''] = timer.split('/');
  return { phase, kind: kind as JobKind };
};
