/** Writes `ReadResp`: events by wrapping the stored message, everything else through google-protobuf. */
import { bodyOf, idOf, positionOf, type RecordBytes } from '../storage/record.ts';
import { fieldSize, varintSize, writeVarint } from './protobuf.ts';
import { shared, streams } from './proto.ts';
import { halvesOfUuid } from './uuid.ts';

/** Bytes that the id field takes at the start of a stored message. */
const ID_FIELD = 40;

/** An event as a read sends it: the record, or the target of a link with the link itself, or a link without a target. */
export interface ResolvedRecord {
  readonly event: RecordBytes | undefined;
  readonly link: RecordBytes | undefined;
}

/** One event. `textIds` says whether ids are sent as text or as two integers. */
export function encodeReadEvent(resolved: ResolvedRecord, textIds: boolean): Buffer {
  const event = resolved.event === undefined ? undefined : recordedEvent(resolved.event, textIds);
  const link = resolved.link === undefined ? undefined : recordedEvent(resolved.link, textIds);
  const original = resolved.link ?? resolved.event;
  const position = original === undefined ? 0 : positionOf(original);
  const length =
    (event === undefined ? 0 : fieldSize(event.length)) +
    (link === undefined ? 0 : fieldSize(link.length)) +
    1 +
    varintSize(position);
  const bytes = Buffer.allocUnsafe(fieldSize(length));
  let at = 0;
  bytes[at++] = 0x0a;
  at = writeVarint(bytes, at, length);
  if (event !== undefined) at = writeMessage(bytes, at, 0x0a, event);
  if (link !== undefined) at = writeMessage(bytes, at, 0x12, link);
  bytes[at++] = 0x18;
  writeVarint(bytes, at, position);
  return bytes;
}

function writeMessage(bytes: Buffer, at: number, tag: number, message: Buffer): number {
  bytes[at++] = tag;
  at = writeVarint(bytes, at, message.length);
  bytes.set(message, at);
  return at + message.length;
}

function recordedEvent(record: RecordBytes, textIds: boolean): Buffer {
  if (textIds) return bodyOf(record);
  const { most, least } = halvesOfUuid(idOf(record));
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits(most.toString());
  structured.setLeastSignificantBits(least.toString());
  const id = new shared.UUID();
  id.setStructured(structured);
  const encoded = id.serializeBinary();
  return Buffer.concat([Buffer.from([0x0a, encoded.length]), encoded, bodyOf(record).subarray(ID_FIELD)]);
}

/** The first message of a subscription. */
export function encodeConfirmation(subscriptionId: string): Buffer {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(subscriptionId);
  const response = new streams.ReadResp();
  response.setConfirmation(confirmation);
  return Buffer.from(response.serializeBinary());
}

/** A filtered subscription has considered everything up to `position`. */
export function encodeCheckpoint(position: number): Buffer {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  const response = new streams.ReadResp();
  response.setCheckpoint(checkpoint);
  return Buffer.from(response.serializeBinary());
}

/** A subscription has reached the end of the log. */
export function encodeCaughtUp(): Buffer {
  const response = new streams.ReadResp();
  response.setCaughtUp(new streams.ReadResp.CaughtUp());
  return Buffer.from(response.serializeBinary());
}

/** The stream of a finite read does not exist. */
export function encodeStreamNotFound(stream: string): Buffer {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  const notFound = new streams.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifier);
  const response = new streams.ReadResp();
  response.setStreamNotFound(notFound);
  return Buffer.from(response.serializeBinary());
}
