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

type Folded<S, E extends Message> = Pick<Decider<S, never, E>, 'initial' | 'evolve' | 'edges'>;

/** The events after a revision; only so many at either end when more are not needed. */
async function* eventsOf(
  log: EventLog,
  stream: string,
  after: bigint,
  edges: number | undefined,
): AsyncIterable<RecordedEvent> {
  if (edges === undefined) return yield* log.readStream(stream, { from: after + 1n });
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
  for await (const recorded of eventsOf(log, stream, revision, decider.edges)) {
    const decoded = language.decode(recorded);
    if (decoded.kind === 'unknown')
      throw new UnreadableHistory(
        `Event ${recorded.revision} of ${stream} is not understood (${decoded.reason}); run a version that knows it.`,
      );
    state = decider.evolve(state, decoded.event as unknown as E);
    revision = recorded.revision;
    first ??= decoded.event;
    last = decoded.event;
    if (commandId !== undefined && decoded.event.metadata.commandId === commandId)
      committed = committedBy(recorded, decoded.event.metadata);
  }
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
 * The state of one stream as its own decider sees it. History is read through this or through a read model. Two places
 * ask a stream for one fact alone, whether something of it stands behind a row or in the stream of a process; and the gateway
 * folds accounts, sign-ins and profiles itself (`gateway/identity/*-now.ts`), for positions, times and sealed values that no
 * decision needs.
 * @throws LogUnavailable, UnreadableHistory
 */
export const loadState = <S, E extends Message>(
  deps: HistoryDeps,
  decider: Folded<S, E> & { readonly category: string },
  streamId: string,
): Promise<Loaded<S>> => load(deps, decider, `${decider.category}-${streamId}`);
