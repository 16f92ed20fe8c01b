import { sql } from 'kysely';
import type { ExpressionBuilder, RawBuilder } from 'kysely';
import type { Audience } from '../../schemas/identity/audience.ts';
import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { containing, isUuid, limitOf, pageOf } from '../db/page.ts';
import type { StoredTitle, titlesProjection } from './titles.projection.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { TitleQueries, TitleRow, Where } from './titles.rows.ts';

type Tables = TablesOf<typeof titlesProjection>;

/** More tags than a catalogue is grouped by. */
const MOST_TAGS = 500;

const columns = [
  'titleId',
  'assetId',
  'status',
  'name',
  'synopsis',
  'releaseYear',
  'attribution',
  'age',
  'packageId',
  'durationMs',
  'posterKey',
  'posterPlaceholder',
  'createdAt',
  'createdPosition',
  'publishedAt',
  'publishedPosition',
  'windows',
  'tags',
  'rightsRevision',
  'revision',
  'position',
] as const;

function toRow({ createdPosition: _created, publishedPosition: _published, ...row }: StoredTitle): TitleRow {
  return {
    ...row,
    rightsRevision: String(row.rightsRevision),
    revision: String(row.revision),
    position: String(row.position),
  };
}

const named = (search: string) => (eb: ExpressionBuilder<Tables, 'titles.titles'>) =>
  eb('name', 'ilike', containing(search));

/** What the playback decision says of ages, so that pages and their ends are those of the audience. */
const suitable =
  ({ maturityCap, kids }: Audience) =>
  (eb: ExpressionBuilder<Tables, 'titles.titles'>) => {
    const rated = eb('age', '<=', maturityCap);
    return kids ? rated : eb.or([rated, eb('age', 'is', null)]);
  };

const HOLDS = `(@.territories.size() == 0 && (@.except.size() == 0 || ($t != null && !(exists(@.except[*] ? (@ == $t))))))
  || ($t != null && exists(@.territories[*] ? (@ == $t)))`;
const OPEN = `$[*] ? (@.startMs <= $at && (@.endMs == null || @.endMs > $at) && (${HOLDS}))`;

/** What the playback decision says of windows: those that are open there then. */
const open = ({ territory, at, titlesWithoutRights }: Where): RawBuilder<boolean> => {
  const variables = JSON.stringify({ t: territory, at });
  const isOpen = sql<boolean>`jsonb_path_exists(windows, ${OPEN}::jsonpath, ${variables}::jsonb)`;
  return titlesWithoutRights === 'closed' ? isOpen : sql<boolean>`(windows = '[]'::jsonb or ${isOpen})`;
};

/** The only way to the tables of `titles`. */
export function createTitleQueries(db: Database): TitleQueries {
  const kysely = db.kysely<Tables>();
  const titles = kysely.selectFrom('titles.titles').select(columns);

  const byIds = async (titleIds: readonly string[]): Promise<ReadonlyMap<string, TitleRow>> => {
    const ids = titleIds.filter(isUuid);
    const rows = ids.length === 0 ? [] : await titles.where('titleId', 'in', ids).execute();
    return new Map(rows.map((row) => [row.titleId, toRow(row)]));
  };

  return {
    byIds,
    byId: async (titleId) => (await byIds([titleId])).get(titleId.toLowerCase()),
    async published({ first, after, search, audience, where }) {
      let query = titles.where('status', '=', 'published').where('publishedPosition', 'is not', null);
      if (after !== undefined) query = query.where('publishedPosition', '<', decodeCursor('published', after));
      if (search !== undefined && search !== '') query = query.where(named(search));
      if (audience !== undefined) query = query.where(suitable(audience));
      if (where !== undefined) query = query.where(open(where));
      const rows = await query.orderBy('publishedPosition', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, { first, list: 'published', positionOf: (row) => row.publishedPosition ?? 0n, map: toRow });
    },
    async tags() {
      const { rows } = await sql<{ tag: string; titles: number }>`
        select tag, count(*)::int as titles
        from titles.titles, jsonb_array_elements_text(tags) as tag
        group by tag order by tag limit ${sql.lit(MOST_TAGS)}`.execute(kysely);
      return rows;
    },
    async all({ first, after, status, search }) {
      let query = titles;
      if (status !== undefined) query = query.where('status', '=', status);
      if (after !== undefined) query = query.where('createdPosition', '<', decodeCursor('titles', after));
      if (search !== undefined && search !== '') query = query.where(named(search));
      const rows = await query.orderBy('createdPosition', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, { first, list: 'titles', positionOf: (row) => row.createdPosition, map: toRow });
    },
  };
}
