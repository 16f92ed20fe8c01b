import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { language } from '../language.ts';
import { Metadata } from './metadata.ts';
import { compileLazily, toJsonSchema } from './validate.ts';

/** Paths of schema parts that name a format and no pattern: the validator checks patterns only. */
function bareFormats(part: unknown, path: string): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'format' in part && !('pattern' in part) ? [path] : [];
  return own.concat(Object.entries(part).flatMap(([name, value]) => bareFormats(value, `${path}/${name}`)));
}

test('every format in an event, a command and the metadata stands beside a pattern that checks it', () => {
  const definitions = [...language.events, ...language.commands.values()];
  assert.ok(definitions.length > 40, 'the whole catalogue was looked at');
  const bare = definitions.flatMap(({ type, data }) => bareFormats(toJsonSchema(data), type));
  assert.deepEqual(bare.concat(bareFormats(toJsonSchema(Metadata), 'Metadata')), []);
});

test('ids and instants are checked although formats are not', () => {
  const check = compileLazily(z.strictObject({ id: z.uuid(), at: z.iso.datetime() }));
  const fits = { id: '7d8a8c3e-8f0f-4a7b-9c1d-2b5e4f6a7b8c', at: '2026-01-02T03:04:05.678Z' };
  assert.equal(check(fits), undefined);
  assert.match(check({ ...fits, id: 'no-uuid' }) ?? '', /id/);
  assert.match(check({ ...fits, at: 'yesterday' }) ?? '', /at/);
});
