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
import { publicError } from './errors.ts';
import { FOR_PEOPLE, FORBIDDEN, readAccess, type Access } from './access.ts';
import type { Refusal } from './command.ts';
import type { GatewayContext } from './context-module.ts';
import type { RequestContext } from './context.ts';
import type { ReadingResolver, Resolve, SubscriptionResolver } from './resolver.ts';
import { shapeScalars } from './scalars.ts';
import { readSdl } from './sdl.ts';

type Field = GraphQLField<unknown, RequestContext>;

/** The schema with its resolvers, and what is known of its fields beside their types. */
export interface ExecutableSchema {
  readonly schema: GraphQLSchema;
  readonly access: Access;
  /** Every read model that some field reads. */
  readonly readModels: readonly string[];
  /** The read models that the field itself reads. */
  readsOf(field: GraphQLField<unknown, never>): readonly string[];
  /** Whether all callers of one kind get the same from the field. */
  isForEverybody(field: GraphQLField<unknown, never>): boolean;
  /** Whether the field, a mutation, answers a refused caller by a member of its union. */
  canShowRefusal(field: GraphQLField<unknown, never>): boolean;
}

/** Builds the executable schema of some contexts. Fails at once when a resolver has no field or a root field no resolver. */
export function createSchema(contexts: readonly Pick<GatewayContext, 'sdl' | 'resolvers'>[]): ExecutableSchema {
  const schema = buildSchema(readSdl(contexts));
  shapeScalars(schema);
  for (const type of Object.values(schema.getTypeMap()))
    if (isAbstractType(type)) type.resolveType = (value: { readonly __typename: string }) => value.__typename;
  const access = readAccess(schema);
  const reads = new Map<GraphQLField<unknown, never>, readonly string[]>();
  const personal = new Set<GraphQLField<unknown, never>>();
  const attach = (field: Field, resolver: Resolve | ReadingResolver): void => {
    const resolve = typeof resolver === 'function' ? resolver : resolver.resolve;
    const known = field as GraphQLField<unknown, never>;
    if (typeof resolver !== 'function') reads.set(known, resolver.reads);
    if (typeof resolver === 'function' || resolver.forEverybody !== true) personal.add(known);
    field.resolve = (parent, args, context) => resolve(parent as never, args as never, context);
  };
  for (const { Query = {}, Mutation = {}, Subscription = {}, types = {} } of contexts.flatMap((one) => one.resolvers)) {
    for (const [name, resolvers] of Object.entries({ Query, ...types }))
      for (const [field, resolver] of Object.entries(resolvers)) attach(fieldOf(schema, name, field), resolver);
    for (const [field, resolver] of Object.entries(Mutation))
      attachMutation(fieldOf(schema, 'Mutation', field), resolver, access);
    for (const [field, resolver] of Object.entries(Subscription))
      attachSubscription(fieldOf(schema, 'Subscription', field), resolver);
  }
  requireResolvers(schema);
  // Only what went through `attachMutation` asks who may.
  const mutations = new Set<unknown>(Object.values(schema.getMutationType()?.getFields() ?? {}));
  return {
    schema,
    access,
    readModels: [...new Set([...reads.values()].flat())],
    readsOf: (field) => reads.get(field) ?? [],
    isForEverybody: (field) => !personal.has(field),
    canShowRefusal: (field) => mutations.has(field) && memberNames(field).has('NotAllowed'),
  };
}

/** A mutation tells who may not as a member of its union, so that a form can show it beside other refusals. */
function attachMutation(field: Field, resolver: Resolve, access: Access): void {
  const members = memberNames(field);
  field.resolve = async (parent, args, context) => {
    if (context.caller.seeAs !== undefined && field.name !== ENDS_SEE_AS) {
      if (members.size === 0) throw publicError('FORBIDDEN', READ_ONLY.message);
      return fitUnion(READ_ONLY, members);
    }
    if (members.has('NotAllowed')) {
      const message = access.refusalOf(field as GraphQLField<unknown, never>, context.caller);
      if (message !== undefined) return notAllowed(message);
    }
    return fitUnion(await resolver(parent as never, args as never, context), members);
  };
}

/** The one mutation of who sees as somebody else. */
const ENDS_SEE_AS = 'endSeeAs';
const READ_ONLY: Refusal = {
  __typename: 'CommandRefused',
  code: 'see-as.read-only',
  message: 'You see this as somebody else does, and change nothing meanwhile. End that first.',
};

const CODES: Readonly<Record<string, string>> = {
  [FORBIDDEN]: 'caller.not-operator',
  [FOR_PEOPLE]: 'caller.not-person',
};

const notAllowed = (message: string): Refusal => ({
  __typename: 'NotAllowed',
  code: CODES[message] ?? 'caller.lacks-role',
  message,
});

function attachSubscription(field: Field, resolver: SubscriptionResolver): void {
  field.subscribe = (_parent, args, context) => {
    if (context.caller.seeAs !== undefined) throw publicError('FORBIDDEN', READ_ONLY.message);
    return resolver.subscribe(args as never, context);
  };
  field.resolve = (payload) => payload;
}

/** A refusal that its union does not have becomes the plainest one that it has. */
function fitUnion(answer: unknown, members: ReadonlySet<string>): unknown {
  if (members.size === 0 || typeof answer !== 'object' || answer === null || !('__typename' in answer)) return answer;
  return members.has(String(answer.__typename)) ? answer : { ...answer, __typename: 'CommandRefused' };
}

function memberNames(field: Pick<Field, 'type'>): ReadonlySet<string> {
  const type = getNamedType(field.type);
  return new Set(isUnionType(type) ? type.getTypes().map(({ name }) => name) : []);
}

function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string): Field {
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
