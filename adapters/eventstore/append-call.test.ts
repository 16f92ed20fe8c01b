import { deepEqual, equal, throws } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ExpectedRevision, NewEvent } from '../../ports/event-log.ts';
import { readAppendAnswer } from './append-answer.ts';
import { encodeAppend } from './append-request.ts';

const event = (data: unknown): NewEvent => ({
  id: randomUUID(),
  type: 'test.Ereignis über alles',
  data,
  metadata: { $correlationId: randomUUID(), note: '“ß” 🎬' } as unknown as NewEvent['metadata'],
});
const text = (bytes: string | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString();

describe('an append as bytes', () => {
  for (const [expected, means] of [
    ['any', 'any'],
    ['no-stream', 'noStream'],
    ['stream-exists', 'streamExists'],
    [0n, '0'],
    [300n, '300'],
    [5_000_000_000n, '5000000000'],
  ] as const satisfies readonly (readonly [ExpectedRevision, string])[])
    it(`is what the client's own classes read (expected: ${expected})`, () => {
      const events = [event({ a: 1 }), event({ text: 'ä'.repeat(20_000) }), event('🎬'), event(null)];
      const correlation = randomUUID();
      const deadline = Date.UTC(2026, 0, 2) + 250;
      const bytes = encodeAppend({ correlation, stream: 'straße-1', expected, deadline, events });
      const read = streams.BatchAppendReq.deserializeBinary(bytes);
      equal(read.getCorrelationId()?.getString(), correlation);
      equal(read.getIsFinal(), true);
      const options = read.getOptions();
      equal(text(options?.getStreamIdentifier()?.getStreamName_asU8() ?? ''), 'straße-1');
      equal(options?.getDeadline()?.toDate().getTime(), deadline);
      const { any, noStream, streamExists, streamPosition } = options?.toObject() ?? {};
      const given = { any, noStream, streamExists };
      deepEqual(
        Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name])),
        typeof expected === 'bigint' ? [] : [means],
      );
      equal(streamPosition, typeof expected === 'bigint' ? means : '0');
      deepEqual(
        read.getProposedMessagesList().map((each) => ({
          id: each.getId()?.getString(),
          type: each.getMetadataMap().get('type'),
          content: each.getMetadataMap().get('content-type'),
          data: JSON.parse(text(each.getData_asU8())) as unknown,
          metadata: JSON.parse(text(each.getCustomMetadata_asU8())) as unknown,
        })),
        events.map(({ id, type, data, metadata }) => ({ id, type, content: 'application/json', data, metadata })),
      );
    });
  it('has no nanoseconds where there are none', () => {
    const bytes = encodeAppend({ correlation: randomUUID(), stream: 's', expected: 'any', deadline: 2000, events: [] });
    equal(streams.BatchAppendReq.deserializeBinary(bytes).getOptions()?.getDeadline()?.toDate().getTime(), 2000);
  });
  it('refuses an event whose id is no UUID', () => {
    const events = [{ ...event(1), id: 'x' }];
    throws(
      () => encodeAppend({ correlation: randomUUID(), stream: 's', expected: 'any', deadline: 0, events }),
      TypeError,
    );
  });
});

describe('an answer to an append', () => {
  const answer = (uuid: InstanceType<typeof shared.UUID>, revision: string, position?: string): Uint8Array => {
    const response = new streams.BatchAppendResp();
    response.setCorrelationId(uuid);
    const success = new streams.BatchAppendResp.Success();
    success.setCurrentRevision(revision);
    if (position === undefined) success.setNoPosition(new shared.Empty());
    else {
      const at = new shared.AllStreamPosition();
      at.setCommitPosition(position);
      at.setPreparePosition(position);
      success.setPosition(at);
    }
    response.setSuccess(success);
    const stream = new shared.StreamIdentifier();
    stream.setStreamName(Buffer.from('any-stream'));
    response.setStreamIdentifier(stream);
    return response.serializeBinary();
  };
  const asText = new shared.UUID();
  asText.setString('a1b2c3d4-0000-4000-8000-0000000004d2');
  const halves = new shared.UUID.Structured();
  halves.setMostSignificantBits('-5000000000');
  halves.setLeastSignificantBits(BigInt.asIntN(64, 0x8000_0000_0000_04d2n).toString());
  const asHalves = new shared.UUID();
  asHalves.setStructured(halves);

  it('is read as the client would, whichever way it names the append', () => {
    for (const uuid of [asText, asHalves])
      deepEqual(readAppendAnswer(answer(uuid, '7', '9007199254740993123')), {
        number: 1234,
        success: { revision: 7n, position: 9_007_199_254_740_993_123n },
      });
    deepEqual(readAppendAnswer(answer(asText, '0')).success, { revision: 0n, position: 0n });
  });
  it('that is no success is left to the client', () => {
    const response = new streams.BatchAppendResp();
    response.setCorrelationId(asText);
    deepEqual(readAppendAnswer(response.serializeBinary()), { number: 1234, success: undefined });
  });
  it('that is cut off is an error', () => {
    const whole = answer(asText, '7', '8');
    for (const length of [1, 5, 20, whole.length - 1])
      throws(() => readAppendAnswer(whole.subarray(0, length)), RangeError);
  });
});
