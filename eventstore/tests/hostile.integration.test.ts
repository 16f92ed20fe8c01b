import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  type Client,
  credentials,
  makeGenericClientConstructor,
  status,
  type ClientDuplexStream,
  type ClientReadableStream,
  type ClientUnaryCall,
  type ClientWritableStream,
  type ServiceError,
} from '@grpc/grpc-js';
import { makeDataDirectory, removeDataDirectory, startNodeProcess, type NodeProcess } from '../testing/node-process.ts';
import { shared, streams, streamsGrpc } from '../wire/proto.ts';

type ReadReq = InstanceType<typeof streams.ReadReq>;
type Options = InstanceType<typeof streams.ReadReq.Options>;

/** The service with raw bytes in both directions, to say what the generated client would not. */
interface RawClient extends Client {
  read(request: Buffer): ClientReadableStream<Buffer>;
  batchAppend(): ClientDuplexStream<Buffer, Buffer>;
  append(callback: (error: ServiceError | null) => void): ClientWritableStream<Buffer>;
  delete(request: Buffer, callback: (error: ServiceError | null) => void): ClientUnaryCall;
}

const raw = (bytes: Buffer): Buffer => bytes;
const definition = Object.fromEntries(
  Object.entries(streamsGrpc.StreamsService).map(([name, method]) => [
    name,
    { ...method, requestSerialize: raw, requestDeserialize: raw, responseSerialize: raw, responseDeserialize: raw },
  ]),
);

let data: string;
let node: NodeProcess;
let client: RawClient;

before(async () => {
  data = await makeDataDirectory();
  node = await startNodeProcess(data);
  const Constructor = makeGenericClientConstructor(definition, 'Streams');
  client = new Constructor(
    new URL(node.url.replace('esdb:', 'http:')).host,
    credentials.createInsecure(),
  ) as unknown as RawClient;
});
after(async () => {
  client.close();
  const { code, stderr } = await node.kill('SIGTERM');
  await removeDataDirectory(data);
  assert.equal(code, 0, 'the node survived everything above');
  assert.equal(stderr, '');
});

async function readStatus(request: Buffer): Promise<{ code: number; messages: Buffer[] }> {
  const call = client.read(request);
  const messages: Buffer[] = [];
  return new Promise((resolve) => {
    call.on('data', (message: Buffer) => messages.push(message));
    call.on('error', () => undefined);
    call.on('status', ({ code }) => resolve({ code, messages }));
  });
}

function readRequest(change: (options: Options) => void): Buffer {
  const options = new streams.ReadReq.Options();
  const all = new streams.ReadReq.Options.AllOptions();
  all.setStart(new shared.Empty());
  options.setAll(all);
  options.setCount('1');
  options.setNoFilter(new shared.Empty());
  change(options);
  const request: ReadReq = new streams.ReadReq();
  request.setOptions(options);
  return Buffer.from(request.serializeBinary());
}

function filter(multiplier: number, regex: string): InstanceType<typeof streams.ReadReq.Options.FilterOptions> {
  const expression = new streams.ReadReq.Options.FilterOptions.Expression();
  expression.setRegex(regex);
  const options = new streams.ReadReq.Options.FilterOptions();
  options.setStreamIdentifier(expression);
  options.setMax(32);
  options.setCheckpointintervalmultiplier(multiplier);
  return options;
}

function streamOptions(name: string): InstanceType<typeof streams.ReadReq.Options.StreamOptions> {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name));
  const options = new streams.ReadReq.Options.StreamOptions();
  options.setStreamIdentifier(identifier);
  options.setStart(new shared.Empty());
  return options;
}

test('a read that cannot be served is refused with a status', async () => {
  const subscription = new streams.ReadReq.Options.SubscriptionOptions();
  const position = new streams.ReadReq.Options.Position();
  position.setCommitPosition('5');
  position.setPreparePosition('6');
  const refused: readonly (readonly [string, (options: Options) => void])[] = [
    [
      'a filter on a stream',
      (options) => {
        options.setStream(streamOptions('a'));
        options.setFilter(filter(1, 'x'));
      },
    ],
    [
      'a backwards subscription',
      (options) => {
        options.setSubscription(subscription);
        options.setReadDirection(1);
      },
    ],
    [
      'a checkpoint interval of zero',
      (options) => {
        options.setSubscription(subscription);
        options.setFilter(filter(0, 'x'));
      },
    ],
    ['a pattern that is none', (options) => options.setFilter(filter(1, '('))],
    ['a pattern without end', (options) => options.setFilter(filter(1, 'x'.repeat(5000)))],
    ['no count and no subscription', (options) => options.clearCount()],
    ['an empty stream name', (options) => options.setStream(streamOptions(''))],
    ['the name $$', (options) => options.setStream(streamOptions('$$'))],
    ['a name without end', (options) => options.setStream(streamOptions('n'.repeat(5000)))],
    ['prepare behind commit', (options) => options.getAll()?.setPosition(position)],
  ];
  for (const [what, change] of refused)
    assert.equal((await readStatus(readRequest(change))).code, status.INVALID_ARGUMENT, what);
  assert.equal((await readStatus(Buffer.from(new streams.ReadReq().serializeBinary()))).code, status.UNKNOWN);
  const served = await readStatus(readRequest(() => undefined));
  assert.equal(served.code, status.OK);
  assert.equal(served.messages.length, 1);
});

