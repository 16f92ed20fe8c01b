import { randomUUID } from 'node:crypto';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { gatewayContexts } from '../contexts.ts';
import { readSdl } from '../graphql/sdl.ts';

const schema = buildSchema(readSdl(gatewayContexts));

/** Every field of a root of the API, for tests that ask for all of them. */
export const fieldsOf = (root: 'Query' | 'Mutation' | 'Subscription'): readonly GraphQLField<unknown, unknown>[] =>
  Object.values(
    { Query: schema.getQueryType(), Mutation: schema.getMutationType(), Subscription: schema.getSubscriptionType() }[
      root
    ]?.getFields() ?? {},
  );

/** What is asked for, where something else than the usual will do. */
interface Asked {
  /** The text or id of an argument of this name; left out: some id. */
  readonly text?: (name: string) => string;
  /** What is read of a union, without braces; left out: `__typename`. */
  readonly ofUnion?: string;
}

/** A call of a field with a literal that fits for each argument, so that it gets past validation to the question of who may. */
export function callOf(
  field: GraphQLField<unknown, unknown>,
  { text = () => randomUUID(), ofUnion }: Asked = {},
): string {
  const args = field.args.map((arg) => `${arg.name}: ${literal(arg.type, arg.name, text)}`);
  return `${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}${selectionOf(field, ofUnion ?? '__typename')}`;
}

function selectionOf(field: GraphQLField<unknown, unknown>, ofUnion: string): string {
  const type = getNamedType(field.type);
  if (isUnionType(type)) return ` { ${ofUnion} }`;
  return 'getFields' in type ? ' { __typename }' : '';
}

function literal(type: GraphQLInputType, name: string, text: (name: string) => string): string {
  if (isNonNullType(type)) return literal(type.ofType, name, text);
  if (isListType(type)) return `[${literal(type.ofType, name, text)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.type, field.name, text)}`).join(', ')} }`;
  }
  if (type.name === 'Boolean') return 'true';
  if (type.name === 'Int' || type.name === 'Float') return '1';
  return type.name === 'Position' ? '"1"' : `"${text(name)}"`;
}
