import type { ExpectedRevision, NewEvent } from '../../ports/event-log.ts';
import { fieldSize, putHead, putText, putVarint, varintSize, VARINT, type WireWriter } from './wire.ts';

/** One append as it goes over the wire. */
export interface AppendRequest {
  /** Names the append in its answer; a UUID. */
  readonly correlation: string;
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** When the server may give up, ms since the Unix epoch. */
  readonly deadline: number;
  readonly events: readonly NewEvent[];
}

const UUID_SIZE = 36;
/** A message UUID, as text. */
const UUID_MESSAGE = fieldSize(UUID_SIZE);
const JSON_TYPE = 'application/json';
const [TYPE, CONTENT_TYPE] = ['type', 'content-type'];
const entrySize = (key: string, valueSize: number): number => fieldSize(key.length) + fieldSize(valueSize);
const CONTENT_TYPE_ENTRY = entrySize(CONTENT_TYPE, JSON_TYPE.length);

interface Proposed {
  readonly id: string;
  readonly type: Sized;
  readonly data: Sized;
  readonly metadata: Sized;
  readonly size: number;
}

/** A text and how many bytes it has in UTF-8. */
interface Sized {
  readonly text: string;
  readonly size: number;
}

const sized = (text: string): Sized => ({ text, size: Buffer.byteLength(text) });

/**
 * `BatchAppendReq` with all events of an append, straight into bytes: the client builds objects of google-protobuf, turns the data of an event into
 * base64 and back, and encodes each event twice, which costs more than everything else about an append. A test compares the two.
 * @throws TypeError when an id is no UUID
 */
export function encodeAppend({ correlation, stream, expected, deadline, events }: AppendRequest): Buffer {
  const proposed = events.map(propose);
  const name = sized(stream);
  const options = fieldSize(fieldSize(name.size)) + expectedSize(expected) + fieldSize(timestampSize(deadline));
  let size = fieldSize(UUID_MESSAGE) + fieldSize(options) + 2;
  for (const each of proposed) size += fieldSize(each.size);
  const writer: WireWriter = { bytes: Buffer.allocUnsafe(size), at: 0 };
  putUuid(writer, 1, correlation);
  putHead(writer, 2, options);
  putHead(writer, 1, fieldSize(name.size));
  putText(writer, 3, name.text, name.size);
  putExpected(writer, expected);
  putTimestamp(writer, 6, deadline);
  for (const each of proposed) putProposed(writer, each);
  putFlag(writer, 4);
  return writer.bytes;
}

function propose({ id, type, data, metadata }: NewEvent): Proposed {
  if (id.length !== UUID_SIZE) throw new TypeError(`The id of an event must be a UUID, got "${id}".`);
  const texts = { type: sized(type), data: sized(JSON.stringify(data)), metadata: sized(JSON.stringify(metadata)) };
  const size =
    fieldSize(UUID_MESSAGE) +
    fieldSize(entrySize(TYPE, texts.type.size)) +
    fieldSize(CONTENT_TYPE_ENTRY) +
    fieldSize(texts.metadata.size) +
    fieldSize(texts.data.size);
  return { id, ...texts, size };
}

function putProposed(writer: WireWriter, { id, type, data, metadata, size }: Proposed): void {
  putHead(writer, 3, size);
  putUuid(writer, 1, id);
  putEntry(writer, TYPE, type);
  putEntry(writer, CONTENT_TYPE, { text: JSON_TYPE, size: JSON_TYPE.length });
  putText(writer, 3, metadata.text, metadata.size);
  putText(writer, 4, data.text, data.size);
}

function putUuid(writer: WireWriter, field: number, id: string): void {
  putHead(writer, field, UUID_MESSAGE);
  putText(writer, 2, id, UUID_SIZE);
}

/** An entry of the map of what the store says about an event. */
function putEntry(writer: WireWriter, key: string, value: Sized): void {
  putHead(writer, 2, entrySize(key, value.size));
  putText(writer, 1, key, key.length);
  putText(writer, 2, value.text, value.size);
}

/** A field that says something by being there. */
const EMPTY = { 'no-stream': 3, any: 4, 'stream-exists': 5 } as const;

const expectedSize = (expected: ExpectedRevision): number =>
  typeof expected === 'bigint' ? 1 + varintSize(Number(expected)) : fieldSize(0);

function putExpected(writer: WireWriter, expected: ExpectedRevision): void {
  if (typeof expected !== 'bigint') return putHead(writer, EMPTY[expected], 0);
  putTag(writer, 2);
  putVarint(writer, Number(expected));
}

const partsOf = (instant: number) => ({ seconds: Math.floor(instant / 1000), nanos: (instant % 1000) * 1_000_000 });

/** A field that is zero is left out. */
function timestampSize(instant: number): number {
  const { seconds, nanos } = partsOf(instant);
  return 1 + varintSize(seconds) + (nanos === 0 ? 0 : 1 + varintSize(nanos));
}

function putTimestamp(writer: WireWriter, field: number, instant: number): void {
  const { seconds, nanos } = partsOf(instant);
  putHead(writer, field, timestampSize(instant));
  putTag(writer, 1);
  putVarint(writer, seconds);
  if (nanos === 0) return;
  putTag(writer, 2);
  putVarint(writer, nanos);
}

function putTag(writer: WireWriter, field: number): void {
  writer.bytes[writer.at++] = (field << 3) | VARINT;
}

function putFlag(writer: WireWriter, field: number): void {
  putTag(writer, field);
  writer.bytes[writer.at++] = 1;
}
