import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { WatchMarkId } from '../../schemas/playback/ids.ts';
import { watchMarkDecider, type WatchMarkCommand, type WatchMarkState } from './watch-mark.decider.ts';

const id = '00000000-0000-4000-8000-000000000007';
const data = { markId: id as WatchMarkId, profileId: id as ProfileId, titleId: id as TitleId };
const at = '2026-01-02T03:04:05.000Z';
const decide = (type: WatchMarkCommand['type'], state: WatchMarkState, more: Partial<typeof data> = {}) =>
  watchMarkDecider.decide({ type, at, data: { ...data, ...more } }, state);

test('each mark is an event with its instant, also when it is said again', () => {
  for (const [command, event] of [
    ['MarkTitleWatched', 'playback.TitleMarkedWatched'],
    ['MarkTitleUnwatched', 'playback.TitleMarkedUnwatched'],
    ['TakeTitleFromContinueWatching', 'playback.TitleTakenFromContinueWatching'],
  ] as const)
    for (const state of [watchMarkDecider.initial, { of: data }])
      assert.deepEqual(decide(command, state), {
        kind: 'accepted',
        events: [{ type: event, data: { ...data, markedAt: at } }],
      });
});

test('the mark of another profile or title is refused', () => {
  const other = '00000000-0000-4000-8000-000000000008';
  for (const more of [{ profileId: other as ProfileId }, { titleId: other as TitleId }])
    assert.equal(decide('MarkTitleWatched', { of: data }, more).kind, 'rejected');
});
