import assert from 'node:assert/strict';
import { test } from 'node:test';
import { committedTypes, introspectionTypes } from './generate.ts';

test('the web app is typed by the schema that the gateway serves today', () => {
  assert.equal(
    committedTypes(),
    introspectionTypes(),
    'run `node web/app/graphql/generate.ts` and commit introspection.d.ts',
  );
});
