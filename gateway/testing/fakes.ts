import { randomUUID } from 'node:crypto';
import { NOBODY } from '../../ports/seller.ts';
import { maySee } from '../../domain/playback/playback-decision.ts';
import type { RightsWindow } from '../../schemas/catalog/rights.events.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import type { Page } from '../../projections/db/page.ts';
import type { AssetRow, PackageRow } from '../../projections/media/assets.rows.ts';
import type { ProfileRow } from '../../projections/identity/profiles.rows.ts';
import type { GrantRow } from '../../projections/billing/grants.rows.ts';
import type { ProgressRow } from '../../projections/playback/progress.rows.ts';
import type { Queries } from '../../projections/queries.ts';

/** What goes for accounts where nothing was set. */
export const ACCOUNTS = {
  titlesWithoutRights: 'free',
  accounts: 'optional',
  staffSecondFactor: 'optional',
  devicesPerAccount: 10,
  freeStreams: 4,
  openId: [],
  erasureDays: 14,
  secureCookies: false,
  publicUrl: '',
  seller: NOBODY,
} as const;

/** Rows that the in-memory queries answer with. Tests fill and change them. */
export interface Rows {
  readonly titles: TitleRow[];
  readonly assets: AssetRow[];
  readonly packages: PackageRow[];
  readonly progress: ProgressRow[];
  readonly profiles: ProfileRow[];
  readonly grants: GrantRow[];
}

/** Queries of which a test may replace one, to see what happens when it fails. */
type Breakable = { -readonly [K in keyof Queries]: { -readonly [M in keyof Queries[K]]: Queries[K][M] } };

/**
 * In-memory queries that count their calls: each call of a real query is one statement. Queries that no test of the
 * gateway asks are absent, so that a new context needs no double here.
 */
export function fakeQueries(rows: Rows): { readonly queries: Breakable; readonly calls: string[] } {
  const calls: string[] = [];
  const answer = <T>(name: string, value: T): Promise<T> => {
    calls.push(name);
    return Promise.resolve(value);
  };
  const page = <T>(all: readonly T[], first: number, after: string | undefined): Page<T> => {
    const from = after === undefined ? 0 : Number(after) + 1;
    const some = all.slice(from, from + first);
    return {
      rows: some.map((row, index) => ({ cursor: String(from + index), row })),
      hasNextPage: from + first < all.length,
    };
  };
  const byId = <T>(all: readonly T[], idOf: (row: T) => string, ids: readonly string[]): ReadonlyMap<string, T> =>
    new Map(all.filter((row) => ids.includes(idOf(row))).map((row) => [idOf(row), row]));

  const queries = {
    titles: {
      byId: (id) =>
        answer(
          'titles.byId',
          rows.titles.find((row) => row.titleId === id),
        ),
      byIds: (ids) =>
        answer(
          'titles.byIds',
          byId(rows.titles, (row) => row.titleId, ids),
        ),
      published: ({ first, after, search = '', audience, where }) =>
        answer(
          'titles.published',
          page(
            rows.titles.filter(
              (row) =>
                row.status === 'published' &&
                row.name.includes(search) &&
                maySee({ caller: where === undefined ? 'staff' : 'viewer', audience, title: row, where }) &&
                (audience === undefined || (row.age === null ? !audience.kids : row.age <= audience.maturityCap)),
            ),
            first,
            after,
          ),
        ),
      tags: () =>
        answer(
          'titles.tags',
          [
            ...Map.groupBy(
              rows.titles.flatMap(({ tags }) => tags),
              (tag) => tag,
            ),
          ].map(([tag, all]) => ({
            tag,
            titles: all.length,
          })),
        ),
      all: ({ first, after, status }) =>
        answer(
          'titles.all',
          page(
            rows.titles.filter((row) => status === undefined || row.status === status),
            first,
            after,
          ),
        ),
    },
    assets: {
      byId: (id) =>
        answer(
          'assets.byId',
          rows.assets.find((row) => row.assetId === id),
        ),
      byIds: (ids) =>
        answer(
          'assets.byIds',
          byId(rows.assets, (row) => row.assetId, ids),
        ),
      board: ({ first, after, stage }) =>
        answer(
          'assets.board',
          page(
            rows.assets.filter((row) => stage === undefined || row.stage === stage),
            first,
            after,
          ),
        ),
      countByStage: () =>
        answer('assets.countByStage', {
          uploading: 0,
          aborted: 0,
          probing: 0,
          encoding: 0,
          packaging: 0,
          ready: rows.assets.length,
          rejected: 0,
        }),
      packageById: (id) =>
        answer(
          'assets.packageById',
          rows.packages.find((row) => row.packageId === id),
        ),
    },
    progress: {
      forTitles: (profileId, ids) =>
        answer(
          'progress.forTitles',
          byId(
            rows.progress.filter((row) => row.profileId === profileId),
            (row) => row.titleId,
            ids,
          ),
        ),
      continueWatching: (profileId, limit) =>
        answer(
          'progress.continueWatching',
          rows.progress.filter((row) => row.profileId === profileId && !row.finished).slice(0, limit),
        ),
    },
    accounts: {
      byId: () => Promise.resolve(undefined),
      all: () => Promise.resolve({ rows: [], hasNextPage: false }),
      countWithoutKey: () => Promise.resolve(0),
    },
    profiles: {
      byId: (id) =>
        answer(
          'profiles.byId',
          rows.profiles.find((row) => row.profileId === id),
        ),
      ofAccount: (accountId) =>
        answer(
          'profiles.ofAccount',
          rows.profiles.filter((row) => row.accountId === accountId && !row.deleted),
        ),
    },
    grants: {
      of: (accountId, at) =>
        answer(
          'grants.of',
          rows.grants.filter(
            (row) => row.accountId === accountId && row.from <= at && (row.until === null || at < row.until),
          ),
        ),
      ofAccount: (accountId) =>
        answer(
          'grants.ofAccount',
          rows.grants.filter((row) => row.accountId === accountId),
        ),
    },
    plans: {
      all: () => answer('plans.all', []),
      byId: () => answer('plans.byId', undefined),
      pricesOf: () => answer('plans.pricesOf', new Map()),
      priceHistory: () => answer('plans.priceHistory', []),
      announcementsOf: () => answer('plans.announcementsOf', []),
      byIds: () => answer('plans.byIds', new Map()),
      offers: () => answer('plans.offers', new Map()),
    },
    decisions: {
      ofAccount: () => answer('decisions.ofAccount', { rows: [], hasNextPage: false }),
      ofProfile: () => answer('decisions.ofProfile', { rows: [], hasNextPage: false }),
    },
    invoices: {
      byId: () => answer('invoices.byId', undefined),
      byIds: () => answer('invoices.byIds', new Map()),
      ofAccount: () => answer('invoices.ofAccount', { rows: [], hasNextPage: false }),
      owed: () => answer('invoices.owed', { rows: [], hasNextPage: false }),
      refundsOf: () => answer('invoices.refundsOf', new Map()),
    },
    subscriptions: {
      byId: () => answer('subscriptions.byId', undefined),
      ofAccount: () => answer('subscriptions.ofAccount', []),
      counts: () => answer('subscriptions.counts', new Map()),
      // Workers alone ask it.
      subscribers: undefined as never,
      page: () => answer('subscriptions.page', { rows: [], hasNextPage: false }),
    },
    ledger: {
      balances: () => answer('ledger.balances', []),
      ofInvoice: () => answer('ledger.ofInvoice', []),
    },
    eventIndex: {
      events: () => answer('eventIndex.events', { rows: [], hasNextPage: false }),
      kinds: () => answer('eventIndex.kinds', []),
      count: () => answer('eventIndex.count', 0),
    },
    jobs: {
      open: () => answer('jobs.open', []),
      openByKind: () => answer('jobs.openByKind', new Map()),
    },
    consistency: {
      waitFor: (token) => answer('consistency.waitFor', BigInt(token) <= 1000n),
      version: () => answer('consistency.version', undefined),
      status: () => answer('consistency.status', []),
      parked: () => answer('consistency.parked', []),
      parkedPage: () => answer('consistency.parkedPage', { rows: [], hasNextPage: false }),
      parkedCounts: () => answer('consistency.parkedCounts', []),
      troubles: () => answer('consistency.troubles', []),
    },
  } satisfies Partial<Breakable>;
  return { queries: queries as Partial<Breakable> as Breakable, calls };
}

