import type { Page } from '../media/asset-board.rows.ts';

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

/** Queries of the projection `event_index`. */
export interface EventIndexQueries {
  /** Newest first. `types` are exact types; `stream` is a whole stream name. */
  events(page: {
    first: number;
    after?: string | undefined;
    stream?: string | undefined;
    types?: readonly string[] | undefined;
    correlationId?: string | undefined;
  }): Promise<Page<EventIndexRow>>;
  count(): Promise<number>;
}
