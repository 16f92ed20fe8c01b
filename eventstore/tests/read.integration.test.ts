import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  StreamNotFoundError,
  binaryEvent,
  eventTypeFilter,
  streamNameFilter,
  type ResolvedEvent,
  type SubscribeToAllOptions,
} from '@eventstore/db-client';
import { collect, startTestNode } from '../testing/test-node.ts';

const { client, write, revisions, filtered } = await startTestNode();

const newStream = (): string => `test-${randomUUID()}`;

const positions = (events: readonly ResolvedEvent[]): bigint[] => events.map((event) => event.commitPosition ?? -1n);

test('a fresh node shows at least ten system records, none at position 0', async () => {
  const system = (await collect(client.readAll())).filter(({ event }) => event?.streamId.startsWith('$'));
  assert.ok(system.length >= 10, `${system.length} records`);
  assert.ok((system[0]?.commitPosition ?? 0n) > 0n);
});

test('a stream is read from anywhere in both directions', async () => {
  const stream = newStream();
  await write(stream, 600);
  const up = Array.from({ length: 600 }, (_, n) => n);
  assert.deepEqual(await revisions(stream), up);
  assert.deepEqual(await revisions(stream, { direction: BACKWARDS, fromRevision: END }), up.toReversed());
  assert.deepEqual(await revisions(stream, { fromRevision: 598n }), [598, 599]);
  assert.deepEqual(await revisions(stream, { fromRevision: 600n }), []);
  assert.deepEqual(await revisions(stream, { direction: BACKWARDS, fromRevision: 1n }), [1, 0]);
  assert.deepEqual(await revisions(stream, { direction: BACKWARDS, fromRevision: START }), [0]);
  assert.deepEqual(await revisions(stream, { direction: BACKWARDS, fromRevision: 9999n, maxCount: 2 }), [599, 598]);
  assert.deepEqual(await revisions(stream, { maxCount: 300 }), up.slice(0, 300));
  await assert.rejects(revisions(newStream()), StreamNotFoundError);
});

test('what makes the real server fail is refused with a reason', async () => {
  const stream = newStream();
  await write(stream, 3);
  await assert.rejects(revisions(stream, { fromRevision: END }), /nothing to read forwards from the end/);
  await assert.rejects(revisions(stream, { maxCount: 0 }), /a count of at least 1/);
  const between = async (position: bigint, direction: 'forwards' | 'backwards' = FORWARDS): Promise<ResolvedEvent[]> =>
    collect(client.readAll({ direction, fromPosition: { commit: position, prepare: position } }));
  const position = (await collect(client.readStream(stream))).at(-1)?.event?.position?.commit ?? 0n;
  assert.equal((await between(position)).length, 1);
  await assert.rejects(between(position - 1n), /No record of this log begins at/);
  await assert.rejects(between(position - 1n, BACKWARDS), /No record of this log begins at/);
  await assert.rejects(between(position + 1_000_000n, BACKWARDS), /lies behind the end of this log/);
  assert.deepEqual(await between(position + 1_000_000n), []);
  const foreign = { commit: position - 1n, prepare: position - 1n };
  await assert.rejects(collect(client.subscribeToAll({ fromPosition: foreign })), /invalid position/);
});

test('$all is read from a position inclusively forwards and exclusively backwards', async () => {
  await write(newStream(), 300);
  const all = await collect(client.readAll());
  const up = positions(all);
  assert.deepEqual(
    up,
    up.toSorted((a, b) => Number(a - b)),
  );
  assert.equal(new Set(up).size, up.length);
  assert.deepEqual(
    positions(await collect(client.readAll({ direction: BACKWARDS, fromPosition: END }))),
    up.toReversed(),
  );
  const middle = all[200]?.event?.position;
  assert.ok(middle);
  assert.deepEqual(positions(await collect(client.readAll({ fromPosition: middle }))), up.slice(200));
  assert.deepEqual(positions(await collect(client.readAll({ fromPosition: middle, maxCount: 3 }))), up.slice(200, 203));
  assert.deepEqual(
    positions(await collect(client.readAll({ direction: BACKWARDS, fromPosition: middle }))),
    up.slice(0, 200).toReversed(),
  );
  assert.deepEqual(await collect(client.readAll({ fromPosition: END })), []);
});

test('filters select by stream or type, by prefix or expression', async () => {
  const key = randomUUID();
  await write(`alpha-${key}`, 2, `${key}.One`);
  await write(`beta-${key}`, 3, `${key}.Two`);
  const count = async (filter: NonNullable<SubscribeToAllOptions['filter']>): Promise<number> =>
    (await filtered(filter)).length;
  assert.equal(await count(streamNameFilter({ prefixes: [`alpha-${key}`, `beta-${key}`] })), 5);
  assert.equal(await count(streamNameFilter({ regex: `^(alpha|gamma)-${key}$` })), 2);
  assert.equal(await count(eventTypeFilter({ prefixes: [`${key}.T`] })), 3);
  assert.equal(await count(eventTypeFilter({ regex: `${key}\\.(One|Two)` })), 5);
  await assert.rejects(count(eventTypeFilter({ regex: '(' })), /not valid/);
});

