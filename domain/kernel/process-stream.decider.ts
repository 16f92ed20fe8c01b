import type { EventOf } from '../../schemas/kernel/define.ts';
import type { processEvents } from '../../schemas/kernel/process.events.ts';
import { accepted, decideBy, evolveBy, refuse } from './decider.ts';
import type { Decider, Rejection } from './decider.ts';

export type ProcessStreamEvent = EventOf<(typeof processEvents)[number]>;
type Data<T extends ProcessStreamEvent['type']> = Extract<ProcessStreamEvent, { readonly type: T }>['data'];

/** What the runtime tells a process' stream. */
export type ProcessStreamCommand =
  | { readonly type: 'RefuseCommand'; readonly data: Data<'kernel.CommandRefused'>; readonly at: string }
  | { readonly type: 'FireTimer'; readonly data: Omit<Data<'kernel.TimerFired'>, 'firedAt'>; readonly at: string };

/** The part of a process' stream that the runtime decides on: open requests and set timers. */
export interface ProcessStreamState {
  /** Ids of commands that were requested and not refused. */
  readonly requested: ReadonlySet<string>;
  /** Instants at which set timers are due, by name. */
  readonly timers: ReadonlyMap<string, string>;
}

const without = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> => {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
};

/**
 * Decides on refusals and timers in the stream of any process: a timer that was moved, cancelled or fired does not fire
 * again, however late or often somebody says that it is due.
 */
export const processStreamDecider = (
  category: string,
): Decider<ProcessStreamState, ProcessStreamCommand, ProcessStreamEvent> => ({
  category,
  initial: { requested: new Set(), timers: new Map() },
  evolve: evolveBy<ProcessStreamState, ProcessStreamEvent>({
    'kernel.CommandRequested': (state, { requestId }) => ({
      ...state,
      requested: new Set([...state.requested, requestId]),
    }),
    'kernel.CommandRefused': (state, { requestId }) => ({
      ...state,
      requested: new Set([...state.requested].filter((id) => id !== requestId)),
    }),
    'kernel.JobRequested': (state) => state,
    'kernel.TimerSet': (state, { name, dueAt }) => ({ ...state, timers: new Map([...state.timers, [name, dueAt]]) }),
    'kernel.TimerCancelled': (state, { name }) => ({ ...state, timers: without(state.timers, name) }),
    'kernel.TimerFired': (state, { name }) => ({ ...state, timers: without(state.timers, name) }),
  }),
  decide: decideBy<ProcessStreamState, ProcessStreamCommand, ProcessStreamEvent, Rejection>({
    RefuseCommand: (state, data) =>
      state.requested.has(data.requestId)
        ? accepted<ProcessStreamEvent>({ type: 'kernel.CommandRefused', data })
        : accepted(),
    FireTimer: (state, data, at) => {
      const dueAt = state.timers.get(data.name);
      // An instant may be written with or without fractions of a second.
      if (dueAt === undefined || Date.parse(dueAt) !== Date.parse(data.dueAt)) return accepted();
      if (Date.parse(at) < Date.parse(dueAt))
        return refuse('timer.not-due', `The timer "${data.name}" is due at ${dueAt}; wait until then.`);
      return accepted<ProcessStreamEvent>({ type: 'kernel.TimerFired', data: { ...data, dueAt, firedAt: at } });
    },
  }),
});
