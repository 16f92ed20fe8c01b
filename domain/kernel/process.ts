import type { Message } from './decider.ts';

/** Makes a stable UUID from the input event's id and a label: the same input always names the same outputs. */
export type DeriveId = (label: string) => string;

/** An input of a process: an event of the log together with its id. */
export interface ProcessInput<In extends Message> {
  readonly event: In;
  readonly eventId: string;
  /** ISO 8601 instant at which the event happened. */
  readonly at: string;
}

/**
 * A process manager: a decider whose inputs are events. Its outputs (jobs and commands asked for, milestones) are events
 * of its own stream `{category}-{route(event)}`. Reacting twice to one input must yield nothing the second time.
 */
export interface Process<S, In extends Message, Out extends Message> {
  readonly category: string;
  /** Event types that it listens to. */
  readonly inputs: readonly In['type'][];
  /** The uuid of the instance that handles this event. */
  readonly route: (event: In) => string;
  readonly initial: S;
  readonly evolve: (state: S, output: Out) => S;
  readonly react: (input: ProcessInput<In>, state: S, derive: DeriveId) => readonly Out[];
}
