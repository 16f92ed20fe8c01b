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

/** @param start where the consumer begins */
export function createHandled(start: Position): Handled {
  let reached = start;
  const open: { readonly position: Position; done: boolean }[] = [];
  const advance = (): void => {
    let count = 0;
    for (; open[count]?.done === true; count += 1) reached = open[count]?.position ?? reached;
    open.splice(0, count);
  };
  const begin = (position: Position): (() => void) => {
    const entry = { position, done: false };
    open.push(entry);
    return () => {
      entry.done = true;
      advance();
    };
  };
  return { begin, pass: (position) => begin(position)(), position: () => reached };
}
