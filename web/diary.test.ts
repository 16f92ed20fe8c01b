import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { language } from '../schemas/language.ts';
import { type Diary, diaryOf, describeEvent } from './app/diary.ts';

/** What the contexts bring, read from their files: their pages are no programs for Node. */
const found = await Promise.all(
  globSync('*/**/diary.ts', { cwd: import.meta.dirname, exclude: ['app/**', 'dist/**'] }).map(
    async (file) => Object.values((await import(join(import.meta.dirname, file))) as Record<string, Diary>)[0],
  ),
);
const diary = diaryOf(found.map((one, index) => ({ name: String(index), ...(one && { diary: one }) })));

const line = (type: string, data: unknown, actorKind: string | null = 'operator') => {
  const { who, did, strong } = describeEvent(diary, { type, actorKind, data });
  return [who, did, strong].filter(Boolean).join(' ');
};

test('history reads like a diary', () => {
  assert.equal(line('catalog.TitlePublished', { name: 'Crystal' }), 'An operator published Crystal');
  assert.equal(
    line('media.JobStarted', { kind: 'encode', attempt: 2 }, 'worker'),
    'A worker started, attempt 2: encode',
  );
  assert.equal(
    line('catalog.TitleDetailsEdited', { changes: [{ field: 'releaseYear', before: null, after: 2006 }] }),
    'An operator changed year from “nothing” to “2006”',
  );
});

test('a heartbeat says what the viewer did, or how far the film went', () => {
  assert.equal(
    line(
      'playback.PlaybackHeartbeat',
      {
        samples: [
          { pt: 1000, sta: 'p' },
          { pt: 65_000, sta: 'a', e: 'pause' },
        ],
      },
      'profile',
    ),
    'A viewer reported pause at 1:05',
  );
  assert.equal(
    line('playback.PlaybackHeartbeat', { samples: [{ pt: 65_000, sta: 'p' }] }, 'profile'),
    'A viewer reported 1 sample up to 1:05',
  );
});

test('every event of the catalogue has words of its own', () => {
  for (const { type } of language.events)
    assert.notEqual(describeEvent(diary, { type, actorKind: 'system', data: {} }).did, 'wrote', type);
});

test('nonsense in an event breaks no page', () => {
  for (const { type } of language.events)
    for (const data of [null, 3, 'x', [], { changes: 'x', plan: 1, samples: {}, reason: [] }])
      assert.ok(describeEvent(diary, { type, actorKind: 'worker', data }).did);
});
