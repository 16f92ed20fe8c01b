/** The parts that the services share: the opened log, its writer, and the calls that are running. */
import type { Committer } from './storage/commit.ts';
import type { Store } from './storage/store.ts';
import type { Writer } from './streams/writer.ts';
import type { OpenCalls } from './services/open-calls.ts';

/** One running node. */
export interface Node {
  readonly store: Store;
  readonly committer: Committer;
  readonly writer: Writer;
  readonly calls: OpenCalls;
  /** Bytes that one append may have, see `eventSize`. */
  readonly maxAppendSize: number;
}
