/** Finite reads of a stream and of `$all`, in both directions, a page at a time. */
import { streamDeleted } from '../errors.ts';
import type { Node } from '../node.ts';
import { yieldTurn, type Outgoing } from '../services/flow.ts';
import { positionOf, revisionOf, type RecordBytes } from '../storage/record.ts';
import { encodeReadEvent, encodeStreamNotFound } from '../wire/read-response.ts';
import { answerOf, isHidden } from './filter.ts';
import { checkPosition } from './position.ts';
import { resolveLink, unresolved } from './links.ts';
import type { AllSource, ReadOptions, StreamSource } from './read-options.ts';
import { windowOf } from './window.ts';

/** Records that are fetched at once. */
export const PAGE = 256;

/** Serves one finite read; ends the call. */
export async function serveRead(node: Node, out: Outgoing, options: ReadOptions): Promise<void> {
  const count = options.count ?? 0;
  if (options.source.kind === 'all') await readAll(node, out, options, options.source, count);
  else await readStream(node, out, options, options.source, count);
  out.finish();
}

/** The message for one record, its link followed if the reader wants that. */
export function readMessage(node: Node, record: RecordBytes, options: ReadOptions): Buffer {
  return encodeReadEvent(
    options.resolveLinks ? resolveLink(node.store, record, Date.now()) : unresolved(record),
    options.textIds,
  );
}

async function readStream(
  node: Node,
  out: Outgoing,
  options: ReadOptions,
  source: StreamSource,
  count: number,
): Promise<void> {
  const window = windowOf(node.store, source.stream, Date.now());
  if (window.kind === 'deleted') throw streamDeleted(source.stream);
  if (window.kind === 'not-found') {
    await out.send(encodeStreamNotFound(source.stream));
    return;
  }
  const { streamNumber, min, last } = window;
  const from = source.from === 'start' ? 0 : source.from === 'end' ? Number.MAX_SAFE_INTEGER : source.from;
  const step = options.backwards ? -1 : 1;
  let next = options.backwards ? Math.min(from, last) : Math.max(from, min);
  let left = count;
  while (left > 0 && next >= min && next <= last && !out.ended) {
    const page = node.store.streamPage(
      streamNumber,
      next,
      options.backwards ? min : last,
      options.backwards,
      Math.min(left, PAGE),
    );
    for (const record of page) {
      const behind = out.send(readMessage(node, record, options));
      if (behind !== undefined) await behind;
      if (out.ended) return;
      next = revisionOf(record) + step;
      left -= 1;
    }
    if (page.length === 0) return;
  }
}

async function readAll(
  node: Node,
  out: Outgoing,
  options: ReadOptions,
  source: AllSource,
  count: number,
): Promise<void> {
  const { store } = node;
  checkPosition(node, source.from, options.backwards);
  // the end is where the log ended when the read began: a read that can never catch a busy writer would not be finite
  const end = node.committer.committedPosition();
  let next = source.from === 'start' ? 0 : source.from === 'end' ? end + 1 : source.from;
  let left = count;
  while (left > 0 && !out.ended) {
    if (!options.backwards && next > end) return;
    const page = options.backwards
      ? store.pageBackwards(Math.min(next, end + 1), PAGE)
      : store.pageForwards(next, PAGE);
    if (page.length === 0) return;
    for (const record of page) {
      const position = positionOf(record);
      if (!options.backwards && position > end) return;
      next = options.backwards ? position : position + 1;
      if (isHidden(record)) continue;
      const wanted = source.filter?.matches(record) ?? (source.filter === undefined || (await answerOf(source.filter)));
      if (!wanted) continue;
      const behind = out.send(readMessage(node, record, options));
      if (behind !== undefined) await behind;
      if (out.ended) return;
      left -= 1;
      if (left === 0) return;
    }
    await yieldTurn();
  }
}