test("thousands of reads that are left early end nobody else's calls", async () => {
  let subscribed: { code: number } | undefined;
  const subscription = client.read(
    readRequest((options) => {
      options.clearCount();
      options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
    }),
  );
  subscription.on('data', () => undefined);
  subscription.on('error', () => undefined);
  subscription.on('status', (status) => (subscribed = status));
  for (let round = 0; round < 25; round += 1)
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const call = client.read(readRequest((options) => options.setCount('1000')));
        call.on('error', () => undefined);
        await new Promise((resolve) => call.once('data', resolve).once('status', resolve));
        call.cancel();
      }),
    );
  assert.equal((await readStatus(readRequest(() => undefined))).code, status.OK);
  assert.equal(subscribed, undefined, 'the subscription beside them was ended');
  subscription.cancel();
});

test('a filter with thousands of prefixes is refused', async () => {
  const { code } = await readStatus(
    readRequest((options) => {
      const many = filter(1, '');
      many.getStreamIdentifier()?.setPrefixList(Array.from({ length: 1001 }, (_, n) => `p${n}`));
      options.setFilter(many);
    }),
  );
  assert.equal(code, status.INVALID_ARGUMENT);
});

test('garbage ends its own call and nothing else', async () => {
  for (let n = 0; n < 50; n += 1) {
    const garbage = randomBytes(n * 7);
    assert.notEqual((await readStatus(garbage)).code, status.OK);
    const batch = client.batchAppend();
    const ended = new Promise((resolve) => batch.on('status', resolve));
    batch.on('error', () => undefined);
    batch.on('data', () => undefined);
    batch.write(garbage);
    batch.end();
    await ended;
    await new Promise((resolve) => client.append(resolve).end(garbage));
    await new Promise((resolve) => client.delete(garbage, resolve));
  }
});

/** A chunk of an append that does not end; the first of each append names its stream. */
function unfinished(stream: string, data = Buffer.alloc(0)): Buffer {
  const id = new shared.UUID();
  id.setString(randomUUID());
  const request = new streams.BatchAppendReq();
  request.setCorrelationId(id);
  const options = new streams.BatchAppendReq.Options();
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  options.setStreamIdentifier(identifier);
  request.setOptions(options);
  if (data.length > 0) {
    const event = new streams.BatchAppendReq.ProposedMessage();
    event.setId(id);
    event.getMetadataMap().set('type', 't.Large').set('content-type', 'application/octet-stream');
    event.setData(data);
    request.setProposedMessagesList([event]);
  }
  return Buffer.from(request.serializeBinary());
}

test('appends that are begun and never completed hold a bounded number of bytes', async () => {
  const batch = client.batchAppend();
  const answers: string[] = [];
  batch.on('data', (bytes: Buffer) =>
    answers.push(streams.BatchAppendResp.deserializeBinary(bytes).getError()?.getMessage() ?? 'success'),
  );
  const ended = new Promise<{ code: number }>((resolve) => batch.on('status', resolve));
  for (let n = 0; n < 24; n += 1) batch.write(unfinished(`begun-${n}`, Buffer.alloc(1_000_000)));
  batch.end();
  assert.equal((await ended).code, status.OK);
  assert.equal(answers.length, 24);
  assert.ok(answers.includes('BadRequest'), answers.join());
});

test('an append that never completes is answered with a timeout, after which the call ends', async () => {
  const batch = client.batchAppend();
  const answers: string[] = [];
  batch.on('data', (bytes: Buffer) =>
    answers.push(streams.BatchAppendResp.deserializeBinary(bytes).getError()?.getMessage() ?? 'success'),
  );
  const ended = new Promise<{ code: number }>((resolve) => batch.on('status', resolve));
  batch.write(unfinished('half-1'));
  batch.end();
  assert.equal((await ended).code, status.OK);
  assert.deepEqual(answers, ['Timeout']);
});
