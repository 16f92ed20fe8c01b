import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsAfter } from '../testing/facts.ts';
import { titlesProjection } from './titles.projection.ts';

const [titleId, assetId, packageId] = [
  '11111111-1111-4111-a111-111111111111',
  '22222222-2222-4222-a222-222222222222',
  '33333333-3333-4333-a333-333333333333',
];
const created = [
  'catalog.TitleCreated',
  { titleId, assetId, details: { name: 'Big', synopsis: null, releaseYear: null, attribution: 'CC' } },
] as const;
const attached = [
  'catalog.TitleMediaAttached',
  { titleId, assetId, packageId, durationMs: 5000, poster: null },
] as const;
const published = ['catalog.TitlePublished', { titleId, packageId, name: 'Big' }] as const;
const only = (...facts: Parameters<typeof rowsAfter> extends [unknown, ...infer F] ? F : never) => {
  const rows = rowsAfter(titlesProjection, ...facts);
  assert.equal(rows.length, 1);
  return rows[0] ?? {};
};

test('a new title is a draft without media', () => {
  const row = only(created);
  assert.deepEqual(
    [row['status'], row['name'], row['packageId'], row['publishedAt'], row['createdPosition']],
    ['draft', 'Big', null, null, 10n],
  );
});

test('an edit changes the named fields and keeps the others', () => {
  const changes = [
    { field: 'name', before: 'Big', after: 'Bigger' },
    { field: 'releaseYear', before: null, after: 2008 },
    { field: 'attribution', before: 'CC', after: null },
  ];
  const row = only(created, ['catalog.TitleDetailsEdited', { titleId, changes }]);
  assert.deepEqual(
    [row['name'], row['releaseYear'], row['attribution'], row['synopsis'], row['revision']],
    ['Bigger', 2008, null, null, 1n],
  );
});

test('publishing again moves a title to the front, but its creation stays', () => {
  const row = only(
    created,
    attached,
    published,
    ['catalog.TitleUnpublished', { titleId, reason: 'rights' }],
    published,
  );
  assert.deepEqual(
    [row['status'], row['createdPosition'], row['publishedPosition'], row['packageId'], row['position']],
    ['published', 10n, 50n, packageId, 50n],
  );
});

test('an unpublished title keeps what it had', () => {
  const row = only(created, attached, published, ['catalog.TitleUnpublished', { titleId, reason: 'rights' }]);
  assert.deepEqual([row['status'], row['durationMs'], row['publishedPosition']], ['unpublished', 5000, 30n]);
});

test('details of a title that was never created make no row', () => {
  assert.deepEqual(rowsAfter(titlesProjection, published), []);
});

test('a title has the age that was said last, or none', () => {
  assert.equal(only(created)['age'], null);
  const rated = (age: number | null) => ['catalog.TitleRated', { titleId, age }] as const;
  assert.equal(only(created, rated(6), rated(16))['age'], 16);
  assert.equal(only(created, rated(6), rated(null))['age'], null);
});
