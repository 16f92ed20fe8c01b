import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema } from 'graphql';
import { gatewayContexts } from '../contexts.ts';
import { readSdl } from './sdl.ts';
import { missingIn } from './sdl-rules.ts';

test('every field says who may see it, and everything says what it is', () => {
  const schema = buildSchema(readSdl(gatewayContexts));
  assert.ok(Object.keys(schema.getTypeMap()).length > 50, 'the whole schema was looked at');
  assert.deepEqual(missingIn(schema), []);
});

test('a planted field, argument, value or type that says nothing is found', () => {
  const planted = buildSchema(
    readSdl([
      ...gatewayContexts,
      {
        sdl: `
          extend type Query {
            "Described, but for nobody." closed: Int
            open(bare: Int): Int @allow(to: [VIEWER])
          }
          type Bare { field: Int }
          "Described." type Covered @allow(to: [STAFF], may: "log.read") { "Described." inherits: Int }
          "Described." type Loose @allow(to: [STAFF]) { "Described." field: Int }
          "Described." type Unknown @allow(to: [STAFF], may: "log.raed") { "Described." field: Int }
          enum Kind { ONE }
          input Given { "  " field: Int }
        `,
      },
    ]),
  );
  assert.deepEqual(missingIn(planted).toSorted(), [
    'Bare.field: no @allow',
    'Bare.field: no description',
    'Bare: no description',
    'Given.field: no description',
    'Given: no description',
    'Kind.ONE: no description',
    'Kind: no description',
    'Loose.field: for staff, without the permission that it takes',
    'Query.closed: no @allow',
    'Query.open(bare): no description',
    'Query.open: no description',
    'Unknown.field: there is no permission "log.raed"',
  ]);
});
