import type { Position } from '../ports/event-log.ts';

/** Follows which events are handled while several are at once, and so how far the checkpoint may move. */
export interface Handled {
  /** An event is being handled. @returns what to call once it is handled or parked */
  begin(position: Position): () => void;
  /** There is nothing to do up to here, apart from what was begun. */
  pass(position: Position): void;
  /** Everything up to here is handled or parked. */
  position(): Position;
}

interface Entry {
  position: Position;
  done: boolean;
  before: Entry | undefined;
  after: Entry | undefined;
}

/**
 * Neighbours that are done become one entry, so that what is kept stays in proportion to what is being handled, however
 * long one event holds up the checkpoint.
 * @param start where the consumer begins
 */
export function createHandled(start: Position): Handled {
  // The first entry stands for everything that is done; the last is the newest.
  const first: Entry = { position: start, done: true, before: undefined, after: undefined };
  let last = first;
  /** Lets an entry that is done stand for the one behind it, which is done too. */
  const absorb = (entry: Entry): void => {
    const next = entry.after;
    if (!entry.done || next?.done !== true) return;
    entry.position = next.position;
    entry.after = next.after;
    if (next.after === undefined) last = entry;
    else next.after.before = entry;
  };
  const begin = (position: Position): (() => void) => {
    const entry: Entry = { position, done: false, before: last, after: undefined };
    last.after = entry;
    last = entry;
    return () => {
      if (entry.done) return;
      entry.done = true;
      absorb(entry);
      if (entry.before !== undefined) absorb(entry.before);
    };
  };
  return { begin, pass: (position) => begin(position)(), position: () => first.position };
}
