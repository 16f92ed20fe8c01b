/** What `$all` shows: the records that are hidden from everybody, and the filter that a request brings. */
import { setFlagsFromString } from 'node:v8';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { invalidArgument } from '../errors.ts';
import { streamOf, typeOf, type RecordBytes } from '../storage/record.ts';

// a pattern that backtracks without end falls back to V8's linear engine instead of stopping the node
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
setFlagsFromString('--regexp-backtracks-before-fallback=10000');

const LONGEST_PATTERN = 4096;
const HIDDEN_PREFIX = '$persistentsubscription-$all::';

/** True for the bookkeeping that `$all` never shows. */
export function isHidden(record: RecordBytes): boolean {
  const stream = streamOf(record);
  if (!stream.startsWith('$')) return false;
  if (stream === '$epoch-information') return true;
  return stream.startsWith(HIDDEN_PREFIX) && (stream.endsWith('-checkpoint') || stream.endsWith('-parked'));
}

/** A filter of `$all`. */
export interface Filter {
  matches(record: RecordBytes): boolean;
  /** A subscription reports its position after so many considered records. */
  readonly checkpointInterval: number;
}

const DEFAULT_WINDOW = 32;

/** Reads the filter of a request; undefined if it has none. Throws for a filter that cannot be served. */
export function filterFrom(options: ReadReq.Options): Filter | undefined {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType();
  if (expression === undefined)
    throw invalidArgument('A filter needs a stream identifier or an event type expression.');
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  const checkpointInterval = filter.getCheckpointintervalmultiplier() * window;
  const subject = byStream === undefined ? typeOf : streamOf;
  const test = textTest(expression.getRegex(), expression.getPrefixList());
  return { checkpointInterval, matches: (record) => test(subject(record)) };
}

function textTest(regex: string, prefixes: readonly string[]): (text: string) => boolean {
  if (regex === '') return (text) => prefixes.some((prefix) => text.startsWith(prefix));
  if (regex.length > LONGEST_PATTERN)
    throw invalidArgument(`The filter's regular expression is longer than ${LONGEST_PATTERN} characters.`);
  try {
    const pattern = new RegExp(regex);
    return (text) => pattern.test(text);
  } catch (error) {
    throw invalidArgument(
      `The filter's regular expression is not valid: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
