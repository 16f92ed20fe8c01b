import { Outage } from './outage.ts';
import type { Metadata } from '../schemas/kernel/metadata.ts';

/** A position in `$all`: the commit position. Totally ordered; `0n` is before everything. */
export type Position = bigint;

/** What a stream must look like for an append to be accepted: its last revision, nothing yet, or whatever. */
export type ExpectedRevision = bigint | 'no-stream' | 'any' | 'stream-exists';

/** An event on its way into the log. `id` decides idempotency, so it is derived, never random. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: Metadata;
}

/** An event as the log holds it: raw, neither validated nor upcast (see `schemas/kernel/decode.ts`). */
export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: Position;
  /** When the log accepted it. */
  readonly recordedAt: Date;
  readonly data: unknown;
  readonly metadata: unknown;
}

export type AppendResult =
  | { readonly kind: 'appended'; readonly revision: bigint; readonly position: Position }
  | { readonly kind: 'wrong-revision'; readonly actual: bigint | 'no-stream' };

export interface ReadStreamOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** Inclusive. Default: the stream's start (its end when backwards). */
  readonly from?: bigint;
  readonly limit?: number;
}

export interface ReadAllOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** Forwards: events after this position (exclusive). Backwards: events before it. Default: the start (the end when backwards). */
  readonly after?: Position;
  readonly limit?: number;
  /** Event types or prefixes of them, evaluated by the server: `media.` selects a context. Default: every event that is not a system event. */
  readonly types?: readonly string[];
}

/** That a stream was given a retention, in seconds, or lost it (undefined). */
export interface MaxAgeSet {
  readonly stream: string;
  readonly seconds: number | undefined;
  readonly position: Position;
}

export interface SubscribeAllOptions {
  /** Events after this position (exclusive). `0n` is the beginning. */
  readonly after: Position;
  readonly types?: readonly string[];
  readonly signal: AbortSignal;
  /** Told about each lost connection and each resumption; the subscription goes on by itself. */
  readonly onInterruption?: (error: unknown, attempt: number) => void;
}

/**
 * What a live subscription yields. `checkpoint` says that everything up to `position` was considered, so that a consumer
 * of few event types can move on; it never runs ahead of an event that was not yet yielded. It comes after some tens of events
 * that were passed over, so the newest may lie behind it for as long as nobody writes: nothing may wait for it.
 */
export type LogMessage =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | { readonly kind: 'checkpoint'; readonly position: Position }
  | { readonly kind: 'caught-up' };

/** The log: the only truth. Outages throw `LogUnavailable`; a wrong revision is a value. */
export interface EventLog {
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;
  /** Yields nothing for a stream that does not exist. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;
  /** Catches up, then stays live, resubscribing with back-off from the last yielded position until aborted. Back-pressure by pull. */
  subscribeAll(options: SubscribeAllOptions): AsyncIterable<LogMessage>;
  /** Retention of a stream, in whole seconds; undefined: it keeps everything again, also what age had only hidden. */
  setMaxAge(stream: string, seconds: number | undefined): Promise<void>;
  /** Each time that a stream was given a retention or lost it, in log order, after a position (exclusive). Ends at the log's end. */
  readMaxAges(after: Position): AsyncIterable<MaxAgeSet>;
  /** Position of the newest event in the log, `0n` when it is empty. */
  head(): Promise<Position>;
  /** Position of the last record of any kind, the store's own too: no checkpoint stands behind it. `0n` when there is none. */
  end(): Promise<Position>;
  close(): Promise<void>;
}

/** The event store did not answer in time or the connection broke: an outage, to be retried by the caller's policy. */
export class LogUnavailable extends Outage {
  override name = 'LogUnavailable';
}
