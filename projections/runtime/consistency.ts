import type { Page } from '../db/page.ts';

/** What the gateway needs to know about the projections as a whole. */
export interface ProjectionStatus {
  readonly name: string;
  /** Position of the last handled event, decimal. */
  readonly position: string;
  readonly state: 'live' | 'catching-up' | 'rebuilding' | 'paused' | 'stopped';
  /** Events parked because the projection could not handle them. */
  readonly parked: number;
  readonly updatedAt: string;
}

/** One parked event: what it is, why it was parked and when. */
export interface ParkedEvent {
  readonly projection: string;
  readonly position: string;
  readonly eventId: string;
  readonly stream: string;
  readonly type: string;
  readonly key: string;
  readonly error: string;
  readonly parkedAt: string;
}

/** What one consumer of the log, a read model or a role, has set aside. */
export interface ParkedCount {
  readonly consumer: string;
  readonly events: number;
  /** Keys and streams whose later events wait. */
  readonly keys: number;
}

/** Read-your-writes and supervision over all projections. */
export interface Consistency {
  /** Resolves true once every named projection has handled `token`, false after `timeoutMs` (the caller answers with what there is). */
  waitFor(token: string, projections: readonly string[], timeoutMs: number): Promise<boolean>;
  /**
   * How far the read models are, as a text that changes whenever one of them does: an answer whose rows were read after it
   * holds for as long as it stays. Undefined when one of them has no checkpoint.
   * @param since it is not older than this, ms on the monotonic clock (`performance.now()`)
   */
  version(projections: readonly string[], since: number): Promise<string | undefined>;
  status(): Promise<readonly ProjectionStatus[]>;
  /** The newest parked events, as many as are asked for and 500 at most. */
  parked(limit: number): Promise<readonly ParkedEvent[]>;
  /** A page of them, newest first. @throws BadCursor */
  parkedPage(page: { readonly first: number; readonly after?: string | undefined }): Promise<Page<ParkedEvent>>;
  /** Of every consumer that has parked something: read models, processes, the dispatcher. By name. */
  parkedCounts(): Promise<readonly ParkedCount[]>;
  /** What somebody should look at although everything answers: a sentence each, with what to do. */
  troubles(): Promise<readonly string[]>;
}
