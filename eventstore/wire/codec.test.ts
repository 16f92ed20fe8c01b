import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import timestampProto from 'google-protobuf/google/protobuf/timestamp_pb.js';
import {
  bodyOf,
  createdOf,
  dataOf,
  encodeRecord,
  idOf,
  isJson,
  metadataOf,
  positionOf,
  revisionOf,
  streamOf,
  typeOf,
  type ProposedEvent,
} from '../storage/record.ts';
import { DELETED, NO_STREAM, STREAM_EXISTS } from '../storage/revision.ts';
import { readBatchChunk } from './batch-append-request.ts';
import { encodeBatchFailure, encodeBatchSuccess } from './batch-append-response.ts';
import { MalformedMessage } from './protobuf.ts';
import { emptyProto, shared, streams } from './proto.ts';
import { encodeReadEvent } from './read-response.ts';
import { halvesOfUuid, uuidFromHalves } from './uuid.ts';

const ID = '0b8f1b52-93de-4bb1-8a86-8ad2dff0a5d4';
const event: ProposedEvent = {
  id: ID,
  type: 'catalog.TitlePublished',
  json: true,
  metadata: Buffer.from('{"a":1}'),
  data: Buffer.from('{"b":"ü"}'),
};

function recordedEvent(
  stream: string,
  revision: string,
  position: number,
  created: number,
  source: ProposedEvent,
): Buffer {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString(source.id);
  recorded.setId(id);
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  recorded.setStreamIdentifier(identifier);
  recorded.setStreamRevision(revision);
  recorded.setPreparePosition(String(position));
  recorded.setCommitPosition(String(position));
  recorded.getMetadataMap().set('type', source.type);
  recorded.getMetadataMap().set('created', `${created}0000`);
  recorded.getMetadataMap().set('content-type', source.json ? 'application/json' : 'application/octet-stream');
  recorded.setCustomMetadata(source.metadata);
  recorded.setData(source.data);
  return Buffer.from(recorded.serializeBinary());
}

test('a stored record is byte for byte what google-protobuf makes of the recorded event', () => {
  const binary: ProposedEvent = { ...event, json: false, metadata: new Uint8Array(), data: Buffer.alloc(70_000, 7) };
  const cases = [
    { source: event, stream: 'title-1', revision: 0, position: 0 },
    { source: event, stream: 'título-ß-🎬', revision: 127, position: 128 },
    { source: binary, stream: 's'.repeat(300), revision: 300, position: 2 ** 40 + 5 },
    { source: { ...binary, data: new Uint8Array() }, stream: 'x', revision: DELETED, position: 2 ** 53 - 1 },
  ];
  for (const { source, stream, revision, position } of cases) {
    const record = encodeRecord(source, { stream, revision, position, created: 1_795_361_504_485 });
    const text = revision === DELETED ? '9223372036854775807' : String(revision);
    assert.deepEqual(bodyOf(record), recordedEvent(stream, text, position, 1_795_361_504_485, source));
    assert.equal(streamOf(record), stream);
    assert.equal(typeOf(record), source.type);
    assert.equal(idOf(record), source.id);
    assert.equal(revisionOf(record), revision);
    assert.equal(positionOf(record), position);
    assert.equal(createdOf(record), 1_795_361_504_485);
    assert.equal(isJson(record), source.json);
    assert.deepEqual(Buffer.from(dataOf(record)), Buffer.from(source.data));
    assert.deepEqual(Buffer.from(metadataOf(record)), Buffer.from(source.metadata));
  }
});

test('a read event is what google-protobuf reads, with text ids or integer ids, with and without a link', () => {
  const record = encodeRecord(event, { stream: 'title-1', revision: 3, position: 900, created: 1 });
  const link = encodeRecord({ ...event, type: '$>' }, { stream: '$ce-title', revision: 5, position: 1000, created: 1 });
  const plain = streams.ReadResp.deserializeBinary(
    encodeReadEvent({ event: record, link: undefined }, true),
  ).getEvent();
  assert.equal(plain?.getEvent()?.getId()?.getString(), ID);
  assert.equal(plain?.getCommitPosition(), '900');
  assert.equal(plain?.hasLink(), false);
  const linked = streams.ReadResp.deserializeBinary(encodeReadEvent({ event: record, link }, false)).getEvent();
  assert.equal(linked?.getCommitPosition(), '1000');
  assert.equal(linked?.getLink()?.getStreamRevision(), '5');
  const halves = linked?.getEvent()?.getId()?.getStructured();
  assert.equal(
    uuidFromHalves(BigInt(halves?.getMostSignificantBits() ?? 0), BigInt(halves?.getLeastSignificantBits() ?? 0)),
    ID,
  );
  assert.equal(linked?.getEvent()?.getMetadataMap().get('type'), 'catalog.TitlePublished');
  const dangling = streams.ReadResp.deserializeBinary(encodeReadEvent({ event: undefined, link }, true)).getEvent();
  assert.equal(dangling?.hasEvent(), false);
});

function request(structured: boolean): InstanceType<typeof streams.BatchAppendReq> {
  const message = new streams.BatchAppendReq();
  const correlation = new shared.UUID();
  if (structured) {
    const { most, least } = halvesOfUuid(ID);
    const halves = new shared.UUID.Structured();
    halves.setMostSignificantBits(most.toString());
    halves.setLeastSignificantBits(least.toString());
    correlation.setStructured(halves);
  } else correlation.setString(ID.toUpperCase());
  message.setCorrelationId(correlation);
  const options = new streams.BatchAppendReq.Options();
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from('título-1'));
  options.setStreamIdentifier(identifier);
  options.setDeadline(timestampProto.Timestamp.fromDate(new Date(1_700_000_000_250)));
  message.setOptions(options);
  message.setIsFinal(true);
  return message;
}

