import type { Recording } from '../../schemas/kernel/decode.ts';

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
 * `decide` never looks at a clock or makes an id: both arrive inside the command. `evolve` is total and never throws; beside the
 * event it is told where and when that stands in the log, and who caused it, for states that keep something of it.
 */
export interface Decider<
  S,
  C extends Message & { readonly at: string },
  E extends Message,
  R extends Rejection = Rejection,
> {
  readonly category: string;
  readonly initial: S;
  readonly evolve: (state: S, event: E, recording: Recording) => S;
  readonly decide: (command: C, state: S) => Decision<E, R>;
  /**
   * Where others than its commands could make a stream long: what counts for a decision stands among so many events at its
   * beginning and so many at its end. Loading it to decide then costs the same whatever the stream's length; whoever reads the
   * state (`loadState`, `remembering`) gets it of the whole stream.
   */
  readonly edges?: number;
  /** Each event holds all that counts: then `edges` are enough for whoever reads the state too. */
  readonly isWholeAtItsEnd?: true;
}

/** Nothing to do is an accepted decision without events. */
export const accepted = <E>(...events: readonly E[]): Decision<E, never> => ({ kind: 'accepted', events });

export const rejected = <R extends Rejection>(rejection: R): Decision<never, R> => ({ kind: 'rejected', rejection });

/**
 * One fold step per event type: forgetting a type is a compile error. `More`: what a step is told beside the data, `[Recording]`
 * or nothing.
 */
export type EvolveTable<S, E extends Message, More extends readonly unknown[] = []> = {
  readonly [T in E['type']]: (state: S, data: Extract<E, { type: T }>['data'], ...more: More) => S;
};

/** One rule per command type: forgetting a type is a compile error. `at` is the command's instant. */
export type DecideTable<S, C extends Message & { readonly at: string }, E, R> = {
  readonly [T in C['type']]: (state: S, data: Extract<C, { type: T }>['data'], at: string) => Decision<E, R>;
};

/** Makes a fold of a table. Event types that the table does not know leave the state as it is. */
export const evolveBy =
  <S, E extends Message, More extends readonly unknown[] = []>(table: EvolveTable<S, E, More>) =>
  (state: S, event: E, ...more: More): S => {
    const step = (table as Record<string, ((state: S, data: unknown, ...more: More) => S) | undefined>)[event.type];
    return step === undefined ? state : step(state, event.data, ...more);
  };

/** Makes `decide` of a table. */
export const decideBy =
  <S, C extends Message & { readonly at: string }, E, R>(table: DecideTable<S, C, E, R>) =>
  (command: C, state: S): Decision<E, R> => {
    const rule = (table as Record<string, ((state: S, data: unknown, at: string) => Decision<E, R>) | undefined>)[
      command.type
    ];
    if (rule === undefined)
      throw new Error(`No rule for the command "${command.type}": it was sent to the wrong decider.`);
    return rule(state, command.data, command.at);
  };

/** Shorthand for a refusal. */
export const refuse = <K extends string>(code: K, message: string): Decision<never, { code: K; message: string }> =>
  rejected({ code, message });
