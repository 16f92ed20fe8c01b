/**
 * Catch-up subscriptions. Each one is a cursor over the log: it reads while there is something to read and otherwise waits
 * for a commit. There is no live buffer that could overflow, so history and live events join without gap or repeat.
 */
import { randomUUID } from 'node:crypto';
import { streamDeleted } from '../errors.ts';
import type { Node } from '../node.ts';
import { yieldTurn, type Outgoing } from '../services/flow.ts';
import { positionOf, revisionOf } from '../storage/record.ts';
import { DELETED, NO_STREAM } from '../storage/revision.ts';
import { encodeCaughtUp, encodeCheckpoint, encodeConfirmation } from '../wire/read-response.ts';
import { makeCheckpoints } from './filter-checkpoints.ts';
import { answerOf, isHidden } from './filter.ts';
import { isMetastream, originalOf } from './metadata.ts';
import { checkPosition } from './position.ts';
import { PAGE, readMessage } from './read.ts';
import type { AllSource, ReadOptions, StreamSource } from './read-options.ts';
import { windowOf } from './window.ts';

/** Serves one subscription until either side ends it. */
export async function serveSubscription(node: Node, out: Outgoing, options: ReadOptions): Promise<void> {
  if (options.source.kind === 'all') await subscribeToAll(node, out, options, options.source);
  else await subscribeToStream(node, out, options, options.source);
}

async function subscribeToAll(node: Node, out: Outgoing, options: ReadOptions, source: AllSource): Promise<void> {
  const { filter } = source;
  checkPosition(node, source.from, false);
  const bell = makeBell(node, out, undefined);
  const checkpoints = filter === undefined ? undefined : makeCheckpoints(filter);
  let cursor = source.from === 'start' ? -1 : source.from === 'end' ? node.committer.committedPosition() : source.from;
  let live = false;
  await out.send(encodeConfirmation(randomUUID()));
  while (!out.ended) {
    const page = node.store.pageForwards(cursor + 1, PAGE);
    if (page.length === 0) {
      if (!live) {
        live = true;
        checkpoints?.goLive();
        await out.send(encodeCaughtUp());
        continue;
      }
      await bell.rung();
      continue;
    }
    if (live && page.length === PAGE) {
      live = false;
      checkpoints?.catchUp();
    }
    for (const record of page) {
      cursor = positionOf(record);
      if (isHidden(record)) continue;
      const wanted = filter?.matches(record) ?? (filter === undefined || (await answerOf(filter)));
      if (wanted) {
        const behind = out.send(readMessage(node, record, options));
        if (behind !== undefined) await behind;
      }
      if (out.ended) return;
      const checkpoint = checkpoints?.consider(cursor, wanted);
      if (checkpoint !== undefined) await out.send(encodeCheckpoint(checkpoint));
    }
    await yieldTurn();
  }
}

async function subscribeToStream(node: Node, out: Outgoing, options: ReadOptions, source: StreamSource): Promise<void> {
  const { stream } = source;
  const { store } = node;
  const first = windowOf(store, stream, Date.now());
  if (first.kind === 'deleted') throw streamDeleted(stream);
  let streamNumber = store.streamNumber(stream);
  const last = streamNumber === undefined ? NO_STREAM : store.lastRevision(streamNumber);
  const bell = makeBell(node, out, stream);
  let next = source.from === 'start' ? 0 : source.from === 'end' ? last + 1 : source.from + 1;
  let live = false;
  await out.send(encodeConfirmation(randomUUID()));
  while (!out.ended) {
    streamNumber ??= store.streamNumber(stream);
    // retention applies to history; what is committed while the subscription is live is pushed as it is
    if (!live && streamNumber !== undefined) {
      const window = windowOf(store, stream, Date.now());
      if (window.kind === 'open') next = Math.max(next, window.min);
      else if (window.kind === 'not-found') next = Math.max(next, store.lastRevision(streamNumber) + 1);
    }
    const page = streamNumber === undefined ? [] : store.streamPage(streamNumber, next, DELETED, false, PAGE);
    if (page.length === 0) {
      if (isMetastream(stream) && windowOf(store, stream, Date.now()).kind === 'deleted')
        throw streamDeleted(originalOf(stream));
      if (!live) {
        live = true;
        await out.send(encodeCaughtUp());
        continue;
      }
      await bell.rung();
      continue;
    }
    if (page.length === PAGE) live = false;
    for (const record of page) {
      const revision = revisionOf(record);
      const behind = out.send(readMessage(node, record, options));
      if (behind !== undefined) await behind;
      if (out.ended) return;
      if (revision === DELETED) throw streamDeleted(stream);
      next = revision + 1;
    }
    await yieldTurn();
  }
}

interface Bell {
  /** Resolves when something was committed since the last call, or when the call has ended. */
  rung(): Promise<void>;
}

/** Rings at every commit to `stream`, or to any if undefined. A ring that nobody waits for is kept. */
function makeBell(node: Node, out: Outgoing, stream: string | undefined): Bell {
  const original = stream !== undefined && isMetastream(stream) ? originalOf(stream) : undefined;
  let wake: (() => void) | undefined;
  let ringing = false;
  const ring = (): void => {
    ringing = true;
    wake?.();
  };
  const silence = node.committer.onCommit((streams) => {
    if (stream === undefined || streams.has(stream) || (original !== undefined && streams.has(original))) ring();
  });
  out.onEnd(() => {
    silence();
    ring();
  });
  return {
    async rung() {
      if (!ringing && !out.ended) await new Promise<void>((resolve) => (wake = resolve));
      ringing = false;
      wake = undefined;
    },
  };
}