test('expressions mean what they mean to the real server, or are refused by name', async () => {
  const key = randomUUID();
  await write(`Order-${key}`, 2, `${key}.One`);
  for (const regex of [`(?i)^ORDER-${key}$`, `\\AOrder-${key}\\z`, `^(?>[A-Z][a-z]+)-${key}`, `(?'n'Order)-${key}`])
    assert.equal((await filtered(streamNameFilter({ regex }))).length, 2, regex);
  assert.equal((await filtered(streamNameFilter({ regex: `^[A-Z-[B]]\\p{Ll}+-${key}` }))).length, 2);
  for (const [regex, why] of [
    ['^(a+)+\\1$', /refers back to a group/],
    ['^(?=(a+)+$)', /lookahead/],
    ['\\p{IsGreek}', /Unicode blocks are not served/],
  ] as const)
    await assert.rejects(filtered(streamNameFilter({ regex })), why);
});

test('an expensive expression holds up nobody', async () => {
  for (let n = 0; n < 6; n += 1) await write(`${'a'.repeat(4000)}${randomUUID()}`, 1);
  const expensive = ['^(a+)+$', '^(a{1,30}){1,30}$', '(.*.*.*.*.*)x$', '^(?:a?){500}a{500}$'].map((regex) =>
    filtered(streamNameFilter({ regex })),
  );
  const start = performance.now();
  for (let n = 0; n < 50; n += 1) await write(newStream(), 1);
  assert.ok(performance.now() - start < 10_000, 'fifty appends took more than ten seconds beside the filters');
  assert.deepEqual(
    (await Promise.all(expensive)).map(({ length }) => length),
    [0, 0, 0, 0],
  );
});

test('$maxCount, $tb and $maxAge hide the front of a stream, and not $all', async () => {
  const stream = newStream();
  await write(stream, 10);
  await client.setStreamMetadata(stream, { maxCount: 3 });
  assert.deepEqual(await revisions(stream), [7, 8, 9]);
  assert.deepEqual(await revisions(stream, { direction: BACKWARDS, fromRevision: END }), [9, 8, 7]);
  await client.setStreamMetadata(stream, { truncateBefore: 8, custom: 'kept' });
  assert.deepEqual(await revisions(stream), [8, 9]);
  assert.equal((await client.getStreamMetadata<{ custom: string }>(stream)).metadata?.custom, 'kept');
  await client.setStreamMetadata(stream, { truncateBefore: 100 });
  assert.deepEqual(await revisions(stream), []);
  await client.setStreamMetadata(stream, { maxAge: 3600 });
  assert.deepEqual((await revisions(stream)).length, 10);
  const all = await filtered(streamNameFilter({ prefixes: [stream] }));
  assert.equal(all.length, 10);
  // a metadata stream shows its newest event only
  assert.deepEqual(await revisions(`$$${stream}`), [3]);
});

test('links are resolved one level; those without a target come alone', async () => {
  const target = newStream();
  const links = newStream();
  await write(target, 2);
  const link = (text: string) => binaryEvent({ type: '$>', data: Buffer.from(text) });
  await client.appendToStream(links, [
    link(`1@${target}`),
    link(`7@${target}`),
    link(`0@${newStream()}`),
    link('nonsense@x'),
    link(`0@${links}`),
  ]);
  const resolved = await collect(client.readStream(links, { resolveLinkTos: true }));
  assert.equal(resolved[0]?.event?.streamId, target);
  assert.equal(resolved[0]?.event?.revision, 1n);
  assert.equal(resolved[0]?.link?.revision, 0n);
  assert.equal(resolved[0]?.commitPosition, resolved[0]?.link?.position?.commit);
  assert.deepEqual([resolved[1]?.event, resolved[1]?.link?.revision], [undefined, 1n]);
  assert.deepEqual([resolved[2]?.event, resolved[2]?.link?.revision], [undefined, 2n]);
  assert.deepEqual([resolved[3]?.event?.revision, resolved[3]?.link], [3n, undefined]);
  assert.deepEqual([resolved[4]?.event?.type, resolved[4]?.link?.revision], ['$>', 4n]);
  const plain = await collect(client.readStream(links));
  assert.ok(plain.every(({ event, link: followed }) => event?.type === '$>' && followed === undefined));
  await client.deleteStream(target);
  const [gone] = await collect(client.readStream(links, { resolveLinkTos: true, maxCount: 1 }));
  assert.equal(gone?.event, undefined);
});
