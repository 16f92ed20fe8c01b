import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrayLiteral, copyLine } from './encode.ts';
import { FoldFailed } from './failures.ts';
import { int, json, long, nullable, text } from './table.ts';

test('array literals quote texts, and only texts', () => {
  const rows = [{ a: 'x' }, { a: 'NULL' }, { a: null }, { a: 'a "b" \\c {d},' }];
  assert.equal(arrayLiteral(rows, 'a', nullable(text)), '{"x","NULL",NULL,"a \\"b\\" \\\\c {d},"}');
  assert.equal(arrayLiteral([{ a: 1n }, { a: 2n ** 62n }], 'a', long), '{1,4611686018427387904}');
  assert.equal(arrayLiteral([{ a: { b: 'c' } }], 'a', json()), '{"{\\"b\\":\\"c\\"}"}');
  assert.equal(arrayLiteral([], 'a', int), '{}');
});

test('lines of COPY escape what would end a field or a line', () => {
  const columns = [
    { property: 'a', column: nullable(text) },
    { property: 'b', column: int },
  ];
  assert.equal(copyLine({ a: 'tab\tline\nback\\slash', b: 1 }, columns), 'tab\\tline\\nback\\\\slash\t1\n');
  assert.equal(copyLine({ a: null, b: 2 }, columns), '\\N\t2\n');
  assert.equal(copyLine({ a: '\\N', b: 3 }, columns), '\\\\N\t3\n');
});

test('a value that no column takes is the fold’s fault', () => {
  assert.throws(() => copyLine({ a: new Date() }, [{ property: 'a', column: text }]), FoldFailed);
});

test('characters that PostgreSQL does not hold are replaced in JSON', () => {
  const rows = [{ b: { text: '\u0000\ud800', kept: ['\\u0000', '\u{1F600}'] } }];
  const held = '{"text":"\uFFFD\uFFFD","kept":["\\\\u0000","\u{1F600}"]}';
  assert.equal(arrayLiteral(rows, 'b', json()), `{"${held.replaceAll(/["\\]/g, '\\$&')}"}`);
  assert.equal(copyLine(rows[0] ?? {}, [{ property: 'b', column: json() }]), `${held.replaceAll('\\', '\\\\')}\n`);
});
