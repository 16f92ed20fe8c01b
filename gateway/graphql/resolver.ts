import type { GatewayContext } from './context.ts';

/** Maps arguments and calls one query or one command. Parent and arguments have the shapes that the SDL promises. */
export type Resolver = (parent: never, args: never, context: GatewayContext) => unknown;

/** A subscription: where its payloads come from, and what a payload becomes. */
export interface SubscriptionResolver {
  readonly subscribe: (args: never, context: GatewayContext) => AsyncIterable<unknown>;
}

export type FieldResolvers = Readonly<Record<string, Resolver>>;

/** What one context brings into the schema. */
export interface ResolverModule {
  readonly Query?: FieldResolvers;
  readonly Mutation?: FieldResolvers;
  readonly Subscription?: Readonly<Record<string, SubscriptionResolver>>;
  /** Fields of object types that are not plain properties. */
  readonly types?: Readonly<Record<string, FieldResolvers>>;
}
