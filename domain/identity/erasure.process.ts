import type { z } from 'zod';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { BeginErasure, ForgetUnproved, RecordErasure } from '../../schemas/identity/account.commands.ts';
import type {
  AccountRegistered,
  EmailChanged,
  EmailVerified,
  ErasureBegun,
  ErasureCancelled,
  ErasureRequested,
  SubjectErased,
} from '../../schemas/identity/account.events.ts';
import type { ErasureConfirmed } from '../../schemas/identity/erasure.events.ts';
import type { ConfirmErasureJob, ForgetPersonJob } from '../../schemas/identity/jobs.ts';
import type { AccountId } from '../../schemas/identity/ids.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';

type Input = EventOf<
  | typeof AccountRegistered
  | typeof EmailVerified
  | typeof EmailChanged
  | typeof ErasureRequested
  | typeof ErasureCancelled
  | typeof ErasureBegun
  | typeof SubjectErased
>;
type Confirmed = EventOf<typeof ErasureConfirmed>;
type Command =
  | { readonly type: 'BeginErasure'; readonly data: z.input<typeof BeginErasure.data> }
  | { readonly type: 'ForgetUnproved'; readonly data: z.input<typeof ForgetUnproved.data> }
  | { readonly type: 'RecordErasure'; readonly data: z.input<typeof RecordErasure.data> };
type JobInput = z.input<typeof ForgetPersonJob.input> | z.input<typeof ConfirmErasureJob.input>;
type JobResult = z.output<typeof ForgetPersonJob.result>;
type LookResult = z.output<typeof ConfirmErasureJob.result>;

/**
 * `waiting`: it can be taken back; `due`: the account is asked whether it was; `forgetting`: the job is at it; `resting`: the
 * job failed and is asked for again later; `recorded`: that the key is gone is written down; `confirming`: a job looks into every
 * place; `doubting`: it found something or could not look, and looks again later; `confirmed`: there is nothing.
 */
export interface ErasureState {
  readonly status:
    | 'none'
    | 'waiting'
    | 'due'
    | 'forgetting'
    | 'resting'
    | 'recorded'
    | 'confirming'
    | 'doubting'
    | 'confirmed';
  /** `open`: nobody has proved yet that the account is theirs, and there is a day on which it is forgotten for that; `over`: not any more. */
  readonly proof?: 'open' | 'over';
  /** The account went because nobody proved it. */
  readonly unasked?: true;
}

const DUE = 'due';
const AGAIN = 'again';
const LOOK_AGAIN = 'look-again';
const UNPROVED = 'unproved';
/** How long an account that nobody proved to be theirs is kept, ms: whoever registered somebody else's address leaves nothing. */
const UNPROVED_MS = 30 * 24 * 3600_000;
/** What failed as often as jobs may is asked for again after this, ms: whoever asked to be forgotten is. */
const REST_MS = 3600_000;

const TIMED: Readonly<Record<string, ErasureState['status']>> = { [DUE]: 'waiting', [LOOK_AGAIN]: 'doubting' };
const same = (state: ErasureState): ErasureState => state;
const asked: Readonly<Record<string, Partial<ErasureState>>> = {
  BeginErasure: { status: 'due' },
  ForgetUnproved: { proof: 'over' },
  RecordErasure: { status: 'recorded' },
};

/**
 * Forgets a person on the day that they were told, unless they take it back, and whoever registered and proved nothing in 30 days.
 * The account decides whether it begins, so that of "begin" and "take it back" at one moment one wins; only then the key is
 * destroyed, and that is written down last.
 */
