/** The little of protobuf's wire format that an append needs. Numbers are unsigned and below 2^53. */

/** Wire types that occur. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** Bytes that `value` needs as a varint. */
export function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}

/** Size of a field of `length` bytes with its tag, which is one byte, and its length. */
export const fieldSize = (length: number): number => 1 + varintSize(length) + length;

/** Writes fields into bytes of a size that was counted before. */
export interface WireWriter {
  readonly bytes: Buffer;
  at: number;
}

export function putVarint(writer: WireWriter, value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    writer.bytes[writer.at++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  writer.bytes[writer.at++] = rest;
}

/** The tag and the length of a field whose bytes follow. */
export function putHead(writer: WireWriter, field: number, length: number): void {
  writer.bytes[writer.at++] = (field << 3) | BYTES;
  putVarint(writer, length);
}

/** A text of which the size in UTF-8 is known. */
export function putText(writer: WireWriter, field: number, text: string, length: number): void {
  putHead(writer, field, length);
  // Much of what goes over the wire is ASCII, where each character is a byte.
  writer.bytes.write(text, writer.at, length, length === text.length ? 'latin1' : 'utf8');
  writer.at += length;
}

/** Where one message is read. */
export interface WireReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;
}

export const readerOf = (bytes: Uint8Array, at = 0, end = bytes.length): WireReader => ({ bytes, at, end });

/** A varint without loss. @throws RangeError when it is cut off */
export function takeVarint(reader: WireReader): bigint {
  let value = 0;
  let scale = 1;
  let large = 0n;
  for (let shift = 0; shift < 70; shift += 7) {
    if (reader.at >= reader.end) break;
    const byte = reader.bytes[reader.at++] ?? 0;
    if (shift < 49) value += (byte & 0x7f) * scale;
    else large |= BigInt(byte & 0x7f) << BigInt(shift);
    if (byte < 0x80) return BigInt.asUintN(64, BigInt(value) | large);
    scale *= 0x80;
  }
  throw new RangeError('The event store sent a message that is cut off.');
}

/** The message or text in a field, to be read by itself; the reader goes on behind it. @throws RangeError when it is cut off */
export function takeInner(reader: WireReader): WireReader {
  const length = Number(takeVarint(reader));
  const inner = readerOf(reader.bytes, reader.at, reader.at + length);
  if (inner.end > reader.end) throw new RangeError('The event store sent a field that is longer than its message.');
  reader.at = inner.end;
  return inner;
}

/** Steps over a value that nobody asked for. */
export function skip(reader: WireReader, wireType: number): void {
  if (wireType === VARINT) takeVarint(reader);
  else if (wireType === BYTES) takeInner(reader);
  else if (wireType === FIXED64) reader.at += 8;
  else if (wireType === FIXED32) reader.at += 4;
  else throw new RangeError(`The event store sent a field of the wire type ${wireType}, which nobody knows.`);
}
