import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events } from '../../../schemas/catalogue.ts';
import { tell } from './diary.ts';

const line = (type: string, data: unknown, actorKind: string | null = 'operator') => {
  const { who, did, strong } = tell({ type, actorKind, data });
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
  for (const { type } of events) assert.notEqual(tell({ type, actorKind: 'system', data: {} }).did, 'wrote', type);
});

test('an event that no code understands is told by its name', () => {
  assert.equal(line('future.ThingHappened', { a: 1 }, null), 'Somebody wrote future.ThingHappened');
  assert.equal(line('constructor', null), 'An operator wrote constructor');
});

test('nonsense in an event breaks no page', () => {
  for (const { type } of events)
    for (const data of [null, 3, 'x', [], { changes: 'x', plan: 1, samples: {}, reason: [] }])
      assert.ok(tell({ type, actorKind: 'worker', data }).did);
});
