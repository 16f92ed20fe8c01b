/** UUIDs on the wire: a message that holds canonical text or two signed 64-bit halves. */
import {
  BYTES,
  MalformedMessage,
  VARINT,
  enterBytes,
  readVarint,
  readVarint64,
  skipField,
  wireReader,
  type WireReader,
} from './protobuf.ts';

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NIL = '00000000-0000-0000-0000-000000000000';

/** Reads a UUID message and returns canonical lower-case text; throws `MalformedMessage` for anything else and for the nil id. */
export function readUuid(outer: WireReader): string {
  const start = enterBytes(outer);
  const reader = wireReader(outer.bytes, start, outer.at);
  let text = '';
  while (reader.at < reader.end) {
    const tag = readVarint(reader);
    if (tag === ((2 << 3) | BYTES)) {
      const from = enterBytes(reader);
      text = asText(reader.bytes, from, reader.at);
    } else if (tag === ((1 << 3) | BYTES)) {
      const from = enterBytes(reader);
      text = readHalves(wireReader(reader.bytes, from, reader.at));
    } else skipField(reader, tag & 7);
  }
  return canonicalUuid(text);
}

/** Checks and normalises UUID text. */
export function canonicalUuid(text: string): string {
  const lower = text.toLowerCase();
  if (!CANONICAL.test(lower) || lower === NIL) throw new MalformedMessage(`"${text.slice(0, 64)}" is not a UUID`);
  return lower;
}

function asText(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
}

function readHalves(reader: WireReader): string {
  let most = 0n;
  let least = 0n;
  while (reader.at < reader.end) {
    const tag = readVarint(reader);
    if (tag === ((1 << 3) | VARINT)) most = readVarint64(reader);
    else if (tag === ((2 << 3) | VARINT)) least = readVarint64(reader);
    else skipField(reader, tag & 7);
  }
  return uuidFromHalves(most, least);
}

/** Canonical text of two 64-bit halves, given as unsigned or signed integers. */
export function uuidFromHalves(most: bigint, least: bigint): string {
  const hex = half(most) + half(least);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function half(value: bigint): string {
  return BigInt.asUintN(64, value).toString(16).padStart(16, '0');
}

/** The two signed 64-bit halves of canonical text. */
export function halvesOfUuid(text: string): { readonly most: bigint; readonly least: bigint } {
  const hex = text.replaceAll('-', '');
  return {
    most: BigInt.asIntN(64, BigInt(`0x${hex.slice(0, 16)}`)),
    least: BigInt.asIntN(64, BigInt(`0x${hex.slice(16)}`)),
  };
}
