import type { Audience } from '../../schemas/identity/audience.ts';
import type { StoredWindow } from './titles.projection.ts';
import type { Page } from '../db/page.ts';

/** A title as the catalogue knows it. Instants are ISO 8601, durations ms. */
export interface TitleRow {
  readonly titleId: string;
  readonly assetId: string;
  readonly status: 'draft' | 'published' | 'unpublished';
  readonly name: string;
  readonly synopsis: string | null;
  readonly releaseYear: number | null;
  readonly attribution: string | null;
  /** The age from which on it is suitable, in years; null: nobody has rated it. */
  readonly age: number | null;
  readonly packageId: string | null;
  readonly durationMs: number | null;
  readonly posterKey: string | null;
  readonly posterPlaceholder: string | null;
  readonly createdAt: string;
  readonly publishedAt: string | null;
  /** Windows in which it may be shown, as they were granted; none: nobody said any. */
  readonly windows: readonly StoredWindow[];
  /** By which it is grouped, in lower case and in order. */
  readonly tags: readonly string[];
  /** Revision of the stream of its rights; -1: there is none. */
  readonly rightsRevision: string;
  /** Revision of the title's stream: send it back as `expectedRevision`. */
  readonly revision: string;
  readonly position: string;
}

/** Where and when it is asked. */
export interface Where {
  /** ISO 3166-1 alpha-2; null: nobody knows. */
  readonly territory: string | null;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Whether titles without any window are shown everywhere. */
  readonly titlesWithoutRights: 'free' | 'closed';
}

/** A tag, and how many titles have it. */
export interface TagRow {
  readonly tag: string;
  readonly titles: number;
}

/** Queries of the projection `titles`. */
export interface TitleQueries {
  byId(titleId: string): Promise<TitleRow | undefined>;
  byIds(titleIds: readonly string[]): Promise<ReadonlyMap<string, TitleRow>>;
  /**
   * Published titles, newest publication first. `search` matches the name, case-insensitively. With an `audience` those alone
   * that are for them, with a `where` those alone that a window shows
   * there then, whatever it takes to play them.
   */
  published(page: {
    first: number;
    after?: string | undefined;
    search?: string | undefined;
    audience?: Audience | undefined;
    where?: Where | undefined;
  }): Promise<Page<TitleRow>>;
  /** Tags in use and how many titles have each, in order; at most 500. */
  tags(): Promise<readonly TagRow[]>;
  /** All titles for the studio, newest first. */
  all(page: {
    first: number;
    after?: string | undefined;
    status?: TitleRow['status'] | undefined;
    search?: string | undefined;
  }): Promise<Page<TitleRow>>;
}
