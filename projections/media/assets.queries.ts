import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { isUuid, limitOf, pageOf } from '../db/page.ts';
import type { StoredAsset, assetsProjection } from './assets.projection.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { AssetQueries, AssetRow, AssetStage } from './assets.rows.ts';

type Tables = TablesOf<typeof assetsProjection>;

const columns = [
  'assetId',
  'uploadId',
  'titleId',
  'fileName',
  'sizeBytes',
  'sha256',
  'stage',
  'durationMs',
  'video',
  'renditions',
  'jobs',
  'rejection',
  'notes',
  'posterKey',
  'posterPlaceholder',
  'packageId',
  'startedAt',
  'startedPosition',
  'updatedAt',
  'position',
] as const;

function toRow({ startedPosition: _started, ...row }: StoredAsset): AssetRow {
  return { ...row, sizeBytes: Number(row.sizeBytes), position: String(row.position) };
}

const noAssets: Readonly<Record<AssetStage, number>> = {
  uploading: 0,
  aborted: 0,
  probing: 0,
  encoding: 0,
  packaging: 0,
  ready: 0,
  rejected: 0,
};

/** The only way to the tables of `assets`. */
export function createAssetQueries(db: Database): AssetQueries {
  const kysely = db.kysely<Tables>();
  const assets = kysely.selectFrom('assets.assets').select(columns);

  const byIds = async (assetIds: readonly string[]): Promise<ReadonlyMap<string, AssetRow>> => {
    const ids = assetIds.filter(isUuid);
    const rows = ids.length === 0 ? [] : await assets.where('assetId', 'in', ids).execute();
    return new Map(rows.map((row) => [row.assetId, toRow(row)]));
  };

  return {
    byIds,
    byId: async (assetId) => (await byIds([assetId])).get(assetId.toLowerCase()),
    async board({ first, after, stage }) {
      let query = assets;
      if (stage !== undefined) query = query.where('stage', '=', stage);
      if (after !== undefined) query = query.where('startedPosition', '<', decodeCursor('board', after));
      const rows = await query.orderBy('startedPosition', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, { first, list: 'board', positionOf: (row) => row.startedPosition, map: toRow });
    },
    async countByStage() {
      const rows = await kysely
        .selectFrom('assets.assets')
        .select(({ fn }) => ['stage', fn.countAll<bigint>().as('count')])
        .groupBy('stage')
        .execute();
      return { ...noAssets, ...Object.fromEntries(rows.map(({ stage, count }) => [stage, Number(count)])) };
    },
    async packageById(packageId) {
      if (!isUuid(packageId)) return undefined;
      const row = await kysely
        .selectFrom('assets.packages')
        .select(['packageId', 'assetId', 'storageKey', 'hls', 'dash', 'durationMs', 'totalBytes', 'maxHeight'])
        .where('packageId', '=', packageId)
        .executeTakeFirst();
      return row && { ...row, totalBytes: Number(row.totalBytes) };
    },
  };
}
