/**
 * Reads everything of a log and says what is damaged. The index and the names follow from the records, so that each of the
 * three is also compared with what the others say.
 */
import { DamagedLog } from '../storage/damage.ts';
import { nameKey } from '../storage/lookup.ts';
import { orderedNumber, orderedPair } from '../storage/ordered-number.ts';
import { isSealed, revisionOf, spanOf, streamOf, type RecordBytes } from '../storage/record.ts';
import { DELETED } from '../storage/revision.ts';
import { isSealedNumber, openPosition, openRecord, openStream, type SealedFrom } from '../storage/seal.ts';
import { BadMeta, openPages } from './pages.ts';
import { openLogFile, sealedFrom, type LogFile } from './tables.ts';

/** What was found. */
export interface VerifyReport {
  /** What is damaged, in words; empty if nothing is. */
  readonly damages: readonly string[];
  readonly bytes: number;
  readonly records: number;
  readonly streams: number;
  /** Where the log ends. */
  readonly nextPosition: number;
  /** Records, names and index entries that have no checksum. */
  readonly unsealed: number;
}

/** What is known of one stream: how many records it has and where, in one number. */
interface StreamTrace {
  next: number;
  trace: number;
}

/** A prime below 2^32, so that products stay exact. */
const PRIME = 4_294_967_291;

/** Reads the file at `path`. A log that does not exist yet has no damage and no records. */
export function verifyLog(path: string): VerifyReport {
  const damages: string[] = [];
  const nothing = { bytes: 0, records: 0, streams: 0, nextPosition: 0, unsealed: 0 };
  let pages;
  try {
    pages = openPages(path);
  } catch (error) {
    if (!(error instanceof BadMeta)) throw error;
    return { ...nothing, damages: [error.message] };
  }
  if (pages === undefined) return { ...nothing, damages };
  try {
    const log = openLogFile(pages, (page, what) => damages.push(`page ${page}: ${what}`));
    const found = verifyTables(log, (what) => damages.push(what));
    log.walkFree();
    return { ...found, bytes: pages.count * pages.pageSize, damages };
  } finally {
    pages.close();
  }
}

type Found = Omit<VerifyReport, 'damages' | 'bytes'>;

function verifyTables(log: LogFile, damaged: (what: string) => void): Found {
  const sealed = sealedFrom(log, damaged);
  let unsealed = 0;
  const checked = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DamagedLog)) throw error;
      damaged(error.what);
      return undefined;
    }
  };

  const numbers = new Map<string, number>();
  log.walk('names', true, ({ key, value }) => {
    const bytes = value();
    if (!isSealedNumber(bytes)) unsealed += 1;
    const number = checked(() => openStream(bytes, key, sealed));
    if (number !== undefined) numbers.set(key.toString('latin1'), number);
  });

  const indexed = new Map<number, StreamTrace>();
  log.walk('index', true, ({ key, value }) => {
    const [stream, revision] = orderedPair(key);
    const bytes = value();
    if (!isSealedNumber(bytes)) unsealed += 1;
    const position = checked(() => openPosition(bytes, stream, revision, sealed));
    if (position !== undefined && !follow(indexed, stream, revision, position))
      damaged(`the index: before revision ${revision} of stream number ${stream} another is missing`);
  });
  if (numbers.size !== indexed.size)
    damaged(`there are ${numbers.size} names and ${indexed.size} streams in the index`);

  const recorded = readRecords(log, sealed, numbers, damaged, () => (unsealed += 1));
  if (recorded.whole) compare(numbers, indexed, recorded.streams, damaged);
  return { records: recorded.count, streams: indexed.size, nextPosition: recorded.end, unsealed };
}

interface RecordsFound {
  readonly count: number;
  readonly end: number;
  readonly whole: boolean;
  readonly streams: ReadonlyMap<number, StreamTrace>;
}

function readRecords(
  log: LogFile,
  sealed: SealedFrom,
  numbers: ReadonlyMap<string, number>,
  damaged: (what: string) => void,
  unsealed: () => void,
): RecordsFound {
  const streams = new Map<number, StreamTrace>();
  let count = 0;
  let end = 0;
  let whole = true;
  const broken = (what: string): void => {
    whole = false;
    damaged(what);
  };
  const read = (position: number, record: RecordBytes): void => {
    openRecord(record, position, sealed);
    if (!isSealed(record)) unsealed();
    const stream = streamOf(record);
    const number = numbers.get(nameKey(stream).toString('latin1'));
    if (number === undefined)
      broken(`the record at position ${position}: its stream ${JSON.stringify(stream)} has no name`);
    else if (!follow(streams, number, revisionOf(record), position))
      broken(
        `the record at position ${position}: revision ${revisionOf(record)} of stream ${JSON.stringify(stream)} does not follow`,
      );
  };
  log.walk('records', true, ({ key, value }) => {
    const position = orderedNumber(key, 0);
    const record = value();
    count += 1;
    if (position !== end) broken(`the record at position ${end} is missing; the next one is at ${position}`);
    end = position + spanOf(record);
    try {
      read(position, record);
    } catch (error) {
      if (!(error instanceof DamagedLog)) throw error;
      broken(error.what);
    }
  });
  return { count, end, whole, streams };
}

/** Adds a revision to the trace of its stream; false if it is not the next one. A tombstone may follow any. */
function follow(streams: Map<number, StreamTrace>, stream: number, revision: number, position: number): boolean {
  const known = streams.get(stream) ?? { next: 0, trace: 0 };
  const follows = revision === known.next || revision === DELETED;
  known.next = revision + 1;
  known.trace = (((known.trace * 65_599) % PRIME) + (position % PRIME) + 1) % PRIME;
  streams.set(stream, known);
  return follows;
}

function compare(
  numbers: ReadonlyMap<string, number>,
  indexed: ReadonlyMap<number, StreamTrace>,
  recorded: ReadonlyMap<number, StreamTrace>,
  damaged: (what: string) => void,
): void {
  for (const [name, number] of numbers) {
    const [inIndex, inRecords] = [indexed.get(number), recorded.get(number)];
    if (inIndex?.next !== inRecords?.next || inIndex?.trace !== inRecords?.trace)
      damaged(`the index of stream ${JSON.stringify(name.slice(1))} does not name its records`);
  }
}
