import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const target = join(import.meta.dirname, 'introspection.d.ts');

/** The types of the gateway's schema as gql.tada reads them, made from its committed text: no server is needed. */
export function introspectionTypes(): string {
  const schema = buildSchema(readFileSync(join(root, 'gateway/generated/schema.graphql'), 'utf8'));
  const introspection = introspectionFromSchema(schema, { descriptions: false });
  return outputIntrospectionFile(minifyIntrospection(introspection), { fileType: '.d.ts', shouldPreprocess: true });
}

/** The committed copy. */
export const committedTypes = (): string => readFileSync(target, 'utf8');

if (import.meta.main) {
  writeFileSync(target, introspectionTypes());
  console.log(`wrote ${target}`);
}
