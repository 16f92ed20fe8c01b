import { readFileSync } from 'node:fs';
import { Kind, parse, print, type DefinitionNode, type FieldDefinitionNode } from 'graphql';
import type { GatewayContext } from './context-module.ts';

const ROOTS: Readonly<Record<string, string>> = {
  Query: 'What can be asked. Nothing here changes anything.',
  Mutation:
    'What can be done. Each field is one command: it answers with what was done, or with a refusal that says why not.',
  Subscription: 'What can be followed while it happens, over a WebSocket at `/graphql` (graphql-transport-ws).',
};

/** The text of the whole schema: the contexts' parts in their order, with one definition of each root type. */
export function readSdl(contexts: readonly Pick<GatewayContext, 'sdl'>[]): string {
  const definitions = contexts.flatMap(({ sdl }) => [sdl].flat().flatMap((part) => parse(textOf(part)).definitions));
  const roots = Object.entries(ROOTS).flatMap(([name, description]) => {
    const fields = definitions.flatMap((definition) => (isPartOf(name, definition) ? (definition.fields ?? []) : []));
    return fields.length === 0 ? [] : [rootType(name, description, fields)];
  });
  const others = definitions.filter((definition) => !Object.keys(ROOTS).some((name) => isPartOf(name, definition)));
  return print({ kind: Kind.DOCUMENT, definitions: [...roots, ...others] });
}

const textOf = (part: URL | string): string => (typeof part === 'string' ? part : readFileSync(part, 'utf8'));

type Part = Extract<DefinitionNode, { readonly fields?: readonly FieldDefinitionNode[] }>;

/** Whether a definition is a part of a root type. Contexts write `extend type Query { … }`: nobody owns the roots. */
const isPartOf = (name: string, definition: DefinitionNode): definition is Part =>
  (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
  definition.name.value === name;

const rootType = (name: string, description: string, fields: readonly FieldDefinitionNode[]): DefinitionNode => ({
  kind: Kind.OBJECT_TYPE_DEFINITION,
  description: { kind: Kind.STRING, value: description },
  name: { kind: Kind.NAME, value: name },
  fields,
});
