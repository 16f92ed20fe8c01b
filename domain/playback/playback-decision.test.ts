import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidePlayback, maySee, type PlaybackInputs } from './playback-decision.ts';

const packageId = 'a-package';
const [audience, age] = [undefined, null];

test('what is published and packaged plays for everybody', () => {
  for (const caller of ['viewer', 'staff'] as const)
    assert.deepEqual(decidePlayback({ caller, audience, title: { status: 'published', packageId, age } }), {
      kind: 'play',
      packageId,
    });
});

test('a published title without a package is seen, and cannot be played yet', () => {
  for (const caller of ['viewer', 'staff'] as const)
    assert.deepEqual(decidePlayback({ caller, audience, title: { status: 'published', packageId: null, age } }), {
      kind: 'not-ready',
    });
});

test('what is not published is hidden from viewers, or taken down for them; staff see and play it', () => {
  const titles: readonly PlaybackInputs['title'][] = [
    { status: 'draft', packageId, age },
    { status: 'unpublished', packageId, age },
    { status: 'draft', packageId: null, age },
    undefined,
  ];
  for (const title of titles) {
    const hidden = title?.status === 'unpublished' ? 'taken-down' : 'hidden';
    assert.deepEqual(decidePlayback({ caller: 'viewer', audience, title }), { kind: hidden });
    assert.equal(maySee({ caller: 'viewer', audience, title }), false);
    const plays = typeof title?.packageId === 'string';
    assert.deepEqual(
      decidePlayback({ caller: 'staff', audience, title }),
      plays ? { kind: 'play', packageId } : { kind: 'not-ready' },
    );
  }
  assert.equal(maySee({ caller: 'viewer', audience, title: undefined }), false);
  assert.equal(maySee({ caller: 'staff', audience, title: undefined }), true);
});

test("a profile sees films up to its cap, and a kids' profile none that nobody has rated", () => {
  const ages = [null, 0, 6, 12, 13, 18];
  const seen = (limit: PlaybackInputs['audience'], status: 'published' | 'unpublished' = 'published') =>
    ages.filter(
      (years) =>
        decidePlayback({ caller: 'viewer', audience: limit, title: { status, packageId, age: years } }).kind !==
        'hidden',
    );
  assert.deepEqual(seen(undefined), ages);
  assert.deepEqual(seen({ maturityCap: 18, kids: false }), ages);
  assert.deepEqual(seen({ maturityCap: 12, kids: false }), [null, 0, 6, 12]);
  assert.deepEqual(seen({ maturityCap: 12, kids: true }), [0, 6, 12]);
  assert.deepEqual(seen({ maturityCap: 0, kids: true }), [0]);
  assert.deepEqual(
    seen({ maturityCap: 12, kids: true }, 'unpublished'),
    [0, 6, 12],
    'nor are they told of what was taken down',
  );
});

test('a limit never shows what is hidden without it, and a lower cap never more than a higher one', () => {
  const rank = { hidden: 0, 'taken-down': 1, 'not-ready': 1, pay: 1, suspended: 1, play: 2 };
  const years = [null, ...Array.from({ length: 19 }, (_, each) => each)];
  for (const status of ['draft', 'published', 'unpublished'] as const)
    for (const each of years)
      for (const kids of [false, true])
        for (let maturityCap = 0; maturityCap <= 18; maturityCap++) {
          const may = (limit: PlaybackInputs['audience']) =>
            rank[decidePlayback({ caller: 'viewer', audience: limit, title: { status, packageId, age: each } }).kind];
          const limited = may({ maturityCap, kids });
          assert.ok(limited <= may({ maturityCap, kids: false }) && limited <= may(undefined));
          assert.ok(limited <= may({ maturityCap: Math.min(18, maturityCap + 1), kids }));
        }
});
