import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { createBlocked } from './blocked.ts';

const by = (kind: unknown): RecordedEvent => ({ metadata: { actor: { kind } } }) as never;

test('names that viewers block are blocked, and count for nothing', () => {
  const blocked = createBlocked();
  for (const [name, kind] of [
    ['a', 'viewer'],
    ['b', 'profile'],
    ['c', 'staff'],
    ['d', undefined],
  ] as const)
    blocked.add(name, by(kind));
  blocked.add('e', { metadata: null } as never);
  assert.deepEqual([blocked.size, blocked.shared], [5, 3]);
  blocked.add('a', by('system'));
  blocked.add('c', by('viewer'));
  blocked.add('c', by('staff'));
  assert.deepEqual([blocked.size, blocked.shared], [5, 4]);
  assert.deepEqual([blocked.has('a'), blocked.has('f')], [true, false]);
});