export const erasureProcess: Process<ErasureState, Input, Confirmed> = {
  category: 'erasure',
  inputs: [
    'identity.AccountRegistered',
    'identity.EmailVerified',
    'identity.EmailChanged',
    'identity.ErasureRequested',
    'identity.ErasureCancelled',
    'identity.ErasureBegun',
    'identity.SubjectErased',
    'kernel.TimerFired',
    'kernel.JobCompleted',
    'kernel.JobFailed',
  ],
  route: ({ data }) => data.accountId,
  initial: { status: 'none' },
  evolve: evolveBy<ErasureState, Confirmed | ProcessRequest | ProcessFeedback>({
    'identity.ErasureConfirmed': (state) => ({ ...state, status: 'confirmed' }),
    'kernel.TimerSet': (state, { name }) =>
      name === UNPROVED ? { ...state, proof: 'open' } : { ...state, status: TIMED[name] ?? 'resting' },
    'kernel.TimerCancelled': (state, { name }) =>
      name === UNPROVED ? { ...state, proof: 'over' } : { ...state, status: 'none' },
    'kernel.CommandRequested': (state, { command }) => ({ ...state, ...asked[command.type] }),
    'kernel.JobRequested': (state, { kind }) => ({
      ...state,
      ...(state.status === 'none' && { unasked: true }),
      status: kind === 'confirm-erasure' ? 'confirming' : 'forgetting',
    }),
    // They took it back, and may have asked again since.
    'kernel.CommandRefused': (state) => (state.status === 'due' ? { ...state, status: 'none' } : state),
    'kernel.TimerFired': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, { status, proof, unasked }, derive) => {
    const accountId = 'accountId' in event.data ? event.data.accountId : event.data.processId;
    const make = requestsOf<Command, JobInput>('erasure', accountId, derive);
    const look = (): ProcessRequest => make.job({ kind: 'confirm-erasure', accountId });
    const forget = (): ProcessRequest => make.job({ kind: 'forget-person', accountId });
    switch (event.type) {
      case 'identity.AccountRegistered':
        // Whoever was invited has a role, and somebody who waits for them.
        return event.data.via === 'password' && proof === undefined ? [make.timer(UNPROVED, at, UNPROVED_MS)] : [];
      case 'identity.EmailVerified':
      case 'identity.EmailChanged':
        return proof === 'open' ? [make.cancelTimer(UNPROVED)] : [];
      case 'identity.ErasureRequested': {
        const isFree = status === 'none' || status === 'due';
        return isFree ? [make.timer(DUE, at, Math.max(0, Date.parse(event.data.dueAt) - Date.parse(at)))] : [];
      }
      case 'identity.ErasureCancelled':
        return status === 'waiting' ? [make.cancelTimer(DUE)] : [];
      case 'identity.ErasureBegun':
        // `none`: of an account that nobody proved. Nobody asked for it.
        return status === 'due' || status === 'none' ? [forget()] : [];
      case 'identity.SubjectErased':
        // Each look reads all read models: strangers do not cause it by registering addresses.
        return status === 'recorded' && unasked !== true ? [look()] : [];
      case 'kernel.TimerFired':
        if (event.data.name === UNPROVED)
          return proof === 'open'
            ? [make.command('account', accountId, { type: 'ForgetUnproved', data: { accountId } })]
            : [];
        if (status === 'doubting') return [look()];
        if (status === 'resting') return [forget()];
        return status === 'waiting'
          ? [make.command('account', accountId, { type: 'BeginErasure', data: { accountId } })]
          : [];
      case 'kernel.JobFailed':
        if (status === 'confirming' && event.data.final) return [make.timer(LOOK_AGAIN, at, REST_MS)];
        return status === 'forgetting' && event.data.final ? [make.timer(AGAIN, at, REST_MS)] : [];
      case 'kernel.JobCompleted': {
        // A completed job's result was held against its definition when it was reported.
        if (status === 'confirming') {
          const { places } = event.data.result as unknown as LookResult;
          return [{ type: 'identity.ErasureConfirmed', data: { accountId: accountId as AccountId, places } }];
        }
        if (status !== 'forgetting') return [];
        const { keyDestroyedAt } = event.data.result as unknown as JobResult;
        return [make.command('account', accountId, { type: 'RecordErasure', data: { accountId, keyDestroyedAt } })];
      }
      default:
        return [];
    }
  },
};
