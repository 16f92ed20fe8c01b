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

test('what is not published is hidden from viewers, seen by staff, and played by nobody', () => {
  const titles: readonly PlaybackInputs['title'][] = [
    { status: 'draft', packageId },
    { status: 'unpublished', packageId },
    { status: 'draft', packageId: null },
    undefined,
  ];
  for (const title of titles) {
    assert.deepEqual(decidePlayback({ caller: 'viewer', title }), { kind: 'hidden' });
    assert.deepEqual(decidePlayback({ caller: 'staff', title }), { kind: 'not-published' });
  }
  assert.equal(maySee({ caller: 'viewer', title: undefined }), false);
  assert.equal(maySee({ caller: 'staff', title: undefined }), true);
});
