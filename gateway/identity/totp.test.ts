import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

/** RFC 6238, appendix B: the secret is the ASCII text 12345678901234567890; of eight digits the last six count. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const VECTORS = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
] as const;

test('codes are those of RFC 6238, taken a step early and late, and no more', () => {
  for (const [seconds, eight] of VECTORS) {
    const code = eight.slice(2);
    const step = Math.floor(seconds / 30);
    for (const [late, taken] of [
      [-30, true],
      [0, true],
      [30, true],
      [-60, false],
      [60, false],
    ] as const)
      assert.equal(stepOfCode(SECRET, code, (seconds + late) * 1000), taken ? step : undefined, `${code} ${late}`);
  }
});

test('a code is six digits, however somebody groups them', () => {
  const now = 59_000;
  assert.equal(stepOfCode(SECRET, '287 082', now), 1);
  for (const odd of ['', '28708', '2870820', '28708a', '２８７０８２', '9'.repeat(1e6), '-287082e0'])
    assert.equal(stepOfCode(SECRET, odd, now), undefined, odd.slice(0, 20));
});

test('a secret has 160 random bits, and the picture says whose it is', () => {
  const [one, two] = [newTotpSecret(), newTotpSecret()];
  assert.match(one, /^[A-Z2-7]{32}$/);
  assert.notEqual(one, two);
  const uri = new URL(totpUri(one, 'mara+x@example.org'));
  assert.equal(uri.protocol, 'otpauth:');
  assert.equal(uri.searchParams.get('secret'), one);
  assert.match(decodeURIComponent(uri.pathname), /Reprise:mara\+x@example\.org$/);
});

test('recovery codes are ten different ones, read as people write them, and of one account', () => {
  const codes = newRecoveryCodes();
  assert.equal(new Set(codes).size, 10);
  for (const code of codes) {
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const hash = hashOfRecoveryCode('a', code);
    assert.match(hash ?? '', /^[0-9a-f]{64}$/);
    for (const written of [code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('0', 'o')} `])
      assert.equal(hashOfRecoveryCode('a', written), hash);
    assert.notEqual(hashOfRecoveryCode('b', code), hash);
  }
  for (const none of ['', 'ABCD', 'A'.repeat(17), 'A'.repeat(1e6)])
    assert.equal(hashOfRecoveryCode('a', none), undefined);
});
