import { encodeCursor } from './cursor.ts';

/** A part of a list, and where it goes on. */
export interface Page<T> {
  /** `cursor` names the row's position: the next page begins after it. Opaque to callers. */
  readonly rows: readonly { readonly cursor: string; readonly row: T }[];
  readonly hasNextPage: boolean;
}

/** No query hands out more rows than this at once. */
const MOST_ROWS = 500;

/** How many rows to ask for: one more than wanted, which tells whether there is a next page. */
export const limitOf = (first: number): number => clamp(first) + 1;

/** Makes a page from up to `limitOf(first)` rows. `positionOf` is what the list is ordered by. */
export function pageOf<S, T>(
  rows: readonly S[],
  {
    first,
    list,
    positionOf,
    map,
  }: {
    readonly first: number;
    readonly list: string;
    readonly positionOf: (row: S) => bigint;
    readonly map: (row: S) => T;
  },
): Page<T> {
  const wanted = clamp(first);
  return {
    rows: rows.slice(0, wanted).map((row) => ({ cursor: encodeCursor(list, positionOf(row)), row: map(row) })),
    hasNextPage: rows.length > wanted,
  };
}

const clamp = (first: number): number => Math.max(0, Math.min(MOST_ROWS, Math.trunc(first) || 0));

/** A `like` pattern for texts that contain `part`, literally and in any case. */
export const containing = (part: string): string =>
  `%${part
    .toLowerCase()
    .replaceAll(/[\\%_]/g, '\\$&')
    .replaceAll('\u0000', '')}%`;

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether PostgreSQL would take it as a uuid: anything else names nothing, and must not become an error. */
export const isUuid = (id: string): boolean => uuidPattern.test(id);
