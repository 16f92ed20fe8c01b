import type { Database } from '../../ports/database.ts';
import type { Projection } from './projection.ts';

/** What a bounded context brings to the read side: its read models, and the questions that they answer. */
export interface ProjectionContext<Q extends object = object> {
  readonly name: string;
  readonly projections: readonly Projection[];
  /** One property per read model, called as the projection is, in camelCase. */
  readonly queries: (db: Database) => Q;
}

type Intersection<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never;

/** Every question that the read models of these contexts answer. */
export type QueriesOf<C extends readonly ProjectionContext[]> = Intersection<ReturnType<C[number]['queries']>>;

/**
 * The read models of these contexts.
 * @throws Error when two have the same name
 */
export function projectionsOf(contexts: readonly ProjectionContext[]): readonly Projection[] {
  const projections = contexts.flatMap((context) => context.projections);
  const names = new Set(projections.map(({ name }) => name));
  if (names.size < projections.length) throw new Error('Two read models have the same name.');
  return projections;
}
