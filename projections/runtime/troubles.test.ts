import assert from 'node:assert/strict';
import { test } from 'node:test';
import { troublesOf } from './troubles.ts';

const status = { name: 'titles', position: '1', parked: 0, updatedAt: '2026-01-01T00:00:00.000Z' } as const;

test('what pauses and what is parked is told of, with what to do; nothing else is', () => {
  assert.deepEqual(
    troublesOf(
      [
        { ...status, state: 'live' },
        { ...status, state: 'rebuilding' },
      ],
      [],
    ),
    [],
  );
  const told = troublesOf(
    [{ ...status, state: 'paused' }],
    [
      { consumer: 'processor/commands', events: 1, keys: 1 },
      { consumer: 'event_index', events: 3, keys: 0 },
    ],
  );
  assert.equal(told.length, 3);
  assert.match(told[0] ?? '', /titles is paused .* "reprise projections retry titles"/);
  assert.match(
    told[1] ?? '',
    /processor\/commands has parked 1 event, and what comes later of 1 key waits .* retry processor/,
  );
  assert.match(told[2] ?? '', /event_index has parked 3 events: see why/);
});
