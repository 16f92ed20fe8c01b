import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidePlayback, maySee, type PlaybackInputs } from './playback-decision.ts';

const packageId = 'a-package';

test('what is published and packaged plays for everybody', () => {
  for (const caller of ['viewer', 'staff'] as const)
    assert.deepEqual(decidePlayback({ caller, title: { status: 'published', packageId } }), {
      kind: 'play',
      packageId,
    });
});

test('a published title without a package is seen, and cannot be played yet', () => {
  for (const caller of ['viewer', 'staff'] as const)
    assert.deepEqual(decidePlayback({ caller, title: { status: 'published', packageId: null } }), {
      kind: 'not-ready',
    });
});

test('what is not published is hidden from viewers, or taken down for them; staff see and play it', () => {
  const titles: readonly PlaybackInputs['title'][] = [
    { status: 'draft', packageId },
    { status: 'unpublished', packageId },
    { status: 'draft', packageId: null },
    undefined,
  ];
  for (const title of titles) {
    const hidden = title?.status === 'unpublished' ? 'taken-down' : 'hidden';
    assert.deepEqual(decidePlayback({ caller: 'viewer', title }), { kind: hidden });
    assert.equal(maySee({ caller: 'viewer', title }), false);
    const plays = typeof title?.packageId === 'string';
    assert.deepEqual(
      decidePlayback({ caller: 'staff', title }),
      plays ? { kind: 'play', packageId } : { kind: 'not-ready' },
    );
  }
  assert.equal(maySee({ caller: 'viewer', title: undefined }), false);
  assert.equal(maySee({ caller: 'staff', title: undefined }), true);
});
