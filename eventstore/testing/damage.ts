/** For tests: a log with something of everything, bytes of it changed, and what is then read of it. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLogFile } from '../integrity/start-check.ts';
import { verifyLog } from '../integrity/verify.ts';
import { makeCommitter } from '../storage/commit.ts';
import { DamagedLog } from '../storage/damage.ts';
import { LOG_FILE } from '../storage/log-file.ts';
import { positionOf, revisionOf, spanOf, type ProposedEvent, type RecordBytes } from '../storage/record.ts';
import { ANY, DELETED } from '../storage/revision.ts';
import { openStore, type Store } from '../storage/store.ts';
import { windowOf } from '../streams/window.ts';
import { makeWriter } from '../streams/writer.ts';
import { StartError } from '../start-error.ts';

const PAGE = 50;

/** The names of the streams of `makeLog`. */
export function streamNames(streams: number): string[] {
  return Array.from({ length: streams }, (_, n) => (n % 7 === 3 ? `long-${'x'.repeat(1200)}-${n}` : `stream-${n}`));
}

/** Writes a log: many short streams and a few long ones, small and large events, metadata, deletes and tombstones. */
export async function makeLog(directory: string, streams = 60): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const store = openStore(directory);
  const writer = makeWriter(
    store,
    makeCommitter(store, -1, (error) => {
      throw error;
    }),
  );
  for (const [n, stream] of streamNames(streams).entries()) {
    await writer.append(
      stream,
      ANY,
      Array.from({ length: n % 10 === 0 ? 40 : 3 }, (_, at) => anEvent(at === 2 ? 9000 : 300)),
    );
    if (n % 8 === 1) await writer.append(`$$${stream}`, ANY, [anEvent(0, '{"$maxCount":2}')]);
    if (n % 11 === 4) await writer.softDelete(stream, ANY);
    if (n % 13 === 5) await writer.tombstone(stream, ANY);
  }
  await store.close();
}

function anEvent(size: number, json?: string): ProposedEvent {
  return {
    id: randomUUID(),
    type: 't.Happened',
    json: json !== undefined,
    metadata: Buffer.from('{"m":1}'),
    data: Buffer.from(json ?? 'd'.repeat(size)),
  };
}

/** All that was read, by the name of the read; the last entry of a read that failed is its error. */
export type Reading = ReadonlyMap<string, readonly string[]>;

/** Reads everything in every way. */
export function readEverything(store: Store, streams: readonly string[]): Reading {
  const reading = new Map<string, string[]>();
  const read = (name: string, records: (list: (record: RecordBytes) => void) => void): void => {
    const list: string[] = [];
    reading.set(name, list);
    try {
      records((record) => list.push(`${positionOf(record)} ${record.toString('base64')}`));
    } catch (error) {
      if (!(error instanceof DamagedLog)) throw error;
      list.push(`DAMAGED ${error.message}`);
    }
  };
  read('all forwards', (list) => {
    for (let from = 0; ;) {
      const page = store.pageForwards(from, PAGE);
      for (const record of page) list(record);
      const last = page.at(-1);
      if (last === undefined) return;
      from = positionOf(last) + spanOf(last);
    }
  });
  read('all backwards', (list) => {
    for (let before = Number.MAX_SAFE_INTEGER; ;) {
      const page = store.pageBackwards(before, PAGE);
      for (const record of page) list(record);
      const last = page.at(-1);
      if (last === undefined) return;
      before = positionOf(last);
    }
  });
  for (const stream of streams)
    for (const backwards of [false, true])
      read(`${stream} ${backwards ? 'backwards' : 'forwards'}`, (list) => readStream(store, stream, backwards, list));
  return reading;
}

function readStream(store: Store, stream: string, backwards: boolean, list: (record: RecordBytes) => void): void {
  const window = windowOf(store, stream, 0);
  if (window.kind !== 'open') return;
  for (let next = backwards ? window.last : window.min; next >= window.min && next <= window.last;) {
    const page = store.streamPage(window.streamNumber, next, backwards ? window.min : window.last, backwards, PAGE);
    for (const record of page) list(record);
    const last = page.at(-1);
    if (last === undefined || revisionOf(last) === DELETED) return;
    next = revisionOf(last) + (backwards ? -1 : 1);
  }
}

/** What became of a log with one change. */
export type Outcome =
  | 'unharmed'
  | 'start refused'
  | 'reads failed'
  | 'refused or failed, and verify finds nothing'
  | 'WRONG READ';

/** A bit of the file. */
export interface Change {
  readonly offset: number;
  readonly bit: number;
}

/** A log to damage. */
export interface Trial {
  /** Directory of the whole log. */
  readonly from: string;
  /** Directory for its damaged copies. */
  readonly to: string;
  /** What is read of the whole log. */
  readonly whole: Reading;
  readonly streams: readonly string[];
}

/** Flips one bit of a copy of the log in `from`, and looks what the start, the reads and `verify` make of it. */
export async function tryFlip({ from, to, whole, streams }: Trial, { offset, bit }: Change): Promise<Outcome> {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, LOG_FILE), join(to, LOG_FILE));
  const bytes = readFileSync(join(to, LOG_FILE));
  bytes[offset] = (bytes[offset] ?? 0) ^ (1 << bit);
  writeFileSync(join(to, LOG_FILE), bytes);
  const verified = verifyLog(join(to, LOG_FILE)).damages.length === 0;
  try {
    checkLogFile(to);
    const store = openStore(to);
    const reading = readEverything(store, streams);
    await store.close();
    return judge(whole, reading, verified);
  } catch (error) {
    if (error instanceof StartError || error instanceof DamagedLog)
      return verified ? 'refused or failed, and verify finds nothing' : 'start refused';
    throw error;
  }
}

/** A read may fail, after what is right; what it gives must be what was written, and `verify` must know of every failure. */
function judge(whole: Reading, reading: Reading, verified: boolean): Outcome {
  let failed = false;
  for (const [name, list] of reading) {
    const right = whole.get(name) ?? [];
    const last = list.at(-1);
    const damaged = last?.startsWith('DAMAGED') === true;
    failed ||= damaged;
    const given = damaged ? list.slice(0, -1) : list;
    if (given.length !== right.length && !damaged) return 'WRONG READ';
    if (given.some((record, at) => record !== right[at])) return 'WRONG READ';
  }
  if (failed) return verified ? 'refused or failed, and verify finds nothing' : 'reads failed';
  return 'unharmed';
}
