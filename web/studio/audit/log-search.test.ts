import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsOf, isFiltered, withFilter } from './log-search.ts';

const id = '1f74f983-a268-51ec-a7b8-0b8a309b079b';
const atWork = ['staff', 'service', 'system', 'process'];

test('the log shows what editors and the pipeline did; viewers on request', () => {
  assert.deepEqual(eventsOf({}), { actorKinds: atWork });
  assert.deepEqual(eventsOf({ view: 'all' }), {});
  assert.deepEqual(eventsOf({ view: 'all', actor: 'viewer' }), { actorKinds: ['viewer'] });
});

test('filters narrow it together', () => {
  assert.deepEqual(eventsOf({ context: 'catalog', type: 'catalog.TitlePublished', q: 'title' }), {
    search: 'title',
    contexts: ['catalog'],
    types: ['catalog.TitlePublished'],
    actorKinds: atWork,
  });
  assert.equal(isFiltered({ view: 'all' }), false);
  assert.equal(isFiltered({ view: 'all', q: 'x' }), true);
});

test('whoever looks for one thing sees all of it, viewers too', () => {
  assert.deepEqual(eventsOf({ stream: `playback-${id}` }), { stream: `playback-${id}` });
  assert.deepEqual(eventsOf({ correlation: 'c' }), { correlationId: 'c' });
  assert.deepEqual(eventsOf({ q: id }), { search: id });
});

test('changing a filter leaves the others, and a pasted stream is one', () => {
  assert.deepEqual(withFilter({ view: 'all', q: 'a', actor: 'staff' }, 'q', ' '), { view: 'all', actor: 'staff' });
  assert.deepEqual(withFilter({ q: 'a' }, 'q', ` title-${id.toUpperCase()} `), { stream: `title-${id}` });
  assert.deepEqual(withFilter({ context: 'media', type: 'media.AssetReady' }, 'context', 'catalog'), {
    context: 'catalog',
  });
});
