/** The Streams service as grpc-js handlers. Read and BatchAppend pass raw message bytes, see `wire/`. */
import type {
  ServerDuplexStream,
  ServerReadableStream,
  ServerWritableStream,
  ServiceDefinition,
  UntypedServiceImplementation,
  ServerUnaryCall,
  sendUnaryData,
} from '@grpc/grpc-js';
import type {
  AppendReq,
  AppendResp,
  DeleteReq,
  DeleteResp,
  ReadReq,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { CallError, toCallError } from '../errors.ts';
import { DamagedLog } from '../storage/damage.ts';
import type { Node } from '../node.ts';
import { serveAppend } from '../streams/append.ts';
import { serveBatchAppend } from '../streams/batch-append.ts';
import { serveDelete, serveTombstone } from '../streams/delete.ts';
import { readOptions } from '../streams/read-options.ts';
import { serveRead } from '../streams/read.ts';
import { serveSubscription } from '../streams/subscribe.ts';
import { streamsGrpc } from '../wire/proto.ts';
import { outgoing, serializeBatch, type Batch } from './flow.ts';

const raw = (bytes: Buffer): Buffer => bytes;

/** The generated definition with the hot messages left as bytes, and their responses sent in batches. */
export const streamsDefinition: ServiceDefinition = {
  ...streamsGrpc.StreamsService,
  read: { ...streamsGrpc.StreamsService.read, responseSerialize: serializeBatch, responseDeserialize: raw },
  batchAppend: {
    ...streamsGrpc.StreamsService.batchAppend,
    requestSerialize: raw,
    requestDeserialize: raw,
    responseSerialize: serializeBatch,
    responseDeserialize: raw,
  },
};

/** The handlers of one node. */
export function streamsHandlers(node: Node): UntypedServiceImplementation {
  return {
    append: (call: ServerReadableStream<AppendReq, AppendResp>, callback: sendUnaryData<AppendResp>) => {
      const refused = node.calls.refusal();
      if (refused === undefined) serveAppend(node, call, callback);
      else callback(refused);
    },
    batchAppend: (call: ServerDuplexStream<Buffer, Batch>) => {
      const refused = node.calls.refusal();
      if (refused === undefined) serveBatchAppend(node, call);
      else call.emit('error', refused);
    },
    read: (call: ServerWritableStream<ReadReq, Batch>) => void serveReadCall(node, call),
    delete: (call: ServerUnaryCall<DeleteReq, DeleteResp>, callback: sendUnaryData<DeleteResp>) =>
      unary(node, callback, async () => serveDelete(node, call.request)),
    tombstone: (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, callback: sendUnaryData<TombstoneResp>) =>
      unary(node, callback, async () => serveTombstone(node, call.request)),
  };
}

async function serveReadCall(node: Node, call: ServerWritableStream<ReadReq, Batch>): Promise<void> {
  const out = outgoing(call, node.calls);
  try {
    const refused = node.calls.refusal();
    if (refused !== undefined) throw refused;
    const options = readOptions(call.request);
    if (options.count === undefined) await serveSubscription(node, out, options);
    else await serveRead(node, out, options);
  } catch (error) {
    report(error);
    out.finish(toCallError(error));
  }
}

/** Runs a unary handler: its value is the answer, what it throws is the status; a stopping node answers for it. */
function unary<T>(node: Node, callback: sendUnaryData<T>, work: () => Promise<T>): void {
  const refused = node.calls.refusal();
  if (refused !== undefined) {
    callback(refused);
    return;
  }
  let answered = false;
  const answer = (error: CallError | null, value?: T): void => {
    if (answered) return;
    answered = true;
    forget();
    callback(error, value);
  };
  const forget = node.calls.add(false, (error) => answer(error));
  work().then(
    (value) => answer(null, value),
    (error: unknown) => {
      report(error);
      answer(toCallError(error));
    },
  );
}

/** A status is an answer; anything else that a handler throws is a bug and must be seen. */
function report(error: unknown): void {
  if (error instanceof DamagedLog) console.error(`eventstore: ${error.message}`);
  else if (!(error instanceof CallError)) console.error('a call failed unexpectedly:', error);
}
