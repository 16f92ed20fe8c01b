/**
 * Group commit: whatever is staged while one transaction is being flushed becomes the next transaction, so the number of
 * flushes does not grow with the number of appends. A group is written whole or not at all.
 */
import { positionOf } from './record.ts';
import type { StagedRecord, Store } from './store.ts';

interface Group {
  readonly records: StagedRecord[];
  readonly waiting: (() => void)[];
  bytes: number;
}

/** Told after every commit: which streams were written. */
export type CommitListener = (streams: ReadonlySet<string>) => void;

/** The writing end of the log. */
export interface Committer {
  /** Queues the records of one append; they are committed together. */
  stage(records: readonly StagedRecord[]): void;
  /** Calls back when everything staged so far is durable (at once if it is). */
  whenDurable(callback: () => void): void;
  /** Records that are staged and not committed yet, oldest first. */
  pending(): Iterable<StagedRecord>;
  /** Bytes staged and not durable yet. */
  pendingBytes(): number;
  /** Position of the newest committed record. */
  committedPosition(): number;
  /** Subscribes to commits; returns the end of the subscription. */
  onCommit(listener: CommitListener): () => void;
}

/** Makes the committer of `store`. `failed` hears of a write that the disk refused: nothing may be acknowledged after it. */
export function makeCommitter(store: Store, lastPosition: number, failed: (error: unknown) => void): Committer {
  let current = newGroup();
  let writing: Group | undefined;
  let scheduled = false;
  let committed = lastPosition;
  const listeners = new Set<CommitListener>();

  const schedule = (): void => {
    if (scheduled || writing !== undefined || current.records.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void flush();
    });
  };

  const flush = async (): Promise<void> => {
    const group = current;
    writing = group;
    current = newGroup();
    try {
      await store.write(group.records);
    } catch (error) {
      failed(error);
      return;
    }
    writing = undefined;
    const streams = new Set<string>();
    for (const record of group.records) streams.add(record.stream);
    const last = group.records.at(-1);
    if (last !== undefined) committed = positionOf(last.bytes);
    schedule();
    for (const callback of group.waiting) callback();
    for (const listener of [...listeners]) listener(streams);
  };

  return {
    stage(records) {
      for (const record of records) {
        current.records.push(record);
        current.bytes += record.bytes.length;
      }
      schedule();
    },
    whenDurable(callback) {
      if (current.records.length > 0) current.waiting.push(callback);
      else if (writing !== undefined) writing.waiting.push(callback);
      else callback();
    },
    *pending() {
      if (writing !== undefined) yield* writing.records;
      yield* current.records;
    },
    pendingBytes: () => current.bytes + (writing?.bytes ?? 0),
    committedPosition: () => committed,
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function newGroup(): Group {
  return { records: [], waiting: [], bytes: 0 };
}
