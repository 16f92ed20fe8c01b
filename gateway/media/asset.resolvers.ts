import type { AssetStage } from '../../projections/media/assets.rows.ts';
import { JobProgressSignal } from '../../schemas/media/job.messages.ts';
import { titleById } from '../catalog/title.loader.ts';
import { showTitle } from '../catalog/title.view.ts';
import { connectionOf, isId, pageOf, type PageArgs } from '../graphql/connection.ts';
import { follow, type Heard } from '../graphql/follow.ts';
import type { ResolverModule } from '../graphql/resolver.ts';
import { assetById } from './asset.loader.ts';
import { posterPath } from './image-token.ts';
import { assetView, type AssetView } from './asset.view.ts';

const STAGES: Readonly<Record<string, AssetStage>> = {
  UPLOADING: 'uploading',
  ABORTED: 'aborted',
  PROBING: 'probing',
  ENCODING: 'encoding',
  PACKAGING: 'packaging',
  READY: 'ready',
  REJECTED: 'rejected',
};

/** The studio's pipeline board. For operators. */
export const assetResolvers: ResolverModule = {
  Query: {
    asset: {
      reads: ['assets'],
      forEverybody: true,
      async resolve(_parent, { id }: { id: string }, context) {
        const row = isId(id) ? await context.ports.queries.assets.byId(id) : undefined;
        return row === undefined ? null : assetView(row);
      },
    },
    assets: {
      reads: ['assets'],
      forEverybody: true,
      async resolve(_parent, args: PageArgs & { stage?: string | null }, context) {
        const stage = args.stage ? STAGES[args.stage] : undefined;
        return connectionOf(await context.ports.queries.assets.board({ ...pageOf(args), stage }), assetView);
      },
    },
    assetCounts: {
      reads: ['assets'],
      forEverybody: true,
      async resolve(_parent, _args, context) {
        const counts = await context.ports.queries.assets.countByStage();
        return Object.entries(STAGES).map(([stage, key]) => ({ stage, count: counts[key] }));
      },
    },
  },
  types: {
    Asset: {
      posterUrl: {
        reads: [],
        forEverybody: true,
        resolve: (asset: AssetView, _args: never, { ports, caller }) =>
          asset.hasPoster
            ? posterPath(ports, { assetId: asset.id, titleId: asset.titleId, caller: caller.kind })
            : null,
      },
      title: {
        reads: ['titles'],
        forEverybody: true,
        async resolve(asset: AssetView, _args: never, context) {
          return showTitle(context, await context.load(titleById, asset.titleId)) ?? null;
        },
      },
    },
  },
  Subscription: {
    assetChanged: {
      subscribe: ({ assetId }: { assetId?: string | null }, context) =>
        follow(context, {
          topic: 'asset',
          id: assetId,
          async find({ key }) {
            const row = isId(key) ? await context.load(assetById, key) : undefined;
            return row === undefined ? undefined : assetView(row);
          },
        }),
    },
    jobProgress: {
      subscribe: ({ assetId }: { assetId?: string | null }, context) =>
        follow(context, {
          topic: 'progress',
          id: assetId,
          keyOf: jobOf,
          async find({ payload }) {
            const progress = JobProgressSignal.safeParse(payload).data;
            return progress === undefined ? undefined : { ...progress, kind: progress.kind.toUpperCase() };
          },
        }),
    },
  },
};

/** An asset's poster and its encoding run side by side: each job is a key of its own. */
function jobOf({ key, payload }: Heard): string {
  return typeof payload === 'object' && payload !== null && 'jobId' in payload
    ? `${key}/${String(payload.jobId)}`
    : key;
}
