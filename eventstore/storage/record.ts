/**
 * One record as it lies in the log: a fixed header with offsets, then the protocol's own `RecordedEvent` message.
 * Reads send that message as it is, so nothing is decoded and encoded again between the disk and the wire.
 *
 * Header, 60 bytes, big-endian: u8 format, u8 flags (1 = JSON), u16 zero, then u32 offset and u32 length of
 * stream, type, custom metadata and data, f64 position, f64 revision, f64 created (ms since the Unix epoch).
 * Behind the message stands the CRC-32 of all before it, little-endian: over both together it is always the same number.
 *
 * Format 1, of the first logs, has no checksum; format 3 is format 1 with one that was added later. A record takes as much of the
 * log's positions as it had bytes when it was written.
 */
import { crc32 } from 'node:zlib';
import { varintSize, writeVarint } from '../wire/protobuf.ts';
import { DELETED } from './revision.ts';

const PLAIN = 1;
const SEALED = 2;
const SEALED_LATER = 3;
const SUM = 4;
/** CRC-32 of any bytes and their CRC-32 behind them. */
const RESIDUE = 0x2144df1c;
const JSON_FLAG = 1;
/** Where the `RecordedEvent` message starts. */
export const HEADER = 60;
const ID_LENGTH = 36;
const KEY_TYPE = Buffer.from('type');
const KEY_CREATED = Buffer.from('created');
const KEY_CONTENT_TYPE = Buffer.from('content-type');
const CONTENT_JSON = Buffer.from('application/json');
const CONTENT_BINARY = Buffer.from('application/octet-stream');
const DELETED_VARINT = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];

/** The bytes of one stored record; read it with the functions below. */
export type RecordBytes = Buffer;

/** What a caller wants to store. `id` is canonical lower-case UUID text. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
}

/** Where a proposed event goes. `position` below 2^53, `created` in ms since the Unix epoch. */
export interface Placement {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly created: number;
}

/** Encodes one record. */
export function encodeRecord(event: ProposedEvent, place: Placement): RecordBytes {
  const streamLength = Buffer.byteLength(place.stream);
  const typeLength = Buffer.byteLength(event.type);
  const contentType = event.json ? CONTENT_JSON : CONTENT_BINARY;
  const created = Buffer.from(`${place.created}0000`, 'latin1');
  const identifier = 1 + varintSize(streamLength) + streamLength;
  const revisionSize = place.revision === DELETED ? 9 : varintSize(place.revision);
  const typeEntry = entrySize(KEY_TYPE, typeLength);
  const size =
    HEADER +
    2 +
    2 +
    ID_LENGTH +
    1 +
    varintSize(identifier) +
    identifier +
    (place.revision === 0 ? 0 : 1 + revisionSize) +
    (place.position === 0 ? 0 : 2 + 2 * varintSize(place.position)) +
    outer(entrySize(KEY_CONTENT_TYPE, contentType.length)) +
    outer(entrySize(KEY_CREATED, created.length)) +
    outer(typeEntry) +
    (event.metadata.length === 0 ? 0 : outer(event.metadata.length)) +
    (event.data.length === 0 ? 0 : outer(event.data.length)) +
    SUM;
  const bytes = Buffer.allocUnsafe(size);
  bytes[0] = SEALED;
  bytes[1] = event.json ? JSON_FLAG : 0;
  bytes.writeUInt16BE(0, 2);
  bytes.writeDoubleBE(place.position, 36);
  bytes.writeDoubleBE(place.revision, 44);
  bytes.writeDoubleBE(place.created, 52);

  let at = HEADER;
  bytes[at++] = 0x0a;
  bytes[at++] = ID_LENGTH + 2;
  bytes[at++] = 0x12;
  bytes[at++] = ID_LENGTH;
  at += bytes.write(event.id, at, ID_LENGTH, 'latin1');

  bytes[at++] = 0x12;
  at = writeVarint(bytes, at, identifier);
  bytes[at++] = 0x1a;
  at = writeVarint(bytes, at, streamLength);
  range(bytes, 4, at, streamLength);
  at += bytes.write(place.stream, at, 'utf8');

  if (place.revision !== 0) {
    bytes[at++] = 0x18;
    if (place.revision === DELETED) {
      bytes.set(DELETED_VARINT, at);
      at += DELETED_VARINT.length;
    } else at = writeVarint(bytes, at, place.revision);
  }
  if (place.position !== 0) {
    bytes[at++] = 0x20;
    at = writeVarint(bytes, at, place.position);
    bytes[at++] = 0x28;
    at = writeVarint(bytes, at, place.position);
  }

  at = writeEntryStart(bytes, at, KEY_CONTENT_TYPE, contentType.length);
  bytes.set(contentType, at);
  at += contentType.length;
  at = writeEntryStart(bytes, at, KEY_CREATED, created.length);
  bytes.set(created, at);
  at += created.length;
  at = writeEntryStart(bytes, at, KEY_TYPE, typeLength);
  range(bytes, 12, at, typeLength);
  at += bytes.write(event.type, at, 'utf8');

  at = writeBlob(bytes, at, 0x3a, event.metadata, 20);
  writeBlob(bytes, at, 0x42, event.data, 28);
  writeSum(bytes);
  return bytes;
}

