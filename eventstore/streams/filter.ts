/** What `$all` shows: the records that are hidden from everybody, and the filter that a request brings. */
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { invalidArgument } from '../errors.ts';
import { compilePattern } from '../patterns/pattern.ts';
import { PatternError } from '../patterns/syntax.ts';
import { yieldTurn } from '../services/flow.ts';
import { streamOf, streamStartsWith, typeOf, typeStartsWith, type RecordBytes } from '../storage/record.ts';

const LONGEST_PATTERN = 4096;
const MOST_PREFIXES = 1000;
const SYSTEM_PREFIX = Buffer.from('$');
const HIDDEN_PREFIX = '$persistentsubscription-$all::';

/** True for the bookkeeping that `$all` never shows. */
export function isHidden(record: RecordBytes): boolean {
  if (!streamStartsWith(record, SYSTEM_PREFIX)) return false;
  const stream = streamOf(record);
  if (stream === '$epoch-information') return true;
  return stream.startsWith(HIDDEN_PREFIX) && (stream.endsWith('-checkpoint') || stream.endsWith('-parked'));
}

/** A filter of `$all`. */
export interface Filter {
  /** Whether a record is wanted; undefined if that takes longer than a turn, see `answerOf`. */
  matches(record: RecordBytes): boolean | undefined;
  /** Goes on with the last record. */
  resume(): boolean | undefined;
  /** Records that the real server looks at before it ends a page. */
  readonly window: number;
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
  const regex = expression.getRegex();
  const test =
    regex === ''
      ? prefixTest(expression.getPrefixList(), byStream === undefined ? typeStartsWith : streamStartsWith)
      : patternTest(regex, byStream === undefined ? typeOf : streamOf);
  return { ...test, window, checkpointInterval };
}

/** The answer to `matches` when it was not there at once; others have their turns in between. */
export async function answerOf(filter: Filter): Promise<boolean> {
  for (;;) {
    await yieldTurn();
    const answer = filter.resume();
    if (answer !== undefined) return answer;
  }
}

type Test = Pick<Filter, 'matches' | 'resume'>;

function prefixTest(texts: readonly string[], startsWith: (record: RecordBytes, prefix: Uint8Array) => boolean): Test {
  if (texts.length > MOST_PREFIXES) throw invalidArgument(`The filter has more than ${MOST_PREFIXES} prefixes.`);
  const prefixes = texts.map((text) => Buffer.from(text));
  return {
    matches(record) {
      for (const prefix of prefixes) if (startsWith(record, prefix)) return true;
      return false;
    },
    resume: () => false,
  };
}

function patternTest(regex: string, subject: (record: RecordBytes) => string): Test {
  if (regex.length > LONGEST_PATTERN)
    throw invalidArgument(`The filter's regular expression is longer than ${LONGEST_PATTERN} characters.`);
  try {
    const matcher = compilePattern(regex);
    return { matches: (record) => matcher.test(subject(record)), resume: () => matcher.resume() };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw invalidArgument(
      `The filter's regular expression is not valid or not served: ${error.message}. It is matched in linear time: no references back, lookarounds or conditions.`,
    );
  }
}
