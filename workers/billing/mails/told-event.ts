import { loadState, type Folded, type HistoryDeps } from '../../../commands/pipeline/load.ts';
import type { Message } from '../../../domain/kernel/decider.ts';

/** An event that somebody is told of, where it stands in its stream. */
export interface ToldEvent<S, E extends Message> {
  readonly event: E;
  /** When it happened, ISO 8601. */
  readonly at: string;
  readonly before: S;
  readonly after: S;
  /** The events around it; undefined: there is none. `followed`: by what the same command led to right after it. */
  readonly previous: E | undefined;
  readonly followed: E | undefined;
}

interface Reading<S, E extends Message> {
  readonly state: S;
  readonly last: E | undefined;
  readonly told: (ToldEvent<S, E> & { readonly revision: bigint; readonly commandId: string }) | undefined;
}

/**
 * Reads an event with the states of its stream before and after it: a message says what held then, however late it is sent. Undefined: it
 * is not there, or not understood. @throws LogUnavailable
 */
export async function toldEvent<S, E extends Message>(
  deps: HistoryDeps,
  decider: Folded<S, E> & { readonly category: string },
  { streamId, eventId }: { readonly streamId: string; readonly eventId: string },
): Promise<ToldEvent<S, E> | undefined> {
  const initial: Reading<S, E> = { state: decider.initial, last: undefined, told: undefined };
  const fold: Folded<Reading<S, E>, E> & { readonly category: string } = {
    category: decider.category,
    initial,
    unreadable: (reading) => reading,
    evolve(reading, event, recording) {
      const state = decider.evolve(reading.state, event, recording);
      const { revision, metadata } = recording;
      const { commandId, occurredAt: at } = metadata;
      const around = { before: reading.state, after: state, previous: reading.last, followed: undefined };
      if (recording.id === eventId) return { state, last: event, told: { event, at, revision, commandId, ...around } };
      const { told } = reading;
      const follows = told?.revision === revision - 1n && told.commandId === commandId;
      return { state, last: event, told: told && follows ? { ...told, followed: event } : told };
    },
  };
  return (await loadState(deps, fold, streamId)).state.told;
}
