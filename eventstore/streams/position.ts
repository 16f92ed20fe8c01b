/** Positions of `$all` that a request may name. */
import { invalidPosition } from '../errors.ts';
import type { Node } from '../node.ts';
import { positionOf } from '../storage/record.ts';
import type { AllSource } from './read-options.ts';

/**
 * Throws for a position at which no record begins: it comes from another log. As on the real server, what lies behind the log is
 * empty forwards, and its very end is where a read backwards may begin.
 */
export function checkPosition({ store, committer }: Node, from: AllSource['from'], backwards: boolean): void {
  if (from === 'start' || from === 'end') return;
  if (from > committer.committedPosition()) {
    const end = store.end().nextPosition;
    if (!backwards || from === end) return;
    throw invalidPosition(`Position ${from} lies behind the end of this log, which is ${end}.`);
  }
  const [record] = store.pageForwards(from, 1);
  if (record === undefined || positionOf(record) !== from)
    throw invalidPosition(`No record of this log begins at ${from}: the position belongs to another log.`);
}
