import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyring } from './keyring.ts';

const OLD = 'an-old-secret-of-some-length';
const NEW = 'a-new-secret-of-some-length';

test('what was signed for a purpose opens for that purpose only', () => {
  const keyring = createKeyring([NEW]);
  const token = keyring.sign('delivery', { p: 'package', x: 12 });
  assert.deepEqual(keyring.open('delivery', token), { p: 'package', x: 12 });
  assert.equal(keyring.open('image', token), undefined);
  assert.equal(keyring.open('profile', token), undefined);
});

test('every changed character of a token spoils it', () => {
  const keyring = createKeyring([NEW]);
  const token = keyring.sign('session', { s: 'session', n: 7 });
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === 'A' ? 'B' : 'A';
    const forged = token.slice(0, at) + other + token.slice(at + 1);
    assert.equal(keyring.open('session', forged), undefined, `character ${at}`);
  }
  for (const rubbish of ['', '.', '..', 'a.b.c', token + 'A', token.slice(1), `${token}.${token}`, 'A'.repeat(5000)])
    assert.equal(keyring.open('session', rubbish), undefined, rubbish.slice(0, 20));
});

test('a rotated secret still opens old tokens, until it is dropped', () => {
  const token = createKeyring([OLD]).sign('image', { a: 1 });
  assert.deepEqual(createKeyring([NEW, OLD]).open('image', token), { a: 1 });
  assert.equal(createKeyring([NEW]).open('image', token), undefined);
  const fresh = createKeyring([NEW, OLD]).sign('image', { a: 2 });
  assert.deepEqual(createKeyring([NEW]).open('image', fresh), { a: 2 });
});

test('a short or missing secret is refused', () => {
  assert.throws(() => createKeyring(['short']), /at least 16/);
  assert.throws(() => createKeyring([]), /at least one secret/);
});
