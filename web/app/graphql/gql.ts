import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './introspection.d.ts';

/** `graphql(...)` with types from the gateway's schema. Positions and instants travel as text. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { Position: string; DateTime: string; JSON: unknown };
  disableMasking: true;
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
