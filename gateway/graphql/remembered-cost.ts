import type { DocumentNode, GraphQLSchema } from 'graphql';
import { costOf } from './limits.ts';

/** Prices kept for one document: as many as it is asked with different numbers of rows. */
const MOST_PRICES = 100;

/**
 * `costOf`, worked out once for a document and the numbers among its variables (only `first` counts rows), and remembered
 * for as long as the document lives. What costs too much is not remembered.
 */
export function createCosts(
  schema: GraphQLSchema,
): (
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
) => number {
  const known = new WeakMap<DocumentNode, Map<string, number>>();
  return (document, operationName, variables) => {
    const prices = known.get(document) ?? new Map<string, number>();
    known.set(document, prices);
    const numbers = Object.entries(variables).filter(([, value]) => typeof value === 'number');
    const key = JSON.stringify([operationName ?? '', numbers]);
    const before = prices.get(key);
    if (before !== undefined) return before;
    const cost = costOf(schema, document, operationName, variables);
    if (prices.size < MOST_PRICES) prices.set(key, cost);
    return cost;
  };
}