function proposed(source: ProposedEvent): InstanceType<typeof streams.BatchAppendReq.ProposedMessage> {
  const message = new streams.BatchAppendReq.ProposedMessage();
  const id = new shared.UUID();
  id.setString(source.id);
  message.setId(id);
  message.getMetadataMap().set('type', source.type);
  message.getMetadataMap().set('content-type', source.json ? 'application/json' : 'application/octet-stream');
  message.setCustomMetadata(source.metadata);
  message.setData(source.data);
  return message;
}

test('a batch chunk is read as google-protobuf wrote it', () => {
  for (const structured of [true, false]) {
    const message = request(structured);
    const other = { ...event, id: randomUUID(), json: false, metadata: new Uint8Array(), data: Buffer.alloc(300) };
    message.addProposedMessages(proposed(event));
    message.addProposedMessages(proposed(other));
    const chunk = readBatchChunk(message.serializeBinary(), 0);
    assert.equal(chunk.correlation, ID);
    assert.equal(chunk.final, true);
    assert.equal(chunk.fault, undefined);
    assert.equal(chunk.options?.stream, 'título-1');
    assert.equal(chunk.options?.deadline, 1_700_000_000_250);
    assert.deepEqual(
      chunk.events.map((read) => ({ ...read, metadata: Buffer.from(read.metadata), data: Buffer.from(read.data) })),
      [event, other].map((sent) => ({ ...sent, metadata: Buffer.from(sent.metadata), data: Buffer.from(sent.data) })),
    );
  }
});

test('every form of the expected revision is read', () => {
  const expectedOf = (
    change: (options: InstanceType<typeof streams.BatchAppendReq.Options>) => void,
  ): number | undefined => {
    const message = request(false);
    const options = message.getOptions();
    if (options !== undefined) change(options);
    return readBatchChunk(message.serializeBinary(), 0).options?.expected;
  };
  assert.equal(
    expectedOf((options) => options.setAny(new emptyProto.Empty())),
    -2,
  );
  assert.equal(
    expectedOf((options) => options.setNoStream(new emptyProto.Empty())),
    NO_STREAM,
  );
  assert.equal(
    expectedOf((options) => options.setStreamExists(new emptyProto.Empty())),
    STREAM_EXISTS,
  );
  assert.equal(
    expectedOf((options) => options.setStreamPosition('0')),
    0,
  );
  assert.equal(
    expectedOf((options) => options.setStreamPosition('4294967297')),
    4_294_967_297,
  );
  assert.equal(
    expectedOf((options) => options.setStreamPosition('18446744073709551615')),
    DELETED,
  );
});

test('an event without type, content type or a proper id is a fault of its append, not of the call', () => {
  const fault = (
    change: (message: InstanceType<typeof streams.BatchAppendReq.ProposedMessage>) => void,
  ): string | undefined => {
    const message = request(false);
    const item = proposed(event);
    change(item);
    message.addProposedMessages(item);
    return readBatchChunk(message.serializeBinary(), 0).fault;
  };
  assert.match(fault((item) => item.getMetadataMap().del('type')) ?? '', /'type' is missing/);
  assert.match(fault((item) => item.getMetadataMap().del('content-type')) ?? '', /'content-type' is missing/);
  assert.match(fault((item) => item.getId()?.setString('nonsense')) ?? '', /not a UUID/);
  assert.match(fault((item) => item.getId()?.setString('00000000-0000-0000-0000-000000000000')) ?? '', /not a UUID/);
});

test('bytes that are cut off anywhere are refused or read short, never out of bounds', () => {
  const message = request(false);
  message.addProposedMessages(proposed(event));
  const whole = message.serializeBinary();
  for (let length = 0; length < whole.length; length += 1) {
    try {
      readBatchChunk(whole.subarray(0, length), 0);
    } catch (error) {
      assert.ok(error instanceof MalformedMessage, `length ${length}: ${String(error)}`);
    }
  }
});

test('batch answers are what google-protobuf reads', () => {
  for (const [revision, position] of [
    [0, 0],
    [5, 900],
    [2 ** 33, 2 ** 45],
    [NO_STREAM, undefined],
  ] as const) {
    const answer = streams.BatchAppendResp.deserializeBinary(encodeBatchSuccess(ID, 'título-1', revision, position));
    assert.equal(answer.getCorrelationId()?.getString(), ID);
    assert.equal(Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(), 'título-1');
    const success = answer.getSuccess();
    assert.equal(success?.hasNoStream(), revision === NO_STREAM);
    if (revision !== NO_STREAM) assert.equal(success?.getCurrentRevision(), String(revision));
    assert.equal(success?.getPosition()?.getCommitPosition(), position === undefined ? undefined : String(position));
    assert.equal(success?.hasNoPosition(), position === undefined);
  }
  const wrong = streams.BatchAppendResp.deserializeBinary(
    encodeBatchFailure(ID, 's', { kind: 'wrong-version', current: 4, expected: NO_STREAM }),
  );
  assert.equal(wrong.getError()?.getMessage(), 'WrongExpectedVersion');
  assert.equal(wrong.getError()?.getDetails()?.getTypeName(), 'event_store.client.WrongExpectedVersion');
});
