import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { LIMITS, asksForSchema, costOf, shapeRule } from './limits.ts';
import { gatewayContexts } from '../contexts.ts';
import { readSdl } from './sdl.ts';

const schema = buildSchema(readSdl(gatewayContexts));
const cost = (query: string, variables: Record<string, unknown> = {}, name?: string): number =>
  costOf(schema, parse(query), name, variables);
const twice = (times: number): string =>
  `{ ${Array.from({ length: times }, (_, n) => `a${n}: assets(first: 50) { edges { node { jobs { id kind state attempt worker } title { asset { jobs { id kind state attempt worker } } } } } }`).join(' ')} }`;
const complaints = (query: string): string[] =>
  validate(schema, parse(query), [...specifiedRules, shapeRule]).map(({ message }) => message);

test('a list costs its rows', () => {
  const list = (first: string): string => `query Q($n: Int) { titles(${first}) { edges { node { id name } } } }`;
  const row = 2 + 2 + 2; // edges, node, and two scalars
  assert.equal(cost(list('first: 1')), 2 + row);
  assert.equal(cost(list('first: 50')), 2 + 50 * row);
  assert.equal(cost(list('first: $n'), { n: 10 }), 2 + 10 * row);
  assert.equal(cost(list('search: "x"')), 2 + 20 * row, 'the default of the SDL');
  assert.equal(cost(list('first: $n')), 2 + 50 * row, 'an unknown number counts as the most');
});

test('nested lists multiply, and what costs too much is refused', () => {
  const board = '{ assets(first: 50) { edges { node { id jobs { id } renditions { name } } } } }';
  assert.equal(cost(board), 2 + 50 * (2 + 2 + 1 + (2 + 6) + (2 + 6)));
  assert.throws(() => cost('{ titles(first: 100000) { edges { node { id } } } }'), /costs \d+ points; at most 10000/);
  assert.doesNotThrow(() => cost(twice(1)));
  assert.throws(() => cost(twice(3)), /costs/);
});

test('a write costs more than a read, wherever it hides', () => {
  const write = 'abortUpload(commandId: "1", uploadId: "2") { __typename }';
  assert.equal(cost(`mutation { ${write} }`), 102);
  assert.equal(cost(`mutation { ...A } fragment A on Mutation { a: ${write} ... on Mutation { b: ${write} } }`), 204);
  const tower = Array.from(
    { length: 60 },
    (_, n) => `fragment F${n} on Mutation { ${n === 59 ? write : `...F${n + 1} ...F${n + 1}`} }`,
  ).join(' ');
  const started = performance.now();
  assert.throws(() => cost(`mutation { ...F0 } ${tower}`), /costs/);
  assert.ok(performance.now() - started < 100);
});

test('only the named operation is counted', () => {
  const document = 'query Small { me { kind } } query Large { titles(first: 50) { edges { node { id } } } }';
  assert.equal(cost(document, {}, 'Small'), 3);
  assert.throws(() => cost(document), /Name one operation/);
});

test('a tower of fragments is counted without being climbed twice', () => {
  const levels = 60;
  const tower = Array.from(
    { length: levels },
    (_, n) => `fragment F${n} on Title { ${n === levels - 1 ? 'id' : `...F${n + 1} ...F${n + 1}`} }`,
  ).join(' ');
  const started = performance.now();
  assert.throws(() => cost(`{ titles(first: 1) { edges { node { ...F0 } } } } ${tower}`), /costs/);
  assert.ok(performance.now() - started < 100);
});

test('depth is counted through fragments and circles do not hang', () => {
  const nested = (depth: number): string =>
    `{ title(id: "x") ${'{ asset { title '.repeat(depth)}{ id }${' } }'.repeat(depth)} }`;
  assert.deepEqual(complaints(nested(4)), []);
  assert.match(complaints(nested(5)).join(), /levels deep; at most 10/);
  const through = `{ title(id: "x") { ...A } } fragment A on Title { ${'asset { title { '.repeat(5)}id${' } }'.repeat(5)} }`;
  assert.match(complaints(through).join(), /levels deep/);
  assert.match(
    complaints('{ title(id: "x") { ...A } } fragment A on Title { ...B } fragment B on Title { ...A }').join(),
    /within itself/,
  );
});

test('aliases and directives are bounded', () => {
  const aliases = (count: number): string =>
    `{ ${Array.from({ length: count }, (_, n) => `a${n}: me { kind }`).join(' ')} }`;
  assert.deepEqual(complaints(aliases(LIMITS.aliases)), []);
  assert.match(complaints(aliases(LIMITS.aliases + 1)).join(), /16 aliases/);
  assert.match(complaints(`{ me { kind ${'@include(if: true) '.repeat(60)} } }`).join(), /directives; at most 50/);
});

test('asking for the schema is recognised wherever it hides', () => {
  assert.equal(asksForSchema(parse('{ me { kind __typename } }')), false);
  for (const query of [
    '{ __schema { types { name } } }',
    '{ a: __type(name: "Query") { name } }',
    '{ ...F } fragment F on Query { ... on Query { __schema { queryType { name } } } }',
  ])
    assert.equal(asksForSchema(parse(query)), true, query);
});
