import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeCommitter } from '../storage/commit.ts';
import { revisionOf, type ProposedEvent } from '../storage/record.ts';
import { ANY, DELETED } from '../storage/revision.ts';
import { openStore } from '../storage/store.ts';
import { makeWriter } from './writer.ts';

const anEvent = (): ProposedEvent => ({
  id: randomUUID(),
  type: 't.X',
  json: true,
  metadata: new Uint8Array(),
  data: Buffer.from('{}'),
});

test('a writer that remembers few streams writes the revisions of one that remembers all', async () => {
  for (const capacity of [1, 2, 5]) {
    const directory = await mkdtemp(join(tmpdir(), 'eventstore-writer-'));
    const store = openStore(directory);
    try {
      const writer = makeWriter(store, makeCommitter(store, -1, assert.ifError), store.end(), capacity);
      const next = new Map<string, number>();
      for (let round = 0; round < 8; round += 1) {
        const answers = Array.from({ length: randomInt(1, 40) }, async () => {
          const stream = `s-${randomInt(6)}`;
          const expected = next.get(stream) ?? 0;
          const count = randomInt(1, 4);
          next.set(stream, expected + count);
          const result = await writer.append(
            stream,
            randomInt(2) === 0 ? ANY : expected - 1,
            Array.from({ length: count }, anEvent),
          );
          assert.equal(result.kind, 'written');
          assert.equal(result.kind === 'written' && result.revision, expected + count - 1);
        });
        if (round % 3 !== 0) await Promise.all(answers);
        else await answers[0];
      }
      await writer.idle();
      for (const [stream, count] of next) {
        const page = store.streamPage(store.streamNumber(stream) ?? 0, 0, DELETED, false, 10_000);
        assert.deepEqual(page.map(revisionOf), [...page.keys()]);
        assert.equal(page.length, count, `${stream} with room for ${capacity}`);
      }
    } finally {
      await store.close();
      await rm(directory, { recursive: true, force: true });
    }
  }
});
