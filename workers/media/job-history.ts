import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';

/** What a job's stream says. */
export interface JobHistory {
  /** `unknown`: nobody ever claimed it. `waiting`: the newest attempt failed or was given back, and another may be claimed. */
  readonly status: 'unknown' | 'running' | 'waiting' | 'completed' | 'failed';
  /** The newest attempt; 0 before the first. */
  readonly attempt: number;
  /** Id of the command that claimed it. */
  readonly claim: string | undefined;
  readonly worker: string | undefined;
  /** The attempt whose result counts. */
  readonly completedAttempt: number | undefined;
  /** When a waiting job may be claimed again, ms since the epoch. */
  readonly retryAt: number | undefined;
}

const NOTHING: JobHistory = {
  status: 'unknown',
  attempt: 0,
  claim: undefined,
  worker: undefined,
  completedAttempt: undefined,
  retryAt: undefined,
};

export const readJob = async (log: EventLog, jobId: string): Promise<JobHistory> => {
  let history = NOTHING;
  for await (const recorded of log.readStream(`job-${jobId}`)) {
    const decoded = language.decode(recorded);
    if (decoded.kind !== 'known') continue;
    const { event } = decoded;
    if (event.type === 'kernel.JobStarted')
      history = {
        ...history,
        status: 'running',
        attempt: event.data.attempt,
        claim: event.metadata.commandId,
        worker: event.data.worker,
        retryAt: undefined,
      };
    else if (event.type === 'kernel.JobCompleted')
      history = { ...history, status: 'completed', completedAttempt: event.data.attempt };
    else if (event.type === 'kernel.JobReleased') history = { ...history, status: 'waiting', retryAt: undefined };
    else if (event.type === 'kernel.JobFailed')
      history = {
        ...history,
        status: event.data.final ? 'failed' : 'waiting',
        retryAt: event.data.retryAt === null ? undefined : Date.parse(event.data.retryAt),
      };
  }
  return history;
};

export const isClosed = ({ status }: JobHistory): boolean => status === 'completed' || status === 'failed';

/** Nobody may still be writing for this attempt with a chance that it counts. */
export const isOver = (history: JobHistory, attempt: number): boolean =>
  isClosed(history) || attempt < history.attempt || (attempt === history.attempt && history.status === 'waiting');
