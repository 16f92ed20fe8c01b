import type { RequestContext } from './context.ts';

/** Maps arguments and calls one query or one command. Parent and arguments have the shapes that the SDL promises. */
export type Resolve = (parent: never, args: never, context: RequestContext) => unknown;

/** A resolver that reads rows, and the read models that they come from: a query with a token waits for these. */
export interface ReadingResolver {
  readonly reads: readonly string[];
  /** All callers of one kind get the same: who asks at the same time may share the answer. */
  readonly forEverybody?: true;
  readonly resolve: Resolve;
}

/** A subscription: where its payloads come from. */
export interface SubscriptionResolver {
  readonly subscribe: (args: never, context: RequestContext) => AsyncIterable<unknown>;
}

/** What one context brings into the schema. */
export interface ResolverModule {
  readonly Query?: Readonly<Record<string, ReadingResolver>>;
  readonly Mutation?: Readonly<Record<string, Resolve>>;
  readonly Subscription?: Readonly<Record<string, SubscriptionResolver>>;
  /** Fields of object types that are not plain properties. */
  readonly types?: Readonly<Record<string, Readonly<Record<string, Resolve | ReadingResolver>>>>;
}
