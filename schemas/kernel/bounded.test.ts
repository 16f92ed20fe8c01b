import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { language } from '../language.ts';
import { HeartbeatBatch } from '../playback/heartbeat.messages.ts';
import { extremesOf } from '../testing/extremes.ts';
import { bounded } from './bounded.ts';
import { INT32_MAX, storableJson, storableText } from './text.ts';
import { toJsonSchema } from './validate.ts';

const incoming: readonly (readonly [name: string, schema: z.ZodType])[] = [
  ...[...language.commands.values()].map(({ type, data }) => [type, data] as const),
  ...[...language.jobs.values()].map(({ name, result }) => [`the result of ${name}`, result] as const),
  ['a batch of heartbeats', HeartbeatBatch],
];

test('whatever comes in has texts that can be stored, and numbers that columns hold', () => {
  for (const [name, schema] of incoming)
    for (const leaf of leavesOf(toJsonSchema(schema), name)) {
      const { path, type, pattern, maxLength, minimum = -Infinity, maximum = Infinity } = leaf;
      if (type === 'string') {
        assert.ok(pattern !== undefined, `${path} may be any text`);
        if (new RegExp(pattern, 'u').test('x')) assert.ok(maxLength !== undefined, `${path} may be endless`);
        for (const text of ['\u0000', '\ud800']) assert.doesNotMatch(text, new RegExp(pattern, 'u'), path);
      }
      // The counter of a passkey has 32 bits without a sign, and stands in no table.
      if (type === 'integer' && !/([bB]ytes|reprise-by|bitRate|\.ts|Passkey\.counter)$/.test(path))
        assert.ok(minimum >= -INT32_MAX - 1 && maximum <= INT32_MAX, `${path} may be ${minimum} to ${maximum}`);
    }
});

test('what a bounded schema allows, the schema allowed before', () => {
  const before = z.strictObject({
    name: z.string().min(1).describe('what it is called'),
    code: z.string().regex(/^[a-z]+$/),
    count: z.int().min(0).nullable(),
    most: z
      .int()
      .min(0)
      .max(2 ** 40),
    sizeBytes: z.int().min(0).optional(),
    parts: z.array(z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a'), text: z.string() })])).min(1),
  });
  const after = bounded(before);
  for (const value of fc.sample(extremesOf(after), { numRuns: 200, seed: 1 }))
    assert.equal(before.safeParse(value).success, true, JSON.stringify(value));
  const fine = { name: 'x', code: 'x', count: 1, most: 2 ** 40, sizeBytes: 2 ** 40, parts: [{ kind: 'a', text: '' }] };
  assert.deepEqual(after.parse(fine), fine);
  for (const wrong of [
    { name: 'a\u0000b' },
    { name: '' },
    { code: 'A' },
    { count: 2 ** 31 },
    { most: 2 ** 40 + 1 },
    { parts: [] },
    { parts: [{ kind: 'a', text: '\ud800' }] },
    { more: 1 },
  ])
    assert.equal(after.safeParse({ ...fine, ...wrong }).success, false, JSON.stringify(wrong));
  assert.equal(after.shape.name.description, 'what it is called');
});

test('a text is cut before it is looked at: half an emoji at its end is none', () => {
  assert.equal(storableText('a\u0000😀', 3), 'a\uFFFD\uFFFD');
  assert.deepEqual(storableJson({ a: ['\ud800', 1, null, { '\u0000': true }] }), {
    a: ['\uFFFD', 1, null, { '\uFFFD': true }],
  });
});

interface Leaf {
  readonly path: string;
  readonly type?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Numbers and texts of a JSON Schema that are not one of a list. Records of anything are held to other schemas. */
function leavesOf(schema: Readonly<Record<string, unknown>>, path: string): readonly Leaf[] {
  const below = (part: unknown, name: string): readonly Leaf[] =>
    leavesOf(part as Readonly<Record<string, unknown>>, `${path}${name}`);
  const parts = [...((schema['anyOf'] ?? schema['oneOf'] ?? []) as unknown[]).map((part) => below(part, ''))];
  for (const [name, part] of Object.entries(schema['properties'] ?? {})) parts.push(below(part, `.${name}`));
  if (schema['items'] !== undefined) parts.push(below(schema['items'], '[]'));
  const isLeaf =
    (schema['type'] === 'string' || schema['type'] === 'integer') && !('enum' in schema || 'const' in schema);
  return isLeaf ? [{ ...(schema as object), path }] : parts.flat();
}
