import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitKey, fitRow } from './fit.ts';
import { instant, int, json, long, nullable, table, text, uuid } from './table.ts';

const id = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const all = table('all', {
  key: ['id', 'name'],
  columns: { id: uuid, name: text, count: nullable(int), size: long, at: instant, more: json<unknown>() },
});
const row = { id, name: 'a', count: 1, size: 1n, at: '2026-01-02T03:04:05.678Z', more: { n: 2 ** 40 } };

test('a row that its columns hold stays the same row', () => {
  assert.equal(fitRow(all, row), row);
  assert.equal(fitRow(all, { ...row, count: null }).count, null);
});

test('what no column holds is cut to the nearest that one does', () => {
  const fit = (changes: object): unknown => {
    const [name] = Object.keys(changes) as [keyof typeof row];
    return fitRow(all, { ...row, ...changes })[name];
  };
  assert.equal(fit({ count: 2 ** 31 }), 2 ** 31 - 1);
  assert.equal(fit({ count: -1e308 }), -(2 ** 31));
  assert.equal(fit({ count: 1.5 }), 1);
  assert.equal(fit({ size: 2n ** 64n }), 2n ** 63n - 1n);
  assert.equal(fit({ name: 'x\u0000y\ud800z\u{1F600}' }), 'x\uFFFDy\uFFFDz\u{1F600}');
  assert.equal(fit({ at: '0000-01-01T00:00:00.000Z' }), '0001-01-01T00:00:00.000Z');
  assert.equal(fit({ at: '0000-06-01T00:00Z' }), '0001-01-01T00:00:00.000Z');
  assert.equal(fit({ at: '9999-12-31T23:59:59.99999999Z' }), '9999-12-31T23:59:59.999Z');
  assert.equal(fit({ at: '+010000-01-01T00:00:00.000Z' }), '9999-12-31T23:59:59.999Z');
  assert.equal(fit({ at: '2026-01-02T03:04:05Z' }), '2026-01-02T03:04:05.000Z');
  assert.equal(fit({ id: id.toUpperCase() }), id);
});

test('what a row shares with the one before it is not looked at again, and keys are fitted like rows', () => {
  const before = { ...row, name: '\u0000' };
  assert.equal(fitRow(all, { ...before, count: 2 }, before).name, '\u0000');
  assert.deepEqual(fitKey(all, [id.toUpperCase(), '\u0000']), [id, '\uFFFD']);
  const key = [id, 'a'];
  assert.equal(fitKey(all, key), key);
});
