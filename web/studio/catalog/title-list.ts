import type { Tone } from '../../design/bits.tsx';
import type { StudioTitle } from './title.queries.ts';

export const statusChips: readonly [
  readonly [StudioTitle['status'], string, Tone],
  ...(readonly [StudioTitle['status'], string, Tone])[],
] = [
  ['DRAFT', 'Draft', 'warn'],
  ['PUBLISHED', 'Published', 'good'],
  ['UNPUBLISHED', 'Taken down', 'plain'],
];

export type SortKey = 'name' | 'status' | 'year' | 'runtime' | 'created';
export interface Order {
  readonly key: SortKey;
  readonly down: boolean;
}

const keys: readonly SortKey[] = ['name', 'status', 'year', 'runtime', 'created'];

/** Reads the order in the address: `name`, `-created`; newest first without one. */
export function orderOf(text: string | undefined): Order {
  const key = keys.find((known) => known === text?.replace(/^-/, ''));
  return key === undefined ? { key: 'created', down: true } : { key, down: text?.startsWith('-') === true };
}

const rank = { DRAFT: 0, PUBLISHED: 1, UNPUBLISHED: 2 } as const;
const compare: Readonly<Record<SortKey, (a: StudioTitle, b: StudioTitle) => number>> = {
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
  status: (a, b) => rank[a.status] - rank[b.status],
  year: (a, b) => (a.releaseYear ?? 0) - (b.releaseYear ?? 0),
  runtime: (a, b) => (a.durationMs ?? 0) - (b.durationMs ?? 0),
  created: (a, b) => a.createdAt.localeCompare(b.createdAt),
};

/** Sorts the rows of one page; equal ones stay as the server ordered them. */
export const sortTitles = (titles: readonly StudioTitle[], { key, down }: Order): readonly StudioTitle[] =>
  titles.toSorted((a, b) => (down ? -1 : 1) * compare[key](a, b));
