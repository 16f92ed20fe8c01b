import { deepEqual, equal, ok } from 'node:assert/strict';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { test } from 'node:test';
import type { CallError } from '../errors.ts';
import { outgoing, serializeBatch, type Batch, type RawCall } from './flow.ts';

/** A call whose client takes a batch when `take` is called. */
function slowCall() {
  const taken: Batch[] = [];
  const waiting: (() => void)[] = [];
  const call = new Writable({
    objectMode: true,
    write(batch: Batch, _, done) {
      taken.push(batch);
      waiting.push(done);
    },
  });
  const out = outgoing(call as unknown as RawCall<unknown>, {
    add: () => () => true,
    endAll: () => undefined,
    refusal: () => undefined,
  });
  return { out, taken, take: () => waiting.shift()?.() };
}

const MIB = 1024 * 1024;

test('a batch is framed as its messages are, one behind the other', () => {
  const messages = [Buffer.from('one'), Buffer.alloc(0), Buffer.from('three')];
  const { byteLength, copy } = serializeBatch(messages);
  const framed = Buffer.alloc(byteLength + 5);
  framed.writeUInt32BE(byteLength, 1);
  copy.call(undefined as unknown as Buffer, framed, 5);
  deepEqual(framed, Buffer.from('\0\0\0\0\x03one\0\0\0\0\0\0\0\0\0\x05three', 'latin1'));
});

test('messages of one turn go together, and a turn ends with them sent', async () => {
  const { out, taken } = slowCall();
  for (const text of ['a', 'b', 'c']) equal(out.send(Buffer.from(text)), undefined);
  deepEqual(taken, []);
  await nextTurn();
  deepEqual(taken, [['a', 'b', 'c'].map((text) => Buffer.from(text))]);
});

test('what a slow client holds is bounded by bytes, not by messages', async () => {
  const { out, take } = slowCall();
  let sent = 0;
  let behind: Promise<void> | undefined;
  const fill = (size: number): void => {
    for (behind = undefined; behind === undefined; sent += size) behind = out.send(Buffer.alloc(size));
  };
  fill(MIB);
  equal(sent, MIB);
  take();
  await behind;
  sent = 0;
  fill(500);
  ok(sent < MIB / 3, `${sent} bytes`);
  take();
  take();
  take();
  take();
  take();
  await behind;
});

test('whoever waits for a client goes on when the call ends', async () => {
  const { out } = slowCall();
  const behind = out.send(Buffer.alloc(MIB));
  out.finish(undefined as CallError | undefined);
  await behind;
  equal(out.ended, true);
});
