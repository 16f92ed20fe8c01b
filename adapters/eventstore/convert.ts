import type { AppendExpectedRevision, EventData, JSONType, ResolvedEvent } from '@eventstore/db-client';
import type { Position as ClientPosition } from '@eventstore/db-client';
import type { ExpectedRevision, NewEvent, Position, RecordedEvent } from '../../ports/event-log.ts';

/** The client's word for an expected revision. */
export const toExpected = (expected: ExpectedRevision): AppendExpectedRevision =>
  expected === 'no-stream' ? 'no_stream' : expected === 'stream-exists' ? 'stream_exists' : expected;

/** The log writes each event in a transaction of its own, so both halves of the client's position are the same. */
export const toClientPosition = (position: Position): ClientPosition => ({ commit: position, prepare: position });

const utf8 = new TextEncoder();

/**
 * An event as the client sends it. The metadata goes as bytes, which the client sends as they are; an object it would turn
 * into base64 and decode again, twice, at a cost above all that this adapter adds.
 */
export const toEventData = ({ id, type, data, metadata }: NewEvent): EventData => ({
  id,
  type,
  contentType: 'application/json',
  data: data as JSONType,
  metadata: utf8.encode(JSON.stringify(metadata)),
});

/** An event as the client received it; undefined for a link whose target is gone. */
export const toRecorded = ({ event }: ResolvedEvent): RecordedEvent | undefined =>
  event === undefined
    ? undefined
    : {
        id: event.id,
        type: event.type,
        stream: event.streamId,
        revision: event.revision,
        position: event.position?.commit ?? 0n,
        recordedAt: event.created,
        data: event.data,
        metadata: event.metadata,
      };
