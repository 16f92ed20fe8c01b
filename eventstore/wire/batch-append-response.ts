/** Writes `BatchAppendResp`: success by hand because it is the hot path, errors through google-protobuf. */
import { ANY, NO_STREAM, STREAM_EXISTS, revisionText } from '../storage/revision.ts';
import { fieldSize, varintSize, writeVarint } from './protobuf.ts';
import { anyProto, emptyProto, shared, status, streams } from './proto.ts';

const ID_LENGTH = 36;

/** The answer to an append that happened (`revision` is `NO_STREAM` for an empty append to no stream). */
export function encodeBatchSuccess(
  correlation: string,
  stream: string,
  revision: number,
  position: number | undefined,
): Buffer {
  const nameLength = Buffer.byteLength(stream);
  const identifier = fieldSize(nameLength);
  const positionLength = position === undefined ? 0 : 2 + 2 * varintSize(position);
  const success = (revision === NO_STREAM ? 2 : 1 + varintSize(revision)) + fieldSize(positionLength);
  const bytes = Buffer.allocUnsafe(2 + 2 + ID_LENGTH + fieldSize(success) + fieldSize(identifier));
  let at = 0;
  bytes[at++] = 0x0a;
  bytes[at++] = ID_LENGTH + 2;
  bytes[at++] = 0x12;
  bytes[at++] = ID_LENGTH;
  at += bytes.write(correlation, at, ID_LENGTH, 'latin1');
  bytes[at++] = 0x1a;
  at = writeVarint(bytes, at, success);
  if (revision === NO_STREAM) {
    bytes[at++] = 0x12;
    bytes[at++] = 0;
  } else {
    bytes[at++] = 0x08;
    at = writeVarint(bytes, at, revision);
  }
  bytes[at++] = position === undefined ? 0x22 : 0x1a;
  at = writeVarint(bytes, at, positionLength);
  if (position !== undefined) {
    bytes[at++] = 0x08;
    at = writeVarint(bytes, at, position);
    bytes[at++] = 0x10;
    at = writeVarint(bytes, at, position);
  }
  bytes[at++] = 0x22;
  at = writeVarint(bytes, at, identifier);
  bytes[at++] = 0x1a;
  at = writeVarint(bytes, at, nameLength);
  bytes.write(stream, at, 'utf8');
  return bytes;
}

/** Why an append in a batch did not happen. */
export type BatchFailure =
  | { readonly kind: 'wrong-version'; readonly current: number; readonly expected: number }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'too-big'; readonly limit: number }
  | { readonly kind: 'bad-request'; readonly message: string }
  /** What the append has to know is damaged on the disk. */
  | { readonly kind: 'damaged'; readonly message: string };

interface Detail {
  readonly code: number;
  readonly message: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The answer to an append that did not happen. */
export function encodeBatchFailure(correlation: string, stream: string, failure: BatchFailure): Buffer {
  const detail = describe(stream, failure);
  const any = new anyProto.Any();
  any.pack(detail.bytes, `event_store.client.${detail.type}`);
  const error = new status.Status();
  error.setCode(detail.code);
  error.setMessage(detail.message);
  error.setDetails(any);
  const id = new shared.UUID();
  id.setString(correlation);
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(id);
  response.setStreamIdentifier(identifierOf(stream));
  response.setError(error);
  return Buffer.from(response.serializeBinary());
}

function identifierOf(stream: string): InstanceType<typeof shared.StreamIdentifier> {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}

function describe(stream: string, failure: BatchFailure): Detail {
  switch (failure.kind) {
    case 'wrong-version':
      return {
        code: 6,
        message: 'WrongExpectedVersion',
        type: 'WrongExpectedVersion',
        bytes: wrongVersion(failure.current, failure.expected),
      };
    case 'deleted': {
      const deleted = new shared.StreamDeleted();
      deleted.setStreamIdentifier(identifierOf(stream));
      return { code: 5, message: 'StreamDeleted', type: 'StreamDeleted', bytes: deleted.serializeBinary() };
    }
    case 'timeout':
      return { code: 4, message: 'Timeout', type: 'Timeout', bytes: new shared.Timeout().serializeBinary() };
    case 'too-big': {
      const exceeded = new shared.MaximumAppendSizeExceeded();
      exceeded.setMaxappendsize(failure.limit);
      return {
        code: 3,
        message: 'MaximumAppendSizeExceeded',
        type: 'MaximumAppendSizeExceeded',
        bytes: exceeded.serializeBinary(),
      };
    }
    case 'bad-request': {
      const bad = new shared.BadRequest();
      bad.setMessage(failure.message);
      return { code: 3, message: 'BadRequest', type: 'BadRequest', bytes: bad.serializeBinary() };
    }
    case 'damaged': {
      const bad = new shared.BadRequest();
      bad.setMessage(failure.message);
      return { code: 15, message: failure.message, type: 'BadRequest', bytes: bad.serializeBinary() };
    }
  }
}

function wrongVersion(current: number, expected: number): Uint8Array {
  const wrong = new shared.WrongExpectedVersion();
  if (current === NO_STREAM) wrong.setCurrentNoStream(new emptyProto.Empty());
  else wrong.setCurrentStreamRevision(revisionText(current));
  if (expected === ANY) wrong.setExpectedAny(new emptyProto.Empty());
  else if (expected === STREAM_EXISTS) wrong.setExpectedStreamExists(new emptyProto.Empty());
  else if (expected === NO_STREAM) wrong.setExpectedNoStream(new emptyProto.Empty());
  else wrong.setExpectedStreamPosition(revisionText(expected));
  return wrong.serializeBinary();
}
