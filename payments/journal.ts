import {
  closeSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  write,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';

const writeAll = promisify(write);
const syncFile = promisify(fsync);

/** Lines that stay: once `flushed` resolves, everything that was added before is on the disk. */
export interface Journal {
  add(record: object): void;
  flushed(): Promise<void>;
  close(): Promise<void>;
}

/** Something in the middle of the journal is not what was written there. */
export class DamagedJournal extends Error {
  override name = 'DamagedJournal';
}

/** A line holds its checksum, so that half of one is known as such. */
const lineOf = (record: object): string => {
  const text = JSON.stringify(record);
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`;
};

/**
 * The records of a journal, and where the last whole one ends. What follows it was never acknowledged: somebody was killed while
 * writing it.
 * @throws DamagedJournal when whole lines follow one that is not
 */
export function readJournal(bytes: Buffer): { readonly records: readonly unknown[]; readonly end: number } {
  const records: unknown[] = [];
  let end = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, end)) {
    const line = bytes.toString('utf8', end, at);
    const text = line.slice(9);
    if (line.slice(0, 8) !== crc32(text).toString(16).padStart(8, '0')) {
      if (bytes.indexOf(0x0a, at + 1) === -1) return { records, end };
      throw new DamagedJournal(`line ${records.length + 1} is damaged`);
    }
    records.push(JSON.parse(text));
    end = at + 1;
  }
  return { records, end };
}

/** Reads what is there, cuts off what was half written, and goes on behind it. */
export function openJournal(path: string): { readonly journal: Journal; readonly records: readonly unknown[] } {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'a+', 0o600);
  const { records, end } = readJournal(readFileSync(path));
  ftruncateSync(file, end);
  fsyncSync(file);
  syncDirectory(dirname(path));
  return { journal: createJournal(file), records };
}

/** Puts a shorter journal in the place of a long one, or leaves the old one whole. */
export function rewriteJournal(path: string, records: Iterable<object>): void {
  const file = openSync(`${path}.new`, 'w', 0o600);
  for (const record of records) writeFileSync(file, lineOf(record));
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  syncDirectory(dirname(path));
}

function syncDirectory(path: string): void {
  const directory = openSync(join(path, '.'), 'r');
  fsyncSync(directory);
  closeSync(directory);
}

/** One write and one flush for everything that comes while the last one goes on. */
function createJournal(file: number): Journal {
  let waiting = '';
  let writing: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    // One turn later, so that what is added in this one is written together.
    await Promise.resolve();
    while (waiting !== '') {
      let bytes = Buffer.from(waiting);
      waiting = '';
      while (bytes.length > 0) {
        const { bytesWritten } = await writeAll(file, bytes, 0, bytes.length, null);
        bytes = bytes.subarray(bytesWritten);
      }
      await syncFile(file);
    }
    writing = undefined;
  };
  return {
    add(record) {
      waiting += lineOf(record);
      writing ??= drain();
    },
    flushed: () => writing ?? Promise.resolve(),
    async close() {
      await writing;
      closeSync(file);
    },
  };
}
