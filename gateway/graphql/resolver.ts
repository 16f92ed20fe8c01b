import type { Refusal } from './command.ts';
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

type Typed = (parent: never, args: never, context: never, info: never) => unknown;
type ParentOf<F> = F extends (parent: infer P, args: never, context: never, info: never) => unknown ? P : never;
type ArgsOf<F> = F extends (parent: never, args: infer A, context: never, info: never) => unknown ? A : never;
type ResultOf<F> = F extends Typed ? Awaited<ReturnType<F>> : never;
type Checked<F, Extra = never> = (
  parent: ParentOf<F>,
  args: ArgsOf<F>,
  context: RequestContext,
) => ResultOf<F> | Extra | Promise<ResultOf<F> | Extra>;

/** Root fields `K` of queries with the arguments and results that the SDL promises (`T`: the generated `QueryResolvers`). */
export type QueryFields<T, K extends keyof T> = {
  readonly [Name in K]-?: Omit<ReadingResolver, 'resolve'> & { readonly resolve: Checked<NonNullable<T[Name]>> };
};

/** Mutations; any refusal may be answered, also one that the field's union does not have (`T`: `MutationResolvers`). */
export type MutationFields<T, K extends keyof T> = {
  readonly [Name in K]-?: Checked<NonNullable<T[Name]>, Refusal>;
};

/** Fields of an object type that are not plain properties (`T`: `TitleResolvers`, …). */
export type TypeFields<T, K extends keyof T> = {
  readonly [Name in K]-?:
    | Checked<NonNullable<T[Name]>>
    | (Omit<ReadingResolver, 'resolve'> & { readonly resolve: Checked<NonNullable<T[Name]>> });
};

/** A subscription with the arguments and the payload of the SDL. */
export interface SubscriptionField<Args, Payload> {
  readonly subscribe: (args: Args, context: RequestContext) => AsyncIterable<Awaited<Payload>>;
}