function writeSum(bytes: Buffer): void {
  bytes.writeUInt32LE(crc32(bytes.subarray(0, -SUM)), bytes.length - SUM);
}

/** A record of the first format with a checksum. */
export function sealPlain(record: RecordBytes): RecordBytes {
  const bytes = Buffer.allocUnsafe(record.length + SUM);
  bytes.set(record);
  bytes[0] = SEALED_LATER;
  writeSum(bytes);
  return bytes;
}

function outer(length: number): number {
  return 1 + varintSize(length) + length;
}

function entrySize(key: Uint8Array, valueLength: number): number {
  return outer(key.length) + outer(valueLength);
}

function writeEntryStart(bytes: Buffer, at: number, key: Uint8Array, valueLength: number): number {
  bytes[at++] = 0x32;
  at = writeVarint(bytes, at, entrySize(key, valueLength));
  bytes[at++] = 0x0a;
  at = writeVarint(bytes, at, key.length);
  bytes.set(key, at);
  at += key.length;
  bytes[at++] = 0x12;
  return writeVarint(bytes, at, valueLength);
}

function writeBlob(bytes: Buffer, at: number, tag: number, blob: Uint8Array, slot: number): number {
  if (blob.length > 0) {
    bytes[at++] = tag;
    at = writeVarint(bytes, at, blob.length);
  }
  range(bytes, slot, at, blob.length);
  bytes.set(blob, at);
  return at + blob.length;
}

function range(bytes: Buffer, slot: number, offset: number, length: number): void {
  bytes.writeUInt32BE(offset, slot);
  bytes.writeUInt32BE(length, slot + 4);
}

function slice(record: RecordBytes, slot: number): Buffer {
  const offset = record.readUInt32BE(slot);
  return record.subarray(offset, offset + record.readUInt32BE(slot + 4));
}

function text(record: RecordBytes, slot: number): string {
  const offset = record.readUInt32BE(slot);
  return record.toString('utf8', offset, offset + record.readUInt32BE(slot + 4));
}

function startsWith(record: RecordBytes, slot: number, prefix: Uint8Array): boolean {
  const length = prefix.length;
  if (record.readUInt32BE(slot + 4) < length) return false;
  const offset = record.readUInt32BE(slot);
  for (let at = 0; at < length; at += 1) if (record[offset + at] !== prefix[at]) return false;
  return true;
}

/** True if the record has a checksum, fitting or not. */
export const isSealed = (record: RecordBytes): boolean => record[0] !== PLAIN;
/** True if the record is whole: by its checksum, or by its lengths if it has none. */
export const isWhole = (record: RecordBytes): boolean =>
  record.length > HEADER + SUM &&
  (record[0] === PLAIN
    ? record.readUInt32BE(28) + record.readUInt32BE(32) === record.length
    : crc32(record) === RESIDUE);
/** How much of the log's positions the record takes: the next one is so far behind it. */
export const spanOf = (record: RecordBytes): number =>
  record[0] === SEALED_LATER ? record.length - SUM : record.length;
const endOfBody = (record: RecordBytes): number => (record[0] === PLAIN ? record.length : record.length - SUM);
/** True if the writer flagged the record's data as JSON. */
export const isJson = (record: RecordBytes): boolean => ((record[1] ?? 0) & JSON_FLAG) !== 0;
/** Name of the stream that the record was written to. */
export const streamOf = (record: RecordBytes): string => text(record, 4);
/** Event type. */
export const typeOf = (record: RecordBytes): string => text(record, 12);
/** True if the name of the record's stream begins with these bytes. */
export const streamStartsWith = (record: RecordBytes, prefix: Uint8Array): boolean => startsWith(record, 4, prefix);
/** True if the event type begins with these bytes. */
export const typeStartsWith = (record: RecordBytes, prefix: Uint8Array): boolean => startsWith(record, 12, prefix);
/** Custom metadata, a view. */
export const metadataOf = (record: RecordBytes): Buffer => slice(record, 20);
/** Data, a view. */
export const dataOf = (record: RecordBytes): Buffer => slice(record, 28);
/** Position in `$all`. */
export const positionOf = (record: RecordBytes): number => record.readDoubleBE(36);
/** Revision in its stream, `DELETED` for a tombstone. */
export const revisionOf = (record: RecordBytes): number => record.readDoubleBE(44);
/** When it was stored, ms since the Unix epoch. */
export const createdOf = (record: RecordBytes): number => record.readDoubleBE(52);
/** Canonical UUID text of the event id. */
export const idOf = (record: RecordBytes): string => record.toString('latin1', HEADER + 4, HEADER + 4 + ID_LENGTH);
/** The `RecordedEvent` message, a view. */
export const bodyOf = (record: RecordBytes): Buffer => record.subarray(HEADER, endOfBody(record));
