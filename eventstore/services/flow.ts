/** Sending on a server stream no faster than the client reads it, many small messages at a time. */
import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import type { CallError } from '../errors.ts';
import type { OpenCalls } from './open-calls.ts';

/** Messages that go to the transport together. */
export type Batch = readonly Buffer[];

/** A call whose responses are batches of raw messages, see `serializeBatch`. */
export type RawCall<Request> = ServerWritableStream<Request, Batch> | ServerDuplexStream<Request, Batch>;

/** Bytes that make a batch: each costs a call into the transport, a frame and an event in the client. */
const BATCH_BYTES = 32 * 1024;
/** Bytes that one call may hold for a client that does not read, and one message more. */
const MOST_BYTES = 256 * 1024;
/** Length of what gRPC puts before a message: a byte for compression and four for the length. */
const PREFIX = 5;

/** The sending side of one call. */
export interface Outgoing {
  /** True once the client has gone or the call has been ended. */
  readonly ended: boolean;
  /** Sends one message with others of this turn; a promise if the client is behind, to be awaited before the next. */
  send(message: Buffer): Promise<void> | undefined;
  /** Ends the call with success, or with a status, behind what was sent. */
  finish(error?: CallError): void;
  /** Calls back once when the call ends from either side; at once if it has. */
  onEnd(callback: () => void): void;
}

/**
 * A batch in the shape of the message that grpc-js asks a serializer for. It allocates `byteLength` and the prefix of one
 * message, and has `copy` write behind that prefix; ours writes the prefix of its first message again and the others with theirs.
 */
export function serializeBatch(batch: Batch): Buffer {
  const bytes = batch.reduce((sum, message) => sum + message.length + PREFIX, -PREFIX);
  const shape: Pick<Buffer, 'byteLength' | 'length'> & { copy(target: Buffer, at: number): void } = {
    byteLength: bytes,
    length: bytes,
    copy(target, at) {
      let next = at - PREFIX;
      for (const message of batch) {
        target[next] = 0;
        target.writeUInt32BE(message.length, next + 1);
        target.set(message, next + PREFIX);
        next += PREFIX + message.length;
      }
    },
  };
  return shape as unknown as Buffer;
}

/** Wraps `call`, which is listed in `calls` until it ends. */
export function outgoing<Request>(call: RawCall<Request>, calls: OpenCalls): Outgoing {
  const endings = new Set<() => void>();
  let ended = false;
  let batch: Buffer[] = [];
  let batchBytes = 0;
  /** Bytes that were given to the transport and not yet taken by the client. */
  let underWay = 0;
  let behind: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  const goOn = (): void => {
    behind?.resolve();
    behind = undefined;
  };
  const close = (): void => {
    if (ended) return;
    ended = true;
    batch = [];
    forget();
    goOn();
    for (const callback of endings) callback();
    endings.clear();
  };
  const flush = (): void => {
    if (ended || batch.length === 0) return;
    const bytes = batchBytes;
    underWay += bytes;
    call.write(batch, () => {
      underWay -= bytes;
      if (underWay + batchBytes <= MOST_BYTES / 2) goOn();
    });
    batch = [];
    batchBytes = 0;
  };
  const finish = (error?: CallError): void => {
    if (ended) return;
    flush();
    close();
    if (error === undefined) call.end();
    else call.emit('error', error);
  };
  const forget = calls.add(true, finish);
  call.on('cancelled', close);
  call.on('close', close);

  return {
    get ended() {
      return ended;
    },
    send(message) {
      if (ended) return undefined;
      if (batch.length === 0) process.nextTick(flush);
      batch.push(message);
      batchBytes += message.length + PREFIX;
      if (batchBytes >= BATCH_BYTES) flush();
      if (underWay + batchBytes <= MOST_BYTES) return undefined;
      behind ??= Promise.withResolvers<void>();
      return behind.promise;
    },
    finish,
    onEnd(callback) {
      if (ended) callback();
      else endings.add(callback);
    },
  };
}

/** Lets other calls have a turn. */
export async function yieldTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
