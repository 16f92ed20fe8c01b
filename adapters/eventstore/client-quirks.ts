import type { Readable, Writable } from 'node:stream';
import { Metadata, type CallOptions, type Client, type ClientDuplexStream } from '@grpc/grpc-js';
import { typeOf } from './outage.ts';

/** How `@eventstore/db-client` 6.2 makes its gRPC streams; the name says for which of its methods. */
interface Internals {
  GRPCStreamCreator: (
    service: unknown,
    name: string,
    make: (on: unknown) => Readable & Writable,
    cache: unknown,
  ) => () => Promise<Readable & Writable>;
  callArguments: (options: object, callOptions: object) => readonly [Metadata, CallOptions];
  supports: (method: unknown) => Promise<boolean>;
  createCredentialsMetadataGenerator: (credentials: { username: string; password: string }) => MetadataGenerator;
}

type MetadataGenerator = (options: unknown, callback: (error: null, metadata: Metadata) => void) => void;

const APPEND = 'appendToStream';
const READS: ReadonlySet<string> = new Set(['readStream', 'readAll', 'subscribeToStream', 'subscribeToAll']);

/** Changes habits of the client that would cost us the process, the connection, the password or the time to close. Returns the same client. */
export function tameClient<C extends object>(client: C): C {
  const internals = client as unknown as Internals;
  sendCredentials(client);
  const create = internals.GRPCStreamCreator;
  internals.GRPCStreamCreator = (service, name, make, cache) => {
    if (name === APPEND) return create(service, name, (on) => neverFull(make(on)), cache);
    if (!READS.has(name)) return create(service, name, make, cache);
    return create(service, name, (on) => endingWhenLeft(endingByItself(make(on))), cache);
  };
  return client;
}

const asItIs = (bytes: Buffer): Buffer => bytes;

/**
 * Opens a call of the client's own connection on which messages go and come as bytes. It ends with the client, and its errors make the client look
 * for another node, like those of its own calls.
 * @param service the class of the gRPC client that the call belongs to
 * @returns undefined when the server does not know the method
 */
export async function callWithBytes(
  client: object,
  service: unknown,
  method: { readonly path: string },
): Promise<ClientDuplexStream<Buffer, Buffer> | undefined> {
  const internals = client as Internals;
  if (!(await internals.supports(method))) return undefined;
  const [metadata, options] = internals.callArguments({}, { deadline: Infinity });
  const make = (on: unknown): Readable & Writable =>
    (on as Client).makeBidiStreamRequest(method.path, asItIs, asItIs, metadata, options);
  return (await internals.GRPCStreamCreator(service, APPEND, make, undefined)()) as ClientDuplexStream<Buffer, Buffer>;
}

/** Without TLS the client leaves the user and password of the connection string out; the local node asks for them. */
export function sendCredentials(client: object): void {
  (client as Internals).createCredentialsMetadataGenerator = basicCredentials;
}

function basicCredentials({ username, password }: { username: string; password: string }): MetadataGenerator {
  const metadata = new Metadata();
  metadata.add('authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
  return (_, callback) => callback(null, metadata);
}

/**
 * The client queues writes behind a full append stream and, when that stream breaks, rejects the queue inside an async
 * executor: an unhandled rejection, which ends the process. A stream that never says it is full leaves the queue empty;
 * the adapter bounds what is in flight instead.
 */
function neverFull<S extends Writable>(stream: S): S {
  const write = stream.write.bind(stream) as (chunk: unknown) => boolean;
  return Object.assign(stream, {
    write: (chunk: unknown): true => {
      write(chunk);
      return true;
    },
  });
}

/**
 * The client destroys a read that answered "no such stream". The call then never ends by itself, and cancelling it resets its
 * HTTP/2 stream; a server ends connections that reset too often. Told of the error but left running, the call just ends.
 */
function endingByItself<S extends Readable>(stream: S): S {
  const destroy = stream.destroy.bind(stream);
  return Object.assign(stream, {
    destroy: (error?: Error): S => {
      if (typeOf(error) !== 'stream-not-found') return destroy(error);
      stream.emit('error', error);
      stream.unpipe();
      return stream.resume();
    },
  });
}

/**
 * A read that is left before its end stops in the middle of what has arrived. Nobody takes the rest, so the call never ends: it
 * stays in memory, and the client waits for it for ever when it is disposed of. Once cancelled, the rest is let go.
 */
function endingWhenLeft<S extends Readable>(stream: S): S {
  const call = stream as S & { cancel(): void };
  const cancel = call.cancel.bind(stream);
  return Object.assign(stream, {
    cancel: (): void => {
      cancel();
      stream.unpipe();
      stream.resume();
    },
  });
}
