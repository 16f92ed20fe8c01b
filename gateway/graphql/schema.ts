import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Refusal } from './command.ts';
import type { GatewayContext } from './context.ts';
import { isOperator } from './context.ts';
import { publicError } from './errors.ts';
import type { Resolver, ResolverModule, SubscriptionResolver } from './resolver.ts';
import { shapeScalars } from './scalars.ts';

const SDL_FILES = [
  'kernel.graphql',
  '../media/media.graphql',
  '../catalog/catalog.graphql',
  '../playback/playback.graphql',
  '../audit/audit.graphql',
];

/** What anybody may ask. Every other root field is for operators: a new field is closed until it is listed here. */
const OPEN: ReadonlySet<string> = new Set([
  'Query.consistent',
  'Query.me',
  'Query.title',
  'Query.titles',
  'Query.continueWatching',
  'Mutation._',
  'Mutation.startPlayback',
  'Mutation.endPlayback',
  'Subscription._',
  'Subscription.titleChanged',
]);

const FORBIDDEN = 'Only an operator may do this. Open the studio with the link that `npm start` prints.';

/** The text of the whole schema. */
export const readSdl = (): string =>
  SDL_FILES.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n');

/** Builds the executable schema. Fails at once when a resolver has no field or a root field no resolver. */
export function createSchema(modules: readonly ResolverModule[]): GraphQLSchema {
  const schema = buildSchema(readSdl());
  shapeScalars(schema);
  for (const type of Object.values(schema.getTypeMap()))
    if (isAbstractType(type)) type.resolveType = (value: { readonly __typename: string }) => value.__typename;
  for (const { Query = {}, Mutation = {}, Subscription = {}, types = {} } of modules) {
    for (const [name, resolvers] of Object.entries({ Query, Mutation, ...types }))
      for (const [field, resolver] of Object.entries(resolvers)) attach(fieldOf(schema, name, field), name, resolver);
    for (const [field, resolver] of Object.entries(Subscription))
      attachSubscription(fieldOf(schema, 'Subscription', field), resolver);
  }
  requireResolvers(schema);
  return schema;
}

function attach(field: GraphQLField<unknown, GatewayContext>, typeName: string, resolver: Resolver): void {
  const call = (parent: unknown, args: unknown, context: GatewayContext): unknown =>
    resolver(parent as never, args as never, context);
  if (typeName !== 'Query' && typeName !== 'Mutation') {
    field.resolve = call;
    return;
  }
  const open = OPEN.has(`${typeName}.${field.name}`);
  const members = memberNames(field);
  const settle =
    typeName === 'Mutation' ? async (answer: unknown): Promise<unknown> => fitUnion(await answer, members) : undefined;
  field.resolve = (parent, args, context) => {
    if (!open && !isOperator(context)) {
      if (members.has('NotAllowed'))
        return { __typename: 'NotAllowed', code: 'caller.not-operator', message: FORBIDDEN } satisfies Refusal;
      throw publicError('FORBIDDEN', FORBIDDEN);
    }
    const answer = call(parent, args, context);
    return settle === undefined ? answer : settle(answer);
  };
}

function attachSubscription(field: GraphQLField<unknown, GatewayContext>, resolver: SubscriptionResolver): void {
  const open = OPEN.has(`Subscription.${field.name}`);
  field.subscribe = (_parent, args, context) => {
    if (!open && !isOperator(context)) throw publicError('FORBIDDEN', FORBIDDEN);
    return resolver.subscribe(args as never, context);
  };
  field.resolve = (payload) => payload;
}

/** A refusal that its union does not have becomes the plainest one that it has. */
function fitUnion(answer: unknown, members: ReadonlySet<string>): unknown {
  if (members.size === 0 || typeof answer !== 'object' || answer === null || !('__typename' in answer)) return answer;
  return members.has(String(answer.__typename)) ? answer : { ...answer, __typename: 'CommandRefused' };
}

function memberNames(field: Pick<GraphQLField<unknown, GatewayContext>, 'type'>): ReadonlySet<string> {
  const type = getNamedType(field.type);
  return new Set(isUnionType(type) ? type.getTypes().map(({ name }) => name) : []);
}

function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string): GraphQLField<unknown, GatewayContext> {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (field === undefined)
    throw new Error(`There is a resolver for ${typeName}.${fieldName}, but the SDL has no such field.`);
  return field;
}

function requireResolvers(schema: GraphQLSchema): void {
  const missing = (
    type: GraphQLObjectType | null | undefined,
    has: (field: GraphQLField<unknown, unknown>) => boolean,
  ): string[] =>
    Object.values(type?.getFields() ?? {})
      .filter((field) => !has(field))
      .map((field) => `${type?.name}.${field.name}`);
  const without = [
    ...missing(schema.getQueryType(), (field) => field.resolve !== undefined),
    ...missing(schema.getMutationType(), (field) => field.resolve !== undefined),
    ...missing(schema.getSubscriptionType(), (field) => field.subscribe !== undefined),
  ];
  if (without.length > 0) throw new Error(`These fields of the SDL have no resolver: ${without.join(', ')}.`);
}
