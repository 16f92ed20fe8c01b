/**
 * The one place that adds to the log. Every append is decided and staged in one turn of the event loop, in the order of
 * arrival, and answered when everything staged until then is durable.
 */
import { randomUUID } from 'node:crypto';
import type { Committer } from '../storage/commit.ts';
import { DamagedLog } from '../storage/damage.ts';
import { dataOf, encodeRecord, idOf, positionOf, spanOf, type ProposedEvent } from '../storage/record.ts';
import { DELETED, NO_STREAM } from '../storage/revision.ts';
import type { StagedRecord, Store } from '../storage/store.ts';
import { decideAppend, type AppendDecision, type Located } from './decide.ts';
import { makeHeads, type Heads } from './heads.ts';
import {
  isMetastream,
  isSoftDeleted,
  metadataFrom,
  metastreamOf,
  originalOf,
  SOFT_DELETE_JSON,
  withTruncateBefore,
} from './metadata.ts';
import { makeSeenIds } from './seen-ids.ts';

/** What became of an append or a delete. `position` is absent if nothing was written. */
export type WriteResult =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-version'; readonly current: number }
  | { readonly kind: 'deleted' };

/** The writing side of the node. */
export interface Writer {
  /** Each rejects with a `DamagedLog` if what it has to look up is damaged; nothing is written then. */
  append(stream: string, expected: number, events: readonly ProposedEvent[]): Promise<WriteResult>;
  softDelete(stream: string, expected: number): Promise<WriteResult>;
  tombstone(stream: string, expected: number): Promise<WriteResult>;
  /** Resolves when everything staged so far is durable. */
  idle(): Promise<void>;
}

const NOTHING = new Uint8Array();

