import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '../../schemas/language.ts';
import { createBlocked } from './blocked.ts';

const by = (kind: unknown, stream = 'asset-1') => ({ stream, data: {}, metadata: { actor: { kind } } }) as never;
const empty = () => createBlocked(language.isByViewer);

test('names that viewers block are blocked, and count for nothing', () => {
  const blocked = empty();
  for (const [name, kind] of [
    ['a', 'viewer'],
    ['b', 'profile'],
    ['c', 'staff'],
    ['d', undefined],
  ] as const)
    blocked.add(name, by(kind));
  blocked.add('e', { metadata: null, stream: '', data: null } as never);
  assert.deepEqual([blocked.size, blocked.shared], [5, 3]);
  assert.deepEqual([blocked.has('a'), blocked.has('f')], [true, false]);
});

test('the first who blocks a name decides, whoever waits behind it', () => {
  const blocked = empty();
  blocked.add('a', by('viewer'));
  blocked.add('a', by('system'));
  blocked.add('a', by('staff'));
  assert.deepEqual([blocked.size, blocked.shared], [1, 0]);
  blocked.add('b', by('staff'));
  blocked.add('b', by('viewer'));
  assert.deepEqual([blocked.size, blocked.shared], [2, 1]);
});

test('what waits behind the stream of a viewer is held up by the viewer', () => {
  const blocked = empty();
  blocked.add('closing-1', by('viewer', 'closing-1'));
  blocked.add('key', by('system', 'closing-1'));
  assert.deepEqual([blocked.has('key'), blocked.shared], [true, 0]);
  blocked.add('asset-2', by('staff', 'asset-2'));
  blocked.add('of a viewer', by('viewer', 'asset-2'));
  assert.equal(blocked.shared, 1);
});
