/** Gives what a log of the first format holds its checksums. */
import { readAbout, writeAbout } from './about.ts';
import { checkSpace, inTransaction, openTables, type IndexKey, type Tables } from './environment.ts';
import { isSealed, sealPlain, type RecordBytes } from './record.ts';
import {
  isSealedNumber,
  openPosition,
  openRecord,
  openStream,
  sealPosition,
  sealStream,
  WHOLE,
  type SealedFrom,
} from './seal.ts';

/** Records, or bytes of records, that are written again in one transaction. */
const BATCH = 2000;
const BATCH_BYTES = 8 * 1024 * 1024;

/**
 * Seals the log in `directory`, which nobody else may have open and which must have been verified: what has no checksum gets one
 * for what it is now. It may be interrupted at any moment and begun again. Returns how many values were written again.
 */
export async function sealLog(directory: string): Promise<number> {
  const tables = openTables(directory);
  try {
    const about = readAbout(tables, directory, () => ({
      position: Number.MAX_SAFE_INTEGER,
      stream: Number.MAX_SAFE_INTEGER,
    }));
    const write = async (bytes: number, work: () => void): Promise<void> => {
      checkSpace(directory, bytes);
      await inTransaction(tables.root, work);
      tables.root.resetReadTxn();
    };
    const sealed =
      (await sealRecords(tables, about.sealed, write)) +
      (await sealIndex(tables, about.sealed, write)) +
      (await sealNames(tables, about.sealed, write));
    tables.root.transactionSync(() => writeAbout(tables.about, { ...about, sealed: WHOLE }));
    return sealed;
  } finally {
    await tables.root.close();
  }
}

type Write = (bytes: number, work: () => void) => Promise<void>;

async function sealRecords({ records }: Tables, from: SealedFrom, write: Write): Promise<number> {
  let count = 0;
  for (let start: number | undefined = 0; start !== undefined;) {
    const plain = new Map<number, RecordBytes>();
    let bytes = 0;
    let next: number | undefined;
    for (const { key, value } of records.getRange({ start, end: from.position })) {
      if (plain.size >= BATCH || bytes >= BATCH_BYTES) {
        next = key;
        break;
      }
      if (isSealed(value)) continue;
      plain.set(key, openRecord(value, key, from));
      bytes += value.length;
    }
    await write(bytes, () => {
      for (const [key, record] of plain) void records.put(key, sealPlain(record));
    });
    count += plain.size;
    start = next;
  }
  return count;
}

async function sealIndex({ index }: Tables, from: SealedFrom, write: Write): Promise<number> {
  let count = 0;
  for (let start: IndexKey | undefined = [0, 0]; start !== undefined;) {
    const plain: [key: IndexKey, position: number][] = [];
    let next: IndexKey | undefined;
    for (const { key, value } of index.getRange({ start })) {
      if (plain.length >= BATCH) {
        next = key;
        break;
      }
      if (!isSealedNumber(value)) plain.push([key, openPosition(value, ...key, from)]);
    }
    await write(plain.length * 64, () => {
      for (const [key, position] of plain) void index.put(key, sealPosition(...key, position));
    });
    count += plain.length;
    start = next;
  }
  return count;
}

async function sealNames({ names }: Tables, from: SealedFrom, write: Write): Promise<number> {
  let count = 0;
  for (let start: Buffer | undefined = Buffer.from([0]); start !== undefined;) {
    const plain: [key: Buffer, streamNumber: number][] = [];
    let next: Buffer | undefined;
    for (const { key, value } of names.getRange({ start })) {
      if (plain.length >= BATCH) {
        next = key;
        break;
      }
      if (!isSealedNumber(value)) plain.push([key, openStream(value, key, from)]);
    }
    await write(plain.length * 256, () => {
      for (const [key, streamNumber] of plain) void names.put(key, sealStream(key, streamNumber));
    });
    count += plain.length;
    start = next;
  }
  return count;
}
