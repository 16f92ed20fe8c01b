/**
 * Checksums of what lies in the tables, over keys too: an entry that is found under the wrong key is as wrong as one with wrong
 * bytes.
 *
 *   record    see record.ts; it has its own position
 *   position  f64 position, u32 sum of stream number, revision and position
 *   stream    f64 stream number, u32 sum of the name's key and the number as f64
 *
 * Numbers are big-endian. Logs of the first format have records without a sum, and numbers in lmdb's own encoding, which never
 * has 12 bytes. Such a value is believed only where the log says that it is older than its seal.
 */
import { crc32 } from 'node:zlib';
import { DamagedLog } from './damage.ts';
import { orderedNumber } from './ordered-number.ts';
import { isSealed, isWhole, positionOf, type RecordBytes } from './record.ts';

const SEALED_NUMBER = 12;

/** From where on everything is sealed. Both are 0 in a log that is sealed as a whole. */
export interface SealedFrom {
  readonly position: number;
  readonly stream: number;
}

/** A whole log. */
export const WHOLE: SealedFrom = { position: 0, stream: 0 };

/** The record that is stored at `position`, checked; throws `DamagedLog`. */
export function openRecord(record: RecordBytes, position: number, from: SealedFrom): RecordBytes {
  if (!isWhole(record)) throw DamagedLog.record(position, 'its checksum does not fit');
  if (positionOf(record) !== position) throw DamagedLog.record(position, 'another record stands there');
  if (position >= from.position && !isSealed(record)) throw DamagedLog.record(position, 'it has no checksum');
  return record;
}

/** True if the stored number has a checksum. */
export const isSealedNumber = (bytes: Buffer): boolean => bytes.length === SEALED_NUMBER;

const doubles = new Float64Array(3);
const words = new Uint32Array(doubles.buffer);

/** Mixes a word into a sum. For either given, no two of the other give the same (MurmurHash3's finish). */
function mix(sum: number, word: number): number {
  let mixed = sum ^ word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** A sum of the words of three doubles that changes with any one of them. Calling the CRC for 24 bytes costs six times as much. */
function sumOfPosition(streamNumber: number, revision: number, position: number): number {
  doubles[0] = streamNumber;
  doubles[1] = revision;
  doubles[2] = position;
  let sum = 0;
  for (const word of words) sum = mix(sum, word);
  return sum >>> 0;
}

function sumOfStream(key: Uint8Array, number: Buffer): number {
  return crc32(number.subarray(0, 8), crc32(key));
}

/** A position as the index stores it. */
export function sealPosition(streamNumber: number, revision: number, position: number): Buffer {
  const bytes = Buffer.allocUnsafe(SEALED_NUMBER);
  bytes.writeDoubleBE(position, 0);
  bytes.writeUInt32BE(sumOfPosition(streamNumber, revision, position), 8);
  return bytes;
}

/** The position that the index stores under `[streamNumber, revision]`, checked; throws `DamagedLog`. */
export function openPosition(bytes: Buffer, streamNumber: number, revision: number, from: SealedFrom): number {
  const sealed = isSealedNumber(bytes);
  const position = sealed ? bytes.readDoubleBE(0) : orderedNumber(bytes, 0);
  const fits = sealed
    ? sumOfPosition(streamNumber, revision, position) === bytes.readUInt32BE(8)
    : position < from.position;
  if (!fits) throw DamagedLog.index(`revision ${revision} of stream number ${streamNumber}`);
  return position;
}

/** A stream number as the table of names stores it. */
export function sealStream(key: Uint8Array, streamNumber: number): Buffer {
  const bytes = Buffer.allocUnsafe(SEALED_NUMBER);
  bytes.writeDoubleBE(streamNumber, 0);
  bytes.writeUInt32BE(sumOfStream(key, bytes), 8);
  return bytes;
}

/** The stream number that is stored under the key of a name, checked; throws `DamagedLog`. */
export function openStream(bytes: Buffer, key: Uint8Array, from: SealedFrom): number {
  const sealed = isSealedNumber(bytes);
  const streamNumber = sealed ? bytes.readDoubleBE(0) : orderedNumber(bytes, 0);
  const fits = sealed ? sumOfStream(key, bytes) === bytes.readUInt32BE(8) : streamNumber < from.stream;
  if (!fits) throw DamagedLog.index(`the name ${JSON.stringify(Buffer.from(key).toString('utf8', 1, 200))}`);
  return streamNumber;
}
