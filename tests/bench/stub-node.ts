/**
 * The limit of the event-store wire: a node that stores nothing and costs next to nothing, so that what remains is the
 * client and gRPC itself. It answers each append at once and each read with copies of one prepared event.
 * Started as a process of its own; prints `READY esdb://127.0.0.1:PORT?tls=false`.
 */
import * as grpc from '@grpc/grpc-js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

const passBytes = (bytes: Buffer): Buffer => bytes;

function preparedReply(): Buffer {
  const reply = new streams.BatchAppendResp();
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision('1');
  const position = new shared.AllStreamPosition();
  position.setCommitPosition('100');
  position.setPreparePosition('100');
  success.setPosition(position);
  reply.setSuccess(success);
  const stream = new shared.StreamIdentifier();
  stream.setStreamName(Buffer.from('bench-stream'));
  reply.setStreamIdentifier(stream);
  return Buffer.from(reply.serializeBinary());
}

function preparedEvent(): Buffer {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString('6ba7b810-9dad-41d1-80b4-00c04fd430c8');
  recorded.setId(id);
  const stream = new shared.StreamIdentifier();
  stream.setStreamName(Buffer.from('bench-stream'));
  recorded.setStreamIdentifier(stream);
  recorded.setStreamRevision('1');
  recorded.setCommitPosition('100');
  recorded.setPreparePosition('100');
  recorded.getMetadataMap().set('type', 'bench.Happened');
  recorded.getMetadataMap().set('created', '17000000000000000');
  recorded.getMetadataMap().set('content-type', 'application/json');
  recorded.setData(Buffer.from(JSON.stringify({ filler: 'x'.repeat(200) })));
  recorded.setCustomMetadata(Buffer.from(JSON.stringify({ filler: 'x'.repeat(200) })));
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition('100');
  const reply = new streams.ReadResp();
  reply.setEvent(event);
  return Buffer.from(reply.serializeBinary());
}

const appended = preparedReply();
const oneEvent = preparedEvent();

/** The request's first field is the correlation id: echo its bytes, and answer on the chunk that says `is_final`. */
function batchAppend(call: grpc.ServerDuplexStream<Buffer, Buffer>): void {
  call.on('data', (chunk: Buffer) => {
    const isFinal = chunk.at(-2) === 0x20 && chunk.at(-1) === 1;
    if (isFinal) call.write(Buffer.concat([chunk.subarray(0, 2 + (chunk[1] ?? 0)), appended]));
  });
  call.on('end', () => call.end());
}

async function read(call: grpc.ServerWritableStream<Buffer, Buffer>): Promise<void> {
  const request = streams.ReadReq.deserializeBinary(call.request);
  const count = Number(request.getOptions()?.getCount() ?? 0);
  for (let sent = 0; sent < count && !call.cancelled; sent += 1) {
    if (!call.write(oneEvent)) await new Promise((resolve) => call.once('drain', resolve));
  }
  call.end();
}

function supportedMethods(): Buffer {
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion('24.10.0');
  for (const [method, listed] of [
    ['batchappend', ['deadline_duration']],
    ['read', ['position', 'events']],
  ] as const) {
    const entry = new features.SupportedMethod();
    entry.setServiceName('event_store.client.streams.streams');
    entry.setMethodName(method);
    entry.setFeaturesList([...listed]);
    methods.addMethods(entry);
  }
  return Buffer.from(methods.serializeBinary());
}

/** The service definition with bytes in and bytes out: no protobuf work on the hot path. */
function rawBytes(definition: grpc.ServiceDefinition): grpc.ServiceDefinition {
  return Object.fromEntries(
    Object.entries(definition).map(([name, method]) => [
      name,
      { ...method, requestDeserialize: passBytes, responseSerialize: passBytes },
    ]),
  );
}

const server = new grpc.Server({ 'grpc.max_receive_message_length': 32 * 1024 * 1024 });
const { StreamsService } = (await import('@eventstore/db-client/generated/streams_grpc_pb.js')).default;
server.addService(rawBytes(StreamsService), {
  batchAppend,
  read: (call: grpc.ServerWritableStream<Buffer, Buffer>) => void read(call),
});
server.addService(rawBytes(featuresService.ServerFeaturesService), {
  getSupportedMethods: (_call: unknown, reply: (error: null, bytes: Buffer) => void) => reply(null, supportedMethods()),
});
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`READY esdb://127.0.0.1:${port}?tls=false\n`);
});
process.on('SIGTERM', () => server.forceShutdown());
