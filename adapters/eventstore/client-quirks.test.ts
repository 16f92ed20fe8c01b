import { equal } from 'node:assert/strict';
import { Readable, finished } from 'node:stream';
import { describe, it } from 'node:test';
import { tameClient } from './client-quirks.ts';

describe('a read that is left early', () => {
  for (const name of ['readStream', 'readAll', 'subscribeToStream', 'subscribeToAll'])
    it(`ends, although nobody takes what has arrived (${name})`, async () => {
      const call = Object.assign(Readable.from(['one', 'two', 'three']), { cancel: () => undefined });
      const { GRPCStreamCreator: create } = tameClient({
        GRPCStreamCreator: (_: unknown, __: string, make: (on: unknown) => typeof call) => make(undefined),
      });
      const stream = create(undefined, name, () => call);
      const ended = new Promise((resolve) => finished(stream, resolve));
      equal(await new Promise((resolve) => stream.once('readable', () => resolve(stream.read()))), 'one');
      stream.cancel();
      equal(await ended, undefined);
    });
});
