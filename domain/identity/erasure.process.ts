import type { z } from 'zod';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { BeginErasure, RecordErasure } from '../../schemas/identity/account.commands.ts';
import type { ErasureBegun, ErasureCancelled, ErasureRequested } from '../../schemas/identity/account.events.ts';
import type { ForgetPersonJob } from '../../schemas/identity/jobs.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';

type Input = EventOf<typeof ErasureRequested | typeof ErasureCancelled | typeof ErasureBegun>;
type Command =
  | { readonly type: 'BeginErasure'; readonly data: z.input<typeof BeginErasure.data> }
  | { readonly type: 'RecordErasure'; readonly data: z.input<typeof RecordErasure.data> };
type JobInput = z.input<typeof ForgetPersonJob.input>;
type JobResult = z.output<typeof ForgetPersonJob.result>;

/**
 * `waiting`: it can be taken back; `due`: the account is asked whether it was; `forgetting`: the job is at it; `resting`: the
 * job failed and is asked for again later; `recorded`: everything is asked for.
 */
export interface ErasureState {
  readonly status: 'none' | 'waiting' | 'due' | 'forgetting' | 'resting' | 'recorded';
}

const DUE = 'due';
const AGAIN = 'again';
/** What failed as often as jobs may is asked for again after this, ms: whoever asked to be forgotten is. */
const REST_MS = 3600_000;

const same = (state: ErasureState): ErasureState => state;
const asked: Readonly<Record<string, ErasureState>> = {
  BeginErasure: { status: 'due' },
  RecordErasure: { status: 'recorded' },
};

/**
 * Forgets a person on the day that they were told, unless they take it back. The account decides whether it begins, so that
 * of "begin" and "take it back" at one moment one wins; only then the key is destroyed, and that is written down last.
 */
export const erasureProcess: Process<ErasureState, Input, never> = {
  category: 'erasure',
  inputs: [
    'identity.ErasureRequested',
    'identity.ErasureCancelled',
    'identity.ErasureBegun',
    'kernel.TimerFired',
    'kernel.JobCompleted',
    'kernel.JobFailed',
  ],
  route: ({ data }) => data.accountId,
  initial: { status: 'none' },
  evolve: evolveBy<ErasureState, ProcessRequest | ProcessFeedback>({
    'kernel.TimerSet': (_, { name }) => ({ status: name === DUE ? 'waiting' : 'resting' }),
    'kernel.TimerCancelled': () => ({ status: 'none' }),
    'kernel.CommandRequested': (state, { command }) => asked[command.type] ?? state,
    'kernel.JobRequested': () => ({ status: 'forgetting' }),
    // They took it back, and may have asked again since.
    'kernel.CommandRefused': (state) => (state.status === 'due' ? { status: 'none' } : state),
    'kernel.TimerFired': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, { status }, derive) => {
    const accountId = 'accountId' in event.data ? event.data.accountId : event.data.processId;
    const make = requestsOf<Command, JobInput>('erasure', accountId, derive);
    const forget = (): ProcessRequest => make.job({ kind: 'forget-person', accountId });
    switch (event.type) {
      case 'identity.ErasureRequested': {
        const isFree = status === 'none' || status === 'due';
        return isFree ? [make.timer(DUE, at, Math.max(0, Date.parse(event.data.dueAt) - Date.parse(at)))] : [];
      }
      case 'identity.ErasureCancelled':
        return status === 'waiting' ? [make.cancelTimer(DUE)] : [];
      case 'identity.ErasureBegun':
        return status === 'due' ? [forget()] : [];
      case 'kernel.TimerFired':
        if (status === 'resting') return [forget()];
        return status === 'waiting'
          ? [make.command('account', accountId, { type: 'BeginErasure', data: { accountId } })]
          : [];
      case 'kernel.JobFailed':
        return status === 'forgetting' && event.data.final ? [make.timer(AGAIN, at, REST_MS)] : [];
      case 'kernel.JobCompleted': {
        if (status !== 'forgetting') return [];
        // A completed job's result was held against its definition when it was reported.
        const { keyDestroyedAt } = event.data.result as unknown as JobResult;
        return [make.command('account', accountId, { type: 'RecordErasure', data: { accountId, keyDestroyedAt } })];
      }
      default:
        return [];
    }
  },
};
