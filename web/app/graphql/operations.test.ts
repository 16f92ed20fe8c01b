import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildSchema, parse, validate } from 'graphql';
import { extractOperations } from './operations.ts';

const root = join(import.meta.dirname, '../../..');

test('every document of the app stands where the build looks for it', () => {
  const elsewhere = globSync('web/**/*.{ts,tsx}', { cwd: root, exclude: ['web/dist/**'] })
    .filter((file) => !file.endsWith('.queries.ts') && !file.endsWith('gql.ts') && !file.endsWith('.test.ts'))
    .filter((file) => /\bgraphql\(\s*[`'"]/.test(readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(elsewhere, [], 'move the documents to a *.queries.ts file');
});

test("the build extracts the app's operations, the same ones each time, and the gateway's schema knows them", async () => {
  const operations = await extractOperations();
  assert.deepEqual(await extractOperations(), operations);
  const names = operations.map(({ name }) => name);
  for (const name of ['Home', 'StartPlayback', 'EditTitle', 'Events']) assert.ok(names.includes(name), name);
  assert.ok(!names.includes('AssetChanged'), 'subscriptions go over the socket');
  const schema = buildSchema(readFileSync(join(root, 'gateway/generated/schema.graphql'), 'utf8'));
  for (const { name, hash, document } of operations) {
    assert.equal(hash, createHash('sha256').update(document).digest('hex'));
    assert.deepEqual(validate(schema, parse(document)), [], name);
  }
});
