import type { z } from 'zod';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { SummarisePlaybackJob } from '../../schemas/playback/jobs.ts';
import type { SummarisePlayback } from '../../schemas/playback/session.commands.ts';
import type { PlaybackEnded, PlaybackFailed, PlaybackStarted } from '../../schemas/playback/session.events.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';

type Input = EventOf<typeof PlaybackStarted | typeof PlaybackEnded | typeof PlaybackFailed>;
type Command = WithoutTime<CommandOf<typeof SummarisePlayback>>;
type JobInput = z.input<typeof SummarisePlaybackJob.input>;
type JobResult = z.output<typeof SummarisePlaybackJob.result>;

/** `open`: its end is waited for; `over`: late heartbeats are; `counting`: the job is; `done`: everything is asked for. */
export interface ClosingState {
  readonly status: 'none' | 'open' | 'over' | 'counting' | 'done';
}

/** The longest that the tokens of a session live, ms: after the film's length and this nothing more is heard of it. */
const TOKENS_LIVE_MS = 6 * 3600_000;
/** How long a player that has ended may take to hand in its last heartbeats, ms. */
const LATE_HEARTBEATS_MS = 2 * 60_000;
/** The longest film, ms: 24 days. The event allows any length, and no clock holds all of them. */
const LONGEST_MS = 2 ** 31 - 1;

/** What a worker of an older version did not add up. */
const UNKNOWN = {
  ...{ definition: 1, durationMs: null, failureCode: null, began: true, watched: [], coveredMs: 0, switches: 0 },
  ...{ bytes: null, missing: 0, requests: 0, starved: 0, clockAheadMs: null },
};

const VANISHED = 'vanished';
const LATE_HEARTBEATS = 'late-heartbeats';

const same = (state: ClosingState): ClosingState => state;

/**
 * Sees to it that every playback is summarised once: a little after its end or failure was heard of, or when its player has
 * been silent for longer than it could speak. When the figures cannot be made the session stays without; nothing waits.
 */
export const closingProcess: Process<ClosingState, Input, never> = {
  category: 'closing',
  inputs: [
    'playback.PlaybackStarted',
    'playback.PlaybackEnded',
    'playback.PlaybackFailed',
    'kernel.TimerFired',
    'kernel.JobCompleted',
  ],
  // Logs of older versions may hold millions of sessions whose heartbeats are gone.
  from: 'now',
  route: ({ data }) => data.sessionId,
  initial: { status: 'none' },
  evolve: evolveBy<ClosingState, ProcessRequest | ProcessFeedback>({
    'kernel.TimerSet': (_, { name }) => ({ status: name === VANISHED ? 'open' : 'over' }),
    'kernel.JobRequested': () => ({ status: 'counting' }),
    'kernel.CommandRequested': () => ({ status: 'done' }),
    'kernel.TimerCancelled': same,
    'kernel.TimerFired': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
    'kernel.CommandRefused': same,
  }),
  react: ({ event, at }, { status }, derive) => {
    const sessionId = 'sessionId' in event.data ? event.data.sessionId : event.data.processId;
    const make = requestsOf<Command, JobInput>('closing', sessionId, derive);
    switch (event.type) {
      case 'playback.PlaybackStarted': {
        if (status !== 'none') return [];
        return [make.timer(VANISHED, at, Math.min(event.data.durationMs, LONGEST_MS) + TOKENS_LIVE_MS)];
      }
      case 'playback.PlaybackEnded':
      case 'playback.PlaybackFailed': {
        const late = make.timer(LATE_HEARTBEATS, at, LATE_HEARTBEATS_MS);
        // A session that began before this process did has no timer to cancel.
        if (status === 'none') return [late];
        return status === 'open' ? [make.cancelTimer(VANISHED), late] : [];
      }
      case 'kernel.TimerFired':
        return status === 'open' || status === 'over' ? [make.job({ kind: 'summarise-playback', sessionId })] : [];
      case 'kernel.JobCompleted': {
        if (status !== 'counting') return [];
        // A completed job's result was held against its definition when it was reported.
        const { kind: _, ...data } = event.data.result as unknown as JobResult;
        return [make.command('playback', sessionId, { type: 'SummarisePlayback', data: { ...UNKNOWN, ...data } })];
      }
      default:
        return [];
    }
  },
};
