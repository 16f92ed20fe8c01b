import { randomBytes } from 'node:crypto';
import { finished } from 'node:stream';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { unpackToCommandError } from '@eventstore/db-client/dist/streams/appendToStream/unpackError.js';
import { convertToCommandError } from '@eventstore/db-client/dist/utils/CommandError.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ExpectedRevision, NewEvent } from '../../ports/event-log.ts';
import { readAppendAnswer } from './append-answer.ts';
import { encodeAppend } from './append-request.ts';
import { callWithBytes } from './client-quirks.ts';

/** Where appended events came to stand. */
export interface Appended {
  readonly revision: bigint;
  readonly position: bigint;
}

interface Waiting {
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** One call on which all appends of a client go, each with a number. */
interface AppendCall {
  /** @returns undefined when it is too much for one message. @throws the client's errors */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    patienceMs: number,
  ): Promise<Appended> | undefined;
}

/** A server takes 4 MiB at a time. */
const MOST_BYTES = 3 * 1024 * 1024;

const { batchAppend } = streamsGrpc.StreamsService;
const calls = new WeakMap<EventStoreDBClient, Promise<AppendCall | undefined>>();

/**
 * The call on which a client's appends go, opened by the first and again after it broke. Undefined: the server knows no such call (EventStoreDB
 * before 21.10).
 */
export function appendCallOf(client: EventStoreDBClient): Promise<AppendCall | undefined> {
  const known = calls.get(client);
  if (known !== undefined) return known;
  const opened = open(client);
  calls.set(client, opened);
  opened.catch(() => calls.delete(client));
  return opened;
}

async function open(client: EventStoreDBClient): Promise<AppendCall | undefined> {
  const call = await callWithBytes(client, streamsGrpc.StreamsClient, batchAppend);
  return call && overCall(call, () => calls.delete(client));
}

function overCall(call: ClientDuplexStream<Buffer, Buffer>, forget: () => void): AppendCall {
  const prefix = `${randomBytes(4).toString('hex')}-0000-4000-8000-`;
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const fail = (error: unknown): void => {
    forget();
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject } of left) reject(error);
  };
  call.on('data', (bytes: Buffer) => {
    const { number, success } = readAppendAnswer(bytes);
    const one = waiting.get(number);
    waiting.delete(number);
    if (success === undefined) one?.reject(errorIn(bytes));
    else one?.resolve(success);
  });
  call.on('error', (error) => fail(convertToCommandError(error)));
  call.on('end', () => fail(Object.assign(new Error('the server ended the call'), { type: 'unavailable' })));
  finished(call, forget);
  return {
    append(stream, expected, events, patienceMs) {
      const number = (last += 1);
      const correlation = prefix + number.toString(16).padStart(12, '0');
      const request = encodeAppend({ correlation, stream, expected, events, deadline: Date.now() + patienceMs });
      if (request.length > MOST_BYTES) return undefined;
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        call.write(request);
      });
    },
  };
}

/** What went wrong, as the client says it. */
function errorIn(bytes: Buffer): unknown {
  const answer = batchAppend.responseDeserialize(bytes);
  const error = answer.getError();
  const stream = Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  return error === undefined
    ? new Error('The event store answered neither yes nor no.')
    : unpackToCommandError(error, stream);
}
