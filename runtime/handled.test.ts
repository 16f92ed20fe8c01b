import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHandled } from './handled.ts';

test('the checkpoint never passes an event that is not handled, whatever is handled behind it', () => {
  const handled = createHandled(5n);
  const [first, second, third] = [handled.begin(10n), handled.begin(20n), handled.begin(30n)];
  handled.pass(40n);
  third();
  assert.equal(handled.position(), 5n);
  first();
  assert.equal(handled.position(), 10n);
  second();
  assert.equal(handled.position(), 40n);
});

test('whatever the order in which events end, the checkpoint is the last one before the first that is open', () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 200; round += 1) {
    const handled = createHandled(0n);
    const open = new Map<number, () => void>();
    for (let position = 1; position <= 30 || open.size > 0; position += 1) {
      if (position <= 30)
        if (random(4) === 0) handled.pass(BigInt(position));
        else open.set(position, handled.begin(BigInt(position)));
      const ending = [...open.keys()][random(open.size + 1)];
      if (ending !== undefined) {
        open.get(ending)?.();
        open.delete(ending);
      }
      const reached = Math.min(position, 30);
      assert.equal(handled.position(), BigInt(Math.min(...open.keys(), reached + 1) - 1));
    }
  }
});

test('an event that is stuck lets nothing pile up behind it', { timeout: 20_000 }, () => {
  const handled = createHandled(0n);
  const stuck = handled.begin(1n);
  const before = process.memoryUsage().heapUsed;
  for (let position = 2n; position < 500_000n; position += 2n) {
    const end = handled.begin(position);
    handled.pass(position + 1n);
    end();
  }
  globalThis.gc?.();
  assert.ok(process.memoryUsage().heapUsed - before < 16 * 1024 ** 2);
  stuck();
  assert.equal(handled.position(), 500_000n - 1n);
});
