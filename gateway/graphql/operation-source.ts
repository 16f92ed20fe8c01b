import { parse, type DocumentNode } from 'graphql';
import { LIMITS } from './limits.ts';

/**
 * The text by which Mercurius remembers one operation of a document. It compiles the operation that was asked for and then
 * answers every use of that text with it, whatever the use names: so each operation gets a text of its own, with its name in a
 * comment at the end. `operationName` is a name of GraphQL: it cannot end the comment.
 */
export const sourceOf = (query: string, operationName: string | undefined): string =>
  `${query}\n#${operationName ?? ''}`;

/**
 * Parses a document. Throws GraphQL's syntax error. Whatever does not pass here must not reach Mercurius: it takes JSON for a
 * ready syntax tree, in which names may be lists or numbers that the checks and the execution read differently.
 */
export const parseDocument = (text: string): DocumentNode =>
  // Without the places of its parts a document, which may live as long as a subscription, takes a third of the memory.
  parse(text, { maxTokens: LIMITS.tokens, noLocation: true });
