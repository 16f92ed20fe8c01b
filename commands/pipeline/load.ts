import type { Decider, Message } from '../../domain/kernel/decider.ts';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import type { Recording } from '../../schemas/kernel/decode.ts';
import type { Actor, Metadata } from '../../schemas/kernel/metadata.ts';
import type { Language } from '../../schemas/kernel/language.ts';

/** What reading and writing history needs. */
export interface HistoryDeps {
  readonly log: EventLog;
  readonly language: Language;
}

/** A stream as folded so far. `revision` is -1n before the first event. */
export interface Loaded<S> {
  readonly state: S;
  readonly revision: bigint;
  /** The stream's first and last event: when, by whom and in which flow it began and last changed. */
  readonly first?: Recording & Message;
  readonly last?: Recording;
  /** Where the command in question was committed before, if it was. */
  readonly committed?: {
    readonly revision: bigint;
    readonly position: bigint;
    /** The type that the command had then; undefined on events that do not say it. */
    readonly type: string | undefined;
    readonly actor: Actor;
  };
}

/** A stream holds an event that this version of the code does not understand: deciding on half a history would be a lie. */
export class UnreadableHistory extends Error {
  override name = 'UnreadableHistory';
}

/** How a stream is folded. */
export interface Folded<S, E extends Message> extends Pick<
  Decider<S, never, E>,
  'initial' | 'evolve' | 'edges' | 'isWholeAtItsEnd'
> {
  /** What becomes of the state by an event that this version of the code does not understand; without it, nobody goes on. */
  readonly unreadable?: (state: S, event: RecordedEvent) => S;
}

/** The events after a revision, but only so many at either end. */
async function* eventsAtEdges(
  log: EventLog,
  stream: string,
  after: bigint,
  edges: number,
): AsyncIterable<RecordedEvent> {
  let last = after;
  let seen = 0;
  for await (const event of log.readStream(stream, { from: after + 1n, limit: edges })) {
    last = event.revision;
    seen += 1;
    yield event;
  }
  if (seen < edges) return;
  const end: RecordedEvent[] = [];
  for await (const event of log.readStream(stream, { direction: 'backwards', limit: edges })) end.push(event);
  yield* end.toReversed().filter(({ revision }) => revision > last);
}

/** Folds what lies beyond `known`, and looks for traces of `commandId`. */
export async function load<S, E extends Message>(
  { log, language }: HistoryDeps,
  decider: Folded<S, E>,
  stream: string,
  commandId?: string,
  known: Loaded<S> = { state: decider.initial, revision: -1n },
): Promise<Loaded<S>> {
  let { state, revision, first, last, committed } = known;
  const { edges } = decider;
  const events =
    edges === undefined ? log.readStream(stream, { from: revision + 1n }) : eventsAtEdges(log, stream, revision, edges);
  for await (const recorded of events) {
    const decoded = language.decode(recorded);
    revision = recorded.revision;
    if (decoded.kind === 'unknown') {
      if (decider.unreadable === undefined)
        throw new UnreadableHistory(
          `Event ${revision} of ${stream} is not understood (${decoded.reason}); run a version that knows it.`,
        );
      state = decider.unreadable(state, recorded);
      continue;
    }
    state = decider.evolve(state, decoded.event as unknown as E, decoded.event);
    first ??= decoded.event;
    last = decoded.event;
    if (commandId !== undefined && decoded.event.metadata.commandId === commandId)
      committed = committedBy(recorded, decoded.event.metadata);
  }
  if (revision === known.revision) return known;
  return {
    state,
    revision,
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    ...(committed === undefined ? {} : { committed }),
  };
}

const committedBy = (
  { revision, position }: RecordedEvent,
  { commandType: type, actor }: Metadata,
): Loaded<unknown>['committed'] => ({ revision, position, type, actor });

/**
 * The state of one stream as its own decider sees it, of the whole stream. History is read through this, through `remembering`
 * where the same streams are asked for again and again, or through a read model; a check refuses other readers of streams
 * (`platform/testing/stream-readers.ts` names those that there are: pages of the log, and what looks for one fact alone).
 * @param known what was folded before, or is known of the state as of a revision: only what came since is read
 * @throws LogUnavailable, UnreadableHistory
 */
export const loadState = <S, E extends Message>(
  deps: HistoryDeps,
  decider: Folded<S, E> & { readonly category: string },
  streamId: string,
  known?: Loaded<S>,
): Promise<Loaded<S>> => load(deps, whole(decider), `${decider.category}-${streamId}`, undefined, known);

/** The same fold without edges: what a reader wants to know may stand anywhere, unless the end holds it all. */
export const whole = <S, E extends Message>(fold: Folded<S, E>): Folded<S, E> => {
  const { initial, evolve, unreadable, edges, isWholeAtItsEnd } = fold;
  return {
    initial,
    evolve,
    ...(unreadable === undefined ? {} : { unreadable }),
    ...(isWholeAtItsEnd === undefined || edges === undefined ? {} : { edges }),
  };
};