/** What somebody has of a plan with all films, since 2020, for good. */
export const grantRow = (given: Partial<GrantRow> = {}): GrantRow => ({
  accountId: randomUUID(),
  grantId: randomUUID(),
  kind: 'plan',
  refId: randomUUID(),
  titleId: null,
  features: { streams: 2, maxHeight: null, ads: false, downloads: false, tags: [] },
  status: 'active',
  from: '2020-01-01T00:00:00.000Z',
  until: null,
  revision: 7n,
  ...given,
});

/** A window that is open everywhere since 2020, for everybody. */
export function storedWindow(given: Partial<RightsWindow> = {}): TitleRow['windows'][number] {
  const window: RightsWindow = {
    model: 'FREE',
    territories: [],
    except: [],
    start: '2020-01-01T00:00:00.000Z',
    end: null,
    maxHeight: null,
    ...given,
  };
  const endMs = window.end === null ? null : Date.parse(window.end);
  return { ...window, windowId: randomUUID(), isEnded: false, startMs: Date.parse(window.start), endMs };
}

export const titleRow = (given: Partial<TitleRow> = {}): TitleRow => ({
  titleId: randomUUID(),
  assetId: randomUUID(),
  status: 'published',
  name: 'A film',
  synopsis: null,
  releaseYear: null,
  attribution: null,
  age: null,
  packageId: null,
  durationMs: 60_000,
  posterKey: null,
  posterPlaceholder: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  publishedAt: null,
  windows: [],
  tags: [],
  rightsRevision: '-1',
  revision: '0',
  position: '1',
  ...given,
});

/** A minute of film, packaged, of a title that has a package. */
export const packageRow = ({ packageId, assetId }: Pick<TitleRow, 'packageId' | 'assetId'>) => ({
  packageId: packageId ?? randomUUID(),
  assetId,
  storageKey: 'packages/x/1',
  hls: 'master.m3u8',
  dash: 'manifest.mpd',
  durationMs: 60_000,
  totalBytes: 1,
  maxHeight: 360,
});

export const assetRow = (given: Partial<AssetRow> = {}): AssetRow => ({
  assetId: randomUUID(),
  uploadId: randomUUID(),
  titleId: randomUUID(),
  fileName: 'film.mp4',
  sizeBytes: 1,
  sha256: null,
  stage: 'ready',
  durationMs: null,
  video: null,
  renditions: [],
  jobs: [],
  rejection: null,
  posterKey: null,
  notes: [],
  posterPlaceholder: null,
  packageId: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  position: '1',
  ...given,
});

export const profileRow = (given: Partial<ProfileRow> = {}): ProfileRow => ({
  profileId: randomUUID(),
  accountId: randomUUID(),
  name: 'sealed',
  avatar: 'amber',
  kids: false,
  maturityCap: 18,
  language: 'en',
  autoplay: true,
  audioLanguage: null,
  subtitles: 'off',
  pinHash: null,
  deleted: false,
  ...given,
});
