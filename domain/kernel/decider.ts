/** A message: an event or a command, discriminated by `type`. */
export interface Message {
  readonly type: string;
  readonly data: unknown;
}

/** A business refusal: a value, never an exception. `code` is `noun.kebab-reason`, `message` says what to do. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
}

export type Decision<E, R> =
  | { readonly kind: 'accepted'; readonly events: readonly E[] }
  | { readonly kind: 'rejected'; readonly rejection: R };

/**
 * A pure state machine over one stream (the decider pattern: J. Chassaing, "Functional Event Sourcing Decider").
 * `decide` never looks at a clock or makes an id: both arrive inside the command. `evolve` is total and never throws.
 */
export interface Decider<S, C extends Message & { readonly at: string }, E extends Message, R extends Rejection = Rejection> {
  readonly category: string;
  /** Bump it when `evolve` or the state's shape changes: snapshots die, truth does not. */
  readonly foldVersion: number;
  readonly initial: S;
  readonly evolve: (state: S, event: E) => S;
  readonly decide: (command: C, state: S) => Decision<E, R>;
}

/** Nothing to do is an accepted decision without events. */
export const accepted = <E>(...events: readonly E[]): Decision<E, never> => ({ kind: 'accepted', events });

export const rejected = <R extends Rejection>(rejection: R): Decision<never, R> => ({ kind: 'rejected', rejection });
