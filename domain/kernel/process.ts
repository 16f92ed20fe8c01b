import type { EventOf } from '../../schemas/kernel/define.ts';
import type { JobCompleted, JobFailed, JobStarted } from '../../schemas/kernel/job.events.ts';
import type {
  CommandRefused,
  CommandRequested,
  JobRequested,
  TimerCancelled,
  TimerFired,
  TimerSet,
} from '../../schemas/kernel/process.events.ts';
import type { Message } from './decider.ts';

/** Makes a stable UUID from the input event's stream and id and a label: the same input always names the same outputs. */
export type DeriveId = (label: string) => string;

/** An input of a process: an event of the log together with its id. */
export interface ProcessInput<In extends Message> {
  readonly event: In;
  readonly eventId: string;
  /** ISO 8601 instant at which the event happened. */
  readonly at: string;
}

/** What a process may ask for. The runtime carries it out: commands are executed, jobs dispatched, timers fired. */
export type ProcessRequest = EventOf<
  typeof CommandRequested | typeof JobRequested | typeof TimerSet | typeof TimerCancelled
>;

/** What comes of it; handed to the instance that asked. A refusal and a fired timer stand in its own stream already. */
export type ProcessFeedback = EventOf<
  typeof CommandRefused | typeof JobStarted | typeof JobCompleted | typeof JobFailed | typeof TimerFired
>;

/** Types of the feedback; a process lists those that it reacts to among its inputs. */
export const feedbackTypes: ReadonlySet<string> = new Set<ProcessFeedback['type']>([
  'kernel.CommandRefused',
  'kernel.JobStarted',
  'kernel.JobCompleted',
  'kernel.JobFailed',
  'kernel.TimerFired',
]);

/**
 * A process manager: a decider whose inputs are events. Its outputs (jobs, commands and timers asked for, milestones) are
 * events of its own stream `{category}-{uuid}`. Reacting twice to one input must yield nothing the second time.
 */
export interface Process<S, In extends Message, Own extends Message> {
  readonly category: string;
  /** Event types that it listens to, feedback included. */
  readonly inputs: readonly (In | ProcessFeedback)['type'][];
  /**
   * Where in the log it begins when it runs for the first time on an installation. `start` (the default): it catches up with
   * everything that ever happened. `now`: what happened before is none of its business. From then on both miss nothing.
   */
  readonly from?: 'start' | 'now';
  /** The uuid of the instance that handles this event; undefined: it concerns none. Feedback finds its instance by itself. */
  readonly route: (event: In) => string | undefined;
  readonly initial: S;
  /** Folds its own stream: milestones, requests, refusals and fired timers. Other events leave the state as it is. */
  readonly evolve: (state: S, event: Own | ProcessRequest | ProcessFeedback) => S;
  readonly react: (
    input: ProcessInput<In | ProcessFeedback>,
    state: S,
    derive: DeriveId,
  ) => readonly (Own | ProcessRequest)[];
}

/** The instance that an input is for. */
export const instanceOf = (process: Pick<Process<unknown, Message, Message>, 'category' | 'route'>, event: Message) => {
  if (!feedbackTypes.has(event.type)) return process.route(event);
  const { process: category, processId } = event.data as ProcessFeedback['data'];
  return category === process.category ? processId : undefined;
};