/** Makes the writer of `store`, which remembers the heads of `capacity` streams. */
export function makeWriter(store: Store, committer: Committer, end = store.end(), capacity?: number): Writer {
  const heads = makeHeads(store, committer, capacity);
  const seen = makeSeenIds();
  let { nextPosition, nextStreamNumber, newestCreated } = end;

  const place = (staged: StagedRecord[], stream: string, event: ProposedEvent, revision?: number): Located => {
    const head = heads.get(stream);
    const newStream = head.streamNumber === 0;
    const streamNumber = newStream ? nextStreamNumber++ : head.streamNumber;
    const at: Located = { revision: revision ?? head.last + 1, position: nextPosition };
    const bytes = encodeRecord(event, { stream, ...at, created: newestCreated });
    nextPosition += spanOf(bytes);
    heads.advance(stream, { streamNumber, ...at, bytes });
    // the head's own text, so that all ids of a stream share one
    seen.add(event.id, head.stream, at);
    staged.push({ stream, streamNumber, newStream, ...at, bytes });
    return at;
  };

  const commit = (staged: readonly StagedRecord[]): void => committer.stage(staged);

  const whenDurable = async (result: WriteResult): Promise<WriteResult> =>
    new Promise((resolve) => committer.whenDurable(() => resolve(result)));

  const decide = (stream: string, expected: number, ids: readonly string[]): AppendDecision =>
    decideAppend({
      current: heads.get(stream).last,
      expected,
      ids,
      softDeleted: softDeleted(heads, stream),
      hasMetadata: () => heads.get(metastreamOf(stream)).last !== NO_STREAM,
      cached: (id) => seen.find(id, stream),
      storedAt(revision, id) {
        const found = seen.find(id, stream);
        if (found?.revision === revision) return found;
        const bytes = findRecord(store, committer, heads.get(stream).streamNumber, revision);
        return bytes !== undefined && idOf(bytes) === id ? { revision, position: positionOf(bytes) } : undefined;
      },
    });

  const tick = (): void => {
    newestCreated = Math.max(newestCreated, Date.now());
  };

  /** The extra record that an append to a soft-deleted stream, or to its metadata, brings with it. */
  const undelete = (staged: StagedRecord[], stream: string, before: number, events: readonly ProposedEvent[]): void => {
    if (isMetastream(stream)) {
      const last = events.at(-1);
      const original = heads.get(originalOf(stream)).last;
      if (last !== undefined)
        place(staged, stream, metadataEvent(withTruncateBefore(Buffer.from(last.data).toString('utf8'), original + 1)));
      return;
    }
    const former = heads.metadata(stream);
    place(
      staged,
      metastreamOf(stream),
      metadataEvent(withTruncateBefore(former === undefined ? '' : dataOf(former).toString('utf8'), before + 1)),
    );
  };

  /** What an append has to look up may be damaged: then that append fails, and nothing of it was staged. */
  const unlessDamaged = (write: () => Promise<WriteResult>): Promise<WriteResult> => {
    const before = nextPosition;
    try {
      return write();
    } catch (error) {
      if (error instanceof DamagedLog && nextPosition === before) return Promise.reject(error);
      throw error;
    }
  };

  const writer: Writer = {
    append(stream, expected, events) {
      const current = heads.get(stream).last;
      const decision = decide(
        stream,
        expected,
        events.map((event) => event.id),
      );
      if (decision.kind !== 'write') return whenDurable(refusal(decision, current));
      tick();
      const buried = softDeleted(heads, isMetastream(stream) ? originalOf(stream) : stream);
      const staged: StagedRecord[] = [];
      let at: Located | undefined;
      for (const event of events) at = place(staged, stream, event);
      if (buried) undelete(staged, stream, current, events);
      commit(staged);
      return whenDurable({ kind: 'written', revision: at?.revision ?? current, position: at?.position });
    },
    softDelete(stream, expected) {
      const current = heads.get(stream).last;
      const metastream = metastreamOf(stream);
      if (current === NO_STREAM && heads.get(metastream).last === NO_STREAM)
        return whenDurable({ kind: 'wrong-version', current });
      const decision = decide(stream, expected, [randomUUID()]);
      if (decision.kind !== 'write') return whenDurable(refusal(decision, current));
      tick();
      const staged: StagedRecord[] = [];
      const at = place(staged, metastream, metadataEvent(SOFT_DELETE_JSON));
      commit(staged);
      return whenDurable({ kind: 'written', ...at });
    },
    tombstone(stream, expected) {
      const current = heads.get(stream).last;
      const decision = decide(stream, expected, [randomUUID()]);
      if (decision.kind !== 'write') return whenDurable(refusal(decision, current));
      tick();
      const staged: StagedRecord[] = [];
      const event: ProposedEvent = {
        id: randomUUID(),
        type: '$streamDeleted',
        json: false,
        metadata: NOTHING,
        data: NOTHING,
      };
      const at = place(staged, stream, event, DELETED);
      commit(staged);
      return whenDurable({ kind: 'written', ...at });
    },
    idle: async () => new Promise((resolve) => committer.whenDurable(resolve)),
  };
  return {
    append: (...append) => unlessDamaged(() => writer.append(...append)),
    softDelete: (...stream) => unlessDamaged(() => writer.softDelete(...stream)),
    tombstone: (...stream) => unlessDamaged(() => writer.tombstone(...stream)),
    idle: writer.idle,
  };
}

function softDeleted(heads: Heads, stream: string): boolean {
  return !isMetastream(stream) && isSoftDeleted(metadataFrom(stream, heads.metadata(stream)));
}

function refusal(decision: Exclude<AppendDecision, { kind: 'write' }>, current: number): WriteResult {
  if (decision.kind === 'repeat') return { kind: 'written', ...decision.at };
  if (decision.kind === 'empty') return { kind: 'written', revision: current, position: undefined };
  return decision.kind === 'deleted' ? { kind: 'deleted' } : { kind: 'wrong-version', current };
}

function metadataEvent(json: string): ProposedEvent {
  return { id: randomUUID(), type: '$metadata', json: true, metadata: NOTHING, data: Buffer.from(json) };
}

function findRecord(store: Store, committer: Committer, streamNumber: number, revision: number): Buffer | undefined {
  const stored = store.record(streamNumber, revision);
  if (stored !== undefined) return stored;
  for (const record of committer.pending()) {
    if (record.streamNumber === streamNumber && record.revision === revision) return record.bytes;
  }
  return undefined;
}
