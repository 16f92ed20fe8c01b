import fc from 'fast-check';
import type { z } from 'zod';
import { toJsonSchema } from '../kernel/validate.ts';

type JsonSchema = Readonly<Record<string, unknown>>;
type Values = fc.Arbitrary<unknown>;

/** Texts that something chokes on: characters, ids in other spellings, instants at the ends of time, names of properties. */
const texts: readonly string[] = [
  '',
  ' ',
  'a',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '😀',
  '"\\\n\r\t{},NULL',
  '\u202e\ufeff\uffff',
  '__proto__',
  'constructor',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'ABCDEF01-2345-4789-ABCD-EF0123456789',
  'abcdef01-2345-4789-abcd-ef0123456789',
  '0000-01-01T00:00:00Z',
  '0000-12-31T23:59:59.999999999999Z',
  '0001-01-01T00:00:00.000Z',
  '2024-02-29T12:00Z',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999999999999999999Z',
  '2026-01-02T03:04:05.6Z',
  'x'.repeat(60),
  '\u0000'.repeat(40),
  'probe',
  'v720',
  'v0000',
  'a128',
];

const numbers: readonly number[] = [
  0,
  1,
  -1,
  2,
  1000,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  -(2 ** 31) - 1,
  2 ** 32,
  8_640_000_000_000_000,
  8_640_000_000_000_001,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
];
const fractions: readonly number[] = [0.5, -1e-300, 1e308, -Number.MAX_VALUE, Number.MIN_VALUE];

/** Anything that JSON can say, hostile texts and numbers included. */
const anything: Values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, ...texts, ...numbers, ...fractions),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...texts), tie('value'), { maxKeys: 3 }),
  ),
})).value;

/**
 * Every value that a zod schema allows, the extreme ones by far the most often; made from its JSON Schema, so that a new
 * schema needs no word here.
 * @param ids UUIDs that are taken for most ids, so that events meet each other
 * @param more texts that are taken where they fit, e.g. names that code compares with
 */
export const extremesOf = (
  schema: z.ZodType,
  given: { readonly ids?: readonly string[]; readonly more?: readonly string[]; readonly io?: 'input' | 'output' } = {},
): Values => valuesOf(toJsonSchema(schema, given.io), [...(given.more ?? []), ...texts], given.ids ?? []);

function valuesOf(schema: JsonSchema, words: readonly string[], ids: readonly string[]): Values {
  const of = (part: unknown): Values => valuesOf(part as JsonSchema, words, ids);
  const choices = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  if (choices !== undefined) return fc.oneof(...choices.map(of));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as readonly unknown[]));
  const { type } = schema;
  if (Array.isArray(type)) return fc.oneof(...type.map((one: unknown) => of({ ...schema, type: one })));
  switch (type) {
    case undefined:
      return anything;
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textsOf(schema, words, ids);
    case 'integer':
      return fc.constantFrom(...numbersWithin(schema, numbers));
    case 'number':
      return fc.constantFrom(...numbersWithin(schema, [...numbers, ...fractions]));
    case 'array': {
      const { minItems = 0, maxItems = 3 } = schema as { minItems?: number; maxItems?: number };
      const few = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) };
      return fc.array(of(schema['items']), few);
    }
    case 'object':
      return objectsOf(schema, of);
    default:
      throw new Error(`There are no extremes of ${JSON.stringify(schema)} yet.`);
  }
}

function objectsOf(schema: JsonSchema, of: (part: unknown) => Values): Values {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const required = (schema['required'] ?? []) as string[];
  const extra = schema['additionalProperties'];
  if (properties.length === 0 && typeof extra === 'object')
    return fc.dictionary(fc.constantFrom(...texts), of(extra), { maxKeys: 4 });
  return fc.record(Object.fromEntries(properties.map(([name, part]) => [name, of(part)])), { requiredKeys: required });
}

function textsOf(schema: JsonSchema, words: readonly string[], ids: readonly string[]): Values {
  const { pattern, minLength = 0, maxLength } = schema as { pattern?: string; minLength?: number; maxLength?: number };
  const form = new RegExp(pattern ?? '', 'u');
  const longest = Math.min(maxLength ?? 1_000, 5_000);
  const long = ['x', '😀', '\u0000', 'A\ud800'].map((part) => part.repeat(longest).slice(0, longest));
  const fits = (text: string): boolean => {
    // JSON Schema counts characters, a text's length halves of surrogate pairs too.
    const { length } = Array.from(text);
    return length >= minLength && length <= (maxLength ?? Infinity) && form.test(text);
  };
  const known = [...words, ...long].filter(fits);
  if (schema['format'] === 'uuid' && ids.length > 0)
    return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, fc.constantFrom(...known));
  const some = pattern === undefined ? anyText : matching(pattern);
  const choices = [...(known.length === 0 ? [] : [fc.constantFrom(...known)]), some.filter(fits)];
  return fc.oneof(...choices.map((arbitrary, index) => ({ weight: index === 0 ? 4 : 1, arbitrary })));
}

const anyText = fc.string({ maxLength: 20, unit: 'binary' });
const made = new Map<string, fc.Arbitrary<string>>();

/** Texts of a pattern. What may be nearly anything is tried, which costs less than making it of the pattern. */
function matching(pattern: string): fc.Arbitrary<string> {
  const known = made.get(pattern);
  if (known !== undefined) return known;
  const texts = pattern.includes('[^') ? anyText : fc.stringMatching(new RegExp(pattern, 'u'));
  made.set(pattern, texts);
  return texts;
}

const numbersWithin = (schema: JsonSchema, all: readonly number[]): readonly number[] => {
  const { minimum = -Infinity, maximum = Infinity } = schema as { minimum?: number; maximum?: number };
  const ends = [minimum, maximum].filter(Number.isFinite);
  return [...new Set([...ends, ...all.filter((number) => number >= minimum && number <= maximum)])];
};
