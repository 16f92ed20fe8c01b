/** What an expression says, once it is read: a tree of sets, sequences, choices, repetitions and places. */
import type { CharSet } from './char-set.ts';

/** A place between two characters. `last-line-end` is the end, or before a line feed that is the last character. */
export type Place =
  | 'text-start'
  | 'line-start'
  | 'text-end'
  | 'last-line-end'
  | 'line-end'
  | 'word-edge'
  | 'no-word-edge';

/** One part of an expression. */
export type Part =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'choice'; readonly parts: readonly Part[] }
  | {
      readonly kind: 'repeat';
      readonly part: Part;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    }
  /** `(?>…)`: once matched, its other ways to match are forgotten. */
  | { readonly kind: 'atomic'; readonly part: Part };

/** A reading position in an expression. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** What its classes have cost to make so far, in ranges. */
  cost: number;
}

/** An expression that is not valid, or that cannot be matched in linear time. The message says which part, and why. */
export class PatternError extends Error {}
