import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOfKey, isSameHash, makeKey, prefixOf } from './program-key.ts';

test('a key has a form that scanners find, and a checksum that tells it from what only looks like one', () => {
  const made = Array.from({ length: 50 }, makeKey);
  assert.equal(new Set(made.map(({ text }) => text)).size, 50);
  for (const { text, prefix, hash } of made) {
    assert.match(text, /^rps_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}$/);
    assert.equal(prefixOf(text), prefix);
    assert.equal(hashOfKey(text), hash);
    for (const at of [4, 12, 20, 57, text.length - 1]) {
      const other = text[at] === 'a' ? 'b' : 'a';
      assert.equal(prefixOf(`${text.slice(0, at)}${other}${text.slice(at + 1)}`), undefined, String(at));
    }
  }
});

test('what is no key is none', () => {
  for (const text of ['', 'rps_', 'rps__', makeKey().text.slice(1), `${makeKey().text} `, 'x'.repeat(10_000)])
    assert.equal(prefixOf(text), undefined);
  assert.equal(isSameHash('', 'a'), false);
  assert.equal(isSameHash(hashOfKey('a'), hashOfKey('a')), true);
});
