import { LRUCache } from 'lru-cache';
import type { Message } from '../../domain/kernel/decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { load, UnreadableHistory, whole, type Folded, type HistoryDeps, type Loaded } from './load.ts';

/** How many streams of a category are remembered; some hundred bytes to a few kilobytes each. */
const REMEMBERED = 10_000;

/** Reads the newest state of one stream, by the uuid in its name. */
export type ReadNow<S> = (deps: HistoryDeps, streamId: string) => Promise<Loaded<S> | undefined>;

/**
 * Makes a reader for streams that are asked for again and again, say with each request of a person: what was folded before is
 * remembered, and only what came since is read. It is as new as the log, whatever read models know.
 *
 * Undefined: a newer version wrote something that is not understood here. It may have closed what the state leaves open: better
 * nobody than somebody who should not. A fold with `unreadable` says itself what becomes of it.
 * @throws LogUnavailable by what it returns, when the log does not answer
 */
export function remembering<S, E extends Message>(
  decider: Folded<S, E> & { readonly category: string },
  most = REMEMBERED,
): ReadNow<S> {
  const folds = new WeakMap<EventLog, LRUCache<string, Loaded<S>>>();
  const fold = whole(decider);
  return async (deps, streamId) => {
    const known = folds.get(deps.log) ?? new LRUCache<string, Loaded<S>>({ max: most });
    folds.set(deps.log, known);
    const before = known.get(streamId);
    try {
      const now = await load(deps, fold, `${decider.category}-${streamId}`, undefined, before);
      // Of two that read at once, the one that saw less may end last.
      if (now !== before && now.revision > (known.get(streamId)?.revision ?? -1n)) known.set(streamId, now);
      return now;
    } catch (error) {
      if (error instanceof UnreadableHistory) return undefined;
      throw error;
    }
  };
}
