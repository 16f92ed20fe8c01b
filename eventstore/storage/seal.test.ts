import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { DamagedLog } from './damage.ts';
import { nameKey } from './lookup.ts';
import { DELETED } from './revision.ts';
import { openPosition, openStream, sealPosition, sealStream, WHOLE } from './seal.ts';

const NUMBERS = [0, 1, 77, 2 ** 31, 2 ** 32 + 5, 2 ** 40 + 3, 2 ** 53 - 1];

test('an index entry gives its position, and not after any bit of it or of its key has changed', () => {
  for (const stream of NUMBERS)
    for (const revision of [...NUMBERS, DELETED])
      for (const position of NUMBERS) {
        const whole = sealPosition(stream, revision, position);
        assert.equal(openPosition(whole, stream, revision, WHOLE), position);
        for (let bit = 0; bit < 96; bit += 1) {
          const flipped = Buffer.from(whole);
          flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          assert.throws(() => openPosition(flipped, stream, revision, WHOLE), DamagedLog);
        }
        for (const other of NUMBERS) {
          if (other !== stream) assert.throws(() => openPosition(whole, other, revision, WHOLE), DamagedLog);
          if (other !== revision) assert.throws(() => openPosition(whole, stream, other, WHOLE), DamagedLog);
        }
      }
});

test('a name gives its stream number, and not another name', () => {
  for (const name of ['a', 'b', 'x'.repeat(3000), 'ä'.repeat(400)]) {
    const key = nameKey(name);
    const whole = sealStream(key, 12);
    assert.equal(openStream(whole, key, WHOLE), 12);
    const flipped = Buffer.from(whole);
    const bit = randomInt(96);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.throws(() => openStream(flipped, key, WHOLE), DamagedLog);
    assert.throws(() => openStream(whole, nameKey(`${name}c`), WHOLE), DamagedLog);
  }
});
