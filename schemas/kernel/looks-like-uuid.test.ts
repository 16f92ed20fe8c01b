import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { looksLikeUuid } from './looks-like-uuid.ts';

const pattern = new RegExp(String(z.toJSONSchema(z.uuid())['pattern']));

test('it accepts nothing that the pattern of the contract refuses, and of UUIDs all but the nil and the max one', () => {
  const valid = randomUUID();
  const texts = [
    '',
    valid,
    valid.toUpperCase(),
    `${valid} `,
    valid.slice(1),
    valid.replaceAll('-', ''),
    'ä'.repeat(36),
  ];
  for (let index = 0; index < 36; index += 1)
    for (const character of ['0', '1', '7', '8', '9', 'a', 'c', 'B', 'F', 'g', '-', '\n', 'é', '\u0430'])
      texts.push(valid.slice(0, index) + character + valid.slice(index + 1));
  for (const text of texts) assert.equal(looksLikeUuid(text), pattern.test(text), text);
  for (const rare of ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) {
    assert.equal(looksLikeUuid(rare), false);
    assert.equal(z.uuid().safeParse(rare).success, true);
  }
});
