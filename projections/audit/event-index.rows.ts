import type { Page } from '../db/page.ts';

/** One event of the log, findable by stream, type, entity and cause. */
export interface EventIndexRow {
  readonly position: string;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly actorKind: string | null;
  readonly actorId: string | null;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  readonly commandId: string | null;
}

/** Narrows the list of events; what is left out does not count, an empty list fits nothing. */
export interface EventFilter {
  /** A whole stream name. */
  readonly stream?: string | undefined;
  readonly correlationId?: string | undefined;
  /** Exact event types. */
  readonly types?: readonly string[] | undefined;
  /** The part of the types before the dot. */
  readonly contexts?: readonly string[] | undefined;
  readonly actorKinds?: readonly string[] | undefined;
  /** A UUID: everything in the streams of that entity, or of that correlation. Other words: all of them in the event type, in any case. */
  readonly search?: string | undefined;
}

/** Events of this type by this kind of actor (null: it does not say) are in the index. */
export interface EventKindRow {
  readonly type: string;
  readonly actorKind: string | null;
}

/** Queries of the projection `event_index`, which holds every event but telemetry. */
export interface EventIndexQueries {
  /** Newest first. Each filter is answered from an index, however rare what it looks for is. */
  events(page: EventFilter & { first: number; after?: string | undefined }): Promise<Page<EventIndexRow>>;
  /** What there is to filter by, in the order of the alphabet. */
  kinds(): Promise<readonly EventKindRow[]>;
  count(): Promise<number>;
}
