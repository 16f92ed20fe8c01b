import type { Decider, Message } from './decider.ts';
import type { Process } from './process.ts';

/** A decider whose types are known only to itself. */
export type AnyDecider = Decider<unknown, Message & { readonly at: string }, Message>;

/** A process whose types are known only to itself. */
export type AnyProcess = Process<unknown, Message, Message>;

/** What a bounded context brings to the domain. */
export interface DomainContext {
  readonly name: string;
  readonly deciders: readonly AnyDecider[];
  readonly processes: readonly AnyProcess[];
}

type Untyped<D> = D extends Decider<infer _S, infer _C, infer _E> ? AnyDecider : never;

/** Forgets the types of a decider, so that it may stand in a list with others. Its commands are checked before it sees them. */
export const anyDecider = <D>(decider: D & { readonly category: string }): Untyped<D> =>
  decider as unknown as Untyped<D>;

/** Forgets the types of a process, so that it may stand in a list with others. It is given only events that it listens to. */
export const anyProcess = (process: { readonly category: string }): AnyProcess => process as unknown as AnyProcess;
