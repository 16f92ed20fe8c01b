import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenFrom, tokenIn } from './session.ts';

test('the studio link carries the token behind the hash, where no server sees it', () => {
  assert.equal(tokenIn('#token=abc-123'), 'abc-123');
  assert.equal(tokenIn('#other=1'), null);
  assert.equal(tokenIn('#token='), null);
  assert.equal(tokenIn(''), null);
});

test('people may paste the token or the whole link', () => {
  assert.equal(tokenFrom('  abc-123 \n'), 'abc-123');
  assert.equal(tokenFrom('http://127.0.0.1:8080/studio#token=abc-123'), 'abc-123');
  assert.equal(tokenFrom('not a token'), null);
  assert.equal(tokenFrom(''), null);
});
