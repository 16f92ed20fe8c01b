/**
 * Reads `BatchAppendReq` straight from the bytes. Building google-protobuf's objects costs several times what the whole
 * append costs otherwise; the test compares this reader with what google-protobuf writes.
 */
import type { ProposedEvent } from '../storage/record.ts';
import { ANY, NO_STREAM, STREAM_EXISTS, parseRevision } from '../storage/revision.ts';
import {
  BYTES,
  MalformedMessage,
  VARINT,
  enterBytes,
  readBytes,
  readVarint,
  readVarint64,
  skipField,
  wireReader,
  type WireReader,
} from './protobuf.ts';
import { readUuid } from './uuid.ts';

/** The part of an append that its first chunk carries. */
export interface BatchOptions {
  /** Undefined if the request names none. */
  readonly stream: string | undefined;
  readonly expected: number;
  /** When the caller stops waiting, ms since the Unix epoch; undefined if it did not say. */
  readonly deadline: number | undefined;
}

/** One request message: a chunk of the append that `correlation` names. */
export interface BatchChunk {
  readonly correlation: string;
  readonly options: BatchOptions | undefined;
  readonly events: readonly ProposedEvent[];
  readonly final: boolean;
  /** Why an event of this chunk cannot be stored. */
  readonly fault: string | undefined;
}

const NOTHING = new Uint8Array();

/** Reads one chunk. The events' bytes are views of `bytes`. Throws `MalformedMessage` if there is nobody to answer. */
export function readBatchChunk(bytes: Uint8Array, now: number): BatchChunk {
  const reader = wireReader(bytes);
  const events: ProposedEvent[] = [];
  let correlation: string | undefined;
  let options: BatchOptions | undefined;
  let final = false;
  let fault: string | undefined;
  while (reader.at < reader.end) {
    const tag = readVarint(reader);
    if (tag === ((1 << 3) | BYTES)) correlation = readUuid(reader);
    else if (tag === ((2 << 3) | BYTES)) options = readOptions(inner(reader), now);
    else if (tag === ((3 << 3) | BYTES)) {
      const event = readProposed(inner(reader));
      if (typeof event === 'string') fault ??= event;
      else events.push(event);
    } else if (tag === ((4 << 3) | VARINT)) final = readVarint(reader) !== 0;
    else skipField(reader, tag & 7);
  }
  if (correlation === undefined) throw new MalformedMessage('a batch append needs a correlation id');
  return { correlation, options, events, final, fault };
}

function inner(reader: WireReader): WireReader {
  const start = enterBytes(reader);
  return wireReader(reader.bytes, start, reader.at);
}

function readOptions(reader: WireReader, now: number): BatchOptions {
  let stream: string | undefined;
  let expected = ANY;
  let deadline: number | undefined;
  while (reader.at < reader.end) {
    const tag = readVarint(reader);
    if (tag === ((1 << 3) | BYTES)) stream = readStreamIdentifier(inner(reader));
    else if (tag === ((2 << 3) | VARINT)) expected = parseRevision(readVarint64(reader).toString());
    else if (tag === ((3 << 3) | BYTES)) expected = emptyMeans(reader, NO_STREAM);
    else if (tag === ((4 << 3) | BYTES)) expected = emptyMeans(reader, ANY);
    else if (tag === ((5 << 3) | BYTES)) expected = emptyMeans(reader, STREAM_EXISTS);
    else if (tag === ((6 << 3) | BYTES)) deadline = readSeconds(inner(reader));
    else if (tag === ((7 << 3) | BYTES)) deadline = now + readSeconds(inner(reader));
    else skipField(reader, tag & 7);
  }
  return { stream, expected, deadline };
}

function emptyMeans(reader: WireReader, value: number): number {
  enterBytes(reader);
  return value;
}

/** A stream's name from its identifier message. */
function readStreamIdentifier(reader: WireReader): string | undefined {
  let name: string | undefined;
  while (reader.at < reader.end) {
    const tag = readVarint(reader);
    if (tag === ((3 << 3) | BYTES)) name = utf8(readBytes(reader));
    else skipField(reader, tag & 7);
  }
  return name;
}

/** A Timestamp or a Duration in ms. */
function readSeconds(reader: WireReader): number {
  let seconds = 0;
  let nanos = 0;
  while (reader.at < reader.end) {
    const tag = readVarint(reader);
    if (tag === ((1 << 3) | VARINT)) seconds = Number(BigInt.asIntN(64, readVarint64(reader)));
    else if (tag === ((2 << 3) | VARINT)) nanos = Number(BigInt.asIntN(64, readVarint64(reader)));
    else skipField(reader, tag & 7);
  }
  return seconds * 1000 + nanos / 1e6;
}

/** An event, or why it is none. */
function readProposed(reader: WireReader): ProposedEvent | string {
  let id: string | undefined;
  let type = '';
  let contentType = '';
  let metadata: Uint8Array = NOTHING;
  let data: Uint8Array = NOTHING;
  while (reader.at < reader.end) {
    const tag = readVarint(reader);
    if (tag === ((1 << 3) | BYTES)) {
      try {
        id = readUuid(reader);
      } catch (error) {
        return error instanceof MalformedMessage ? `Event id: ${error.message}` : 'Event id is not readable';
      }
    } else if (tag === ((2 << 3) | BYTES)) {
      const [key, value] = readEntry(inner(reader));
      if (key === 'type') type = value;
      else if (key === 'content-type') contentType = value;
    } else if (tag === ((3 << 3) | BYTES)) metadata = readBytes(reader);
    else if (tag === ((4 << 3) | BYTES)) data = readBytes(reader);
    else skipField(reader, tag & 7);
  }
  if (id === undefined) return 'Event id is missing';
  if (type === '') return "Required Metadata Property 'type' is missing";
  if (contentType === '') return "Required Metadata Property 'content-type' is missing";
  return { id, type, json: contentType === 'application/json', metadata, data };
}

function readEntry(reader: WireReader): [key: string, value: string] {
  let key = '';
  let value = '';
  while (reader.at < reader.end) {
    const tag = readVarint(reader);
    if (tag === ((1 << 3) | BYTES)) key = utf8(readBytes(reader));
    else if (tag === ((2 << 3) | BYTES)) value = utf8(readBytes(reader));
    else skipField(reader, tag & 7);
  }
  return [key, value];
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
