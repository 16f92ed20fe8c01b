import { instant, int, json, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RightsWindow } from '../../schemas/catalog/rights.events.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';

/** A window as it is stored: its instants also as ms since the Unix epoch, for comparing in queries. */
export interface StoredWindow extends RightsWindow {
  readonly windowId: string;
  /** Whether somebody ended it. */
  readonly isEnded: boolean;
  readonly startMs: number;
  readonly endMs: number | null;
}

export const titles = table('titles', {
  key: ['titleId'],
  columns: {
    titleId: uuid,
    assetId: uuid,
    status: oneOf<'draft' | 'published' | 'unpublished'>(),
    name: text,
    synopsis: nullable(text),
    releaseYear: nullable(int),
    attribution: nullable(text),
    /** In years; null: nobody has rated it. */
    age: nullable(int),
    packageId: nullable(uuid),
    durationMs: nullable(int),
    posterKey: nullable(text),
    posterPlaceholder: nullable(text),
    createdAt: instant,
    /** Position of the creation: orders the studio's list, and never changes. */
    createdPosition: long,
    publishedAt: nullable(instant),
    /** Position of the latest publication: orders the viewer's list. */
    publishedPosition: nullable(long),
    /** Windows in which it may be shown; none: nobody said any. */
    windows: json<readonly StoredWindow[]>(),
    /** By which it is grouped, in lower case and in order. */
    tags: json<readonly string[]>(),
    /** Of the stream of its rights; -1: there is none. */
    rightsRevision: long,
    revision: long,
    position: long,
  },
  indexes: [
    { name: 'titles_created', on: 'created_position desc' },
    { name: 'titles_status', on: 'status, created_position desc' },
    { name: 'titles_published', on: 'published_position desc', where: `status = 'published'` },
    { name: 'titles_name', using: 'gin', on: 'name gin_trgm_ops', needs: 'pg_trgm' },
  ],
});
export type StoredTitle = RowOf<typeof titles>;

type TitleFact = Fact<
  | 'catalog.TitleCreated'
  | 'catalog.TitleDetailsEdited'
  | 'catalog.TitleMediaAttached'
  | 'catalog.TitlePublished'
  | 'catalog.TitleUnpublished'
  | 'catalog.TitleRated'
  | 'catalog.TitleTagged'
>;

/** Changes a title that exists; `change` names what differs. */
const change = (fact: TitleFact, changes: Partial<StoredTitle>): readonly Edit[] => [
  edit(
    titles,
    [fact.data.titleId],
    (row) => row && { ...row, ...changes, revision: fact.revision, position: fact.position },
  ),
];

type RightsFact = Fact<
  | 'catalog.RightsWindowGranted'
  | 'catalog.RightsWindowAmended'
  | 'catalog.RightsWindowEnded'
  | 'catalog.RightsWindowOpened'
  | 'catalog.RightsWindowClosed'
>;

/** Changes the windows of a title that exists. */
const rights = (
  fact: RightsFact,
  change: (windows: readonly StoredWindow[]) => readonly StoredWindow[],
): readonly Edit[] => [
  edit(
    titles,
    [fact.data.titleId],
    (row) => row && { ...row, windows: change(row.windows), rightsRevision: fact.revision, position: fact.position },
  ),
];

const stored = (windowId: string, window: RightsWindow, isEnded = false): StoredWindow => ({
  ...window,
  windowId,
  isEnded,
  startMs: Date.parse(window.start),
  endMs: window.end === null ? null : Date.parse(window.end),
});

type Change = Extract<TitleFact, { readonly type: 'catalog.TitleDetailsEdited' }>['data']['changes'][number];

/** The event lets any value be said of any field; one that the field cannot have changes nothing. */
const fitsField = ({ field, after }: Change): boolean =>
  field === 'releaseYear'
    ? after === null || typeof after === 'number'
    : typeof after === 'string' || (after === null && field !== 'name');

/** Titles as editors and viewers see them. */
export const titlesProjection = projection({
  name: 'titles',
  version: 5,
  tables: [titles],
  key: (fact) => fact.data.titleId,
  on: {
    'catalog.TitleCreated': (fact) => [
      edit(titles, [fact.data.titleId], (): StoredTitle => ({
        ...fact.data.details,
        titleId: fact.data.titleId,
        assetId: fact.data.assetId,
        status: 'draft',
        age: null,
        packageId: null,
        durationMs: null,
        posterKey: null,
        posterPlaceholder: null,
        createdAt: fact.recordedAt.toISOString(),
        createdPosition: fact.position,
        publishedAt: null,
        publishedPosition: null,
        windows: [],
        tags: [],
        rightsRevision: -1n,
        revision: fact.revision,
        position: fact.position,
      })),
    ],
    'catalog.TitleDetailsEdited': (fact) =>
      change(fact, Object.fromEntries(fact.data.changes.filter(fitsField).map(({ field, after }) => [field, after]))),
    'catalog.TitleMediaAttached': (fact) =>
      change(fact, {
        packageId: fact.data.packageId,
        durationMs: fact.data.durationMs,
        posterKey: fact.data.poster?.storageKey ?? null,
        posterPlaceholder: fact.data.poster?.placeholder ?? null,
      }),
    'catalog.TitlePublished': (fact) =>
      change(fact, {
        status: 'published',
        publishedAt: fact.recordedAt.toISOString(),
        publishedPosition: fact.position,
      }),
    'catalog.TitleUnpublished': (fact) => change(fact, { status: 'unpublished' }),
    'catalog.TitleRated': (fact) => change(fact, { age: fact.data.age }),
    'catalog.TitleTagged': (fact) => change(fact, { tags: fact.data.tags }),
    'catalog.RightsWindowGranted': (fact) =>
      rights(fact, (windows) => [...windows, stored(fact.data.windowId, fact.data.window)]),
    'catalog.RightsWindowAmended': (fact) =>
      rights(fact, (windows) =>
        windows.map((each) =>
          each.windowId === fact.data.windowId ? stored(each.windowId, fact.data.after, each.isEnded) : each,
        ),
      ),
    'catalog.RightsWindowEnded': (fact) =>
      rights(fact, (windows) =>
        windows.map((each) =>
          each.windowId === fact.data.windowId ? stored(each.windowId, { ...each, end: fact.data.end }, true) : each,
        ),
      ),
    // Nothing in the row changes; whoever keeps answers made from it hears that it looks different now.
    'catalog.RightsWindowOpened': (fact) => rights(fact, (windows) => windows),
    'catalog.RightsWindowClosed': (fact) => rights(fact, (windows) => windows),
  },
});
