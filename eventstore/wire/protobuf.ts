/**
 * The little of protobuf's wire format that the hot paths need: varints, lengths and field skipping.
 * Numbers are unsigned and below 2^53, except where a function says otherwise.
 */

/** Wire types of the protobuf encoding that occur in this protocol. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** Bytes that `value` needs as a varint. */
export function varintSize(value: number): number {
  let size = 1;
  while (value >= 0x80) {
    value = Math.floor(value / 0x80);
    size += 1;
  }
  return size;
}

/** Writes `value` as a varint at `offset`; returns the offset behind it. */
export function writeVarint(target: Uint8Array, offset: number, value: number): number {
  while (value >= 0x80) {
    target[offset] = (value % 0x80) | 0x80;
    offset += 1;
    value = Math.floor(value / 0x80);
  }
  target[offset] = value;
  return offset + 1;
}

/** Size of a length-delimited field with a one-byte tag and `length` bytes in it. */
export function fieldSize(length: number): number {
  return 1 + varintSize(length) + length;
}

/** A reading position in one message. */
export interface WireReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;
}

/** Thrown for bytes that are not a well-formed message; the caller turns it into a failed call. */
export class MalformedMessage extends Error {}

/** Reads `bytes` from `start` up to `end`. */
export function wireReader(bytes: Uint8Array, start = 0, end = bytes.length): WireReader {
  return { bytes, end, at: start };
}

/** Reads a varint; bits above 2^53 are rounded away as a JS number does. */
export function readVarint(reader: WireReader): number {
  let value = 0;
  let scale = 1;
  for (let count = 0; count < 10; count += 1) {
    if (reader.at >= reader.end) throw new MalformedMessage('a varint is cut off');
    const byte = reader.bytes[reader.at] as number;
    reader.at += 1;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 0x80;
  }
  throw new MalformedMessage('a varint is longer than ten bytes');
}

/** Reads a varint as a 64-bit unsigned integer without loss. */
export function readVarint64(reader: WireReader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    if (reader.at >= reader.end) throw new MalformedMessage('a varint is cut off');
    const byte = reader.bytes[reader.at] as number;
    reader.at += 1;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new MalformedMessage('a varint is longer than ten bytes');
}

/** Reads a length and returns the view of that many bytes (not a copy). */
export function readBytes(reader: WireReader): Uint8Array {
  const start = enterBytes(reader);
  const end = reader.at;
  return reader.bytes.subarray(start, end);
}

/** Reads a length, steps over its bytes and returns where they start; they end at `reader.at`. */
export function enterBytes(reader: WireReader): number {
  const length = readVarint(reader);
  const start = reader.at;
  if (length > reader.end - start) throw new MalformedMessage('a field is longer than its message');
  reader.at = start + length;
  return start;
}

/** Steps over the value of a field that nobody asked for. */
export function skipField(reader: WireReader, wireType: number): void {
  if (wireType === VARINT) readVarint64(reader);
  else if (wireType === BYTES) enterBytes(reader);
  else if (wireType === FIXED64) reader.at += 8;
  else if (wireType === FIXED32) reader.at += 4;
  else throw new MalformedMessage(`wire type ${wireType} is not known`);
  if (reader.at > reader.end) throw new MalformedMessage('a field is longer than its message');
}
