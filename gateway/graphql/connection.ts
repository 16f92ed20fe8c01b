import { z } from 'zod';
import type { Page } from '../../projections/db/page.ts';
import { publicError } from './errors.ts';

/** The most rows that one list gives at once. */
export const MAX_FIRST = 50;

export interface PageArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of a list as GraphQL shows it. */
export interface Connection<V> {
  readonly edges: { readonly cursor: string; readonly node: V }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Checks paging arguments; `first` is 1 to 50 and a cursor is what an earlier page gave. */
export function pageOf(args: PageArgs): { first: number; after: string | undefined } {
  if (args.first < 1 || args.first > MAX_FIRST)
    throw publicError('BAD_INPUT', `\`first\` must be 1 to ${MAX_FIRST}; it is ${args.first}.`);
  const after = args.after ?? undefined;
  if (after !== undefined && !/^[\x21-\x7e]{1,400}$/.test(after))
    throw publicError('BAD_INPUT', '`after` must be the `endCursor` of an earlier page.');
  return { first: args.first, after };
}

/** A free text to search for, or undefined when there is none. */
export function searchOf(search: string | null | undefined): string | undefined {
  const text = search?.trim() ?? '';
  if (text.length > 200) throw publicError('BAD_INPUT', '`search` may have at most 200 characters.');
  // PostgreSQL cannot hold a null character.
  return text === '' ? undefined : text.replaceAll('\u0000', '');
}

/** A Relay-style connection of a page of rows. Rows whose view is undefined are left out: this caller may not see them. */
export function connectionOf<R, V>(page: Page<R>, view: (row: R) => V | undefined): Connection<V> {
  const edges: { cursor: string; node: V }[] = [];
  for (const { cursor, row } of page.rows) {
    const node = view(row);
    if (node !== undefined) edges.push({ cursor, node });
  }
  return { edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.rows.at(-1)?.cursor ?? null } };
}

const Uuid = z.uuid();
/** Whether a text can be an id of ours; others are simply not found, and never reach the database. */
export const isId = (text: string): boolean => Uuid.safeParse(text).success && text === text.toLowerCase();
