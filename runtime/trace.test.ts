import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newTrace, nextHop, parseTrace, traceIdOf } from './trace.ts';

const given = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';

test('a hop keeps the trace and its flags and has a span of its own', () => {
  const hop = nextHop(given);
  assert.match(hop, /^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
  assert.notEqual(hop, given);
  assert.equal(traceIdOf(hop), traceIdOf(given));
});

test('what is no traceparent begins a new flow and is never passed on', () => {
  const wrong = [
    undefined,
    '',
    'nonsense',
    given.toUpperCase(),
    `${given}-more`,
    given.replace('00-', 'ff-'),
    `00-${'0'.repeat(32)}-b7ad6b7169203331-00`,
    `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-00`,
  ];
  for (const value of wrong) {
    assert.equal(parseTrace(value), undefined, String(value));
    assert.equal(traceIdOf(value), undefined, String(value));
    assert.ok(parseTrace(nextHop(value)) !== undefined);
  }
  assert.equal(parseTrace(given), given);
  assert.equal(parseTrace([given]), undefined);
  assert.notEqual(traceIdOf(newTrace()), traceIdOf(newTrace()));
});

test('no two traces and no two hops are the same, however many are made', () => {
  const ids = Array.from({ length: 2000 }, () => newTrace()).flatMap((trace) => trace.split('-').slice(1, 3));
  assert.equal(new Set(ids).size, ids.length);
  const hops = new Set(Array.from({ length: 2000 }, () => nextHop(given)));
  assert.equal(hops.size, 2000);
});
