import { deepEqual, equal, rejects } from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { itemsOf } from './items.ts';

async function collect(stream: Readable, into: unknown[] = []): Promise<unknown[]> {
  for await (const item of itemsOf<unknown>(stream)) into.push(item);
  return into;
}

describe('the objects of a stream', () => {
  it('come in order, whether they were there before or arrive one by one', async () => {
    const stream = new PassThrough({ objectMode: true });
    stream.write(1);
    stream.write(2);
    const all = collect(stream);
    for (const item of [3, 4]) {
      await new Promise((resolve) => setImmediate(resolve));
      stream.write(item);
    }
    stream.end();
    deepEqual(await all, [1, 2, 3, 4]);
    deepEqual(await collect(Readable.from([])), []);
  });
  it('come before the error that follows them', async () => {
    const stream = new PassThrough({ objectMode: true });
    stream.write(1);
    const seen: unknown[] = [];
    const all = collect(stream, seen);
    setImmediate(() => stream.destroy(new Error('cut')));
    await rejects(all, /cut/);
    deepEqual(seen, [1]);
  });
  it('end with an error that is only emitted, and the stream with them', async () => {
    const stream = new PassThrough({ objectMode: true });
    const all = collect(stream);
    setImmediate(() => stream.emit('error', new Error('emitted')));
    await rejects(all, /emitted/);
    equal(stream.destroyed, true);
  });
  it('destroy the stream when they are left early', async () => {
    const stream = Readable.from([1, 2, 3]);
    for await (const item of itemsOf<number>(stream)) if (item === 2) break;
    equal(stream.destroyed, true);
  });
  it('are not read ahead of the consumer beyond the buffer of the stream', async () => {
    let made = 0;
    const stream = new Readable({
      objectMode: true,
      highWaterMark: 2,
      read() {
        this.push((made += 1));
      },
    });
    for await (const item of itemsOf<number>(stream)) {
      await new Promise((resolve) => setImmediate(resolve));
      if (item === 10) break;
    }
    equal(made <= 14, true, `${made} were made for 10`);
  });
});
