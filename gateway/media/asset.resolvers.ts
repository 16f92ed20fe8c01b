import type { AssetStage } from '../../projections/media/assets.rows.ts';
import { JobProgressSignal } from '../../schemas/kernel/job.messages.ts';
import { JobKind } from '../../schemas/media/job.types.ts';
import { titleById } from '../catalog/title.loader.ts';
import { showTitle } from '../catalog/title.view.ts';
import { connectionOf, isId, pageOf } from '../graphql/connection.ts';
import { follow, type Change } from '../graphql/follow.ts';
import type {
  AssetResolvers as Generated,
  AssetStage as StageName,
  JobKind as KindName,
  QueryResolvers,
  ResolversTypes,
  SubscriptionAssetChangedArgs,
  SubscriptionJobProgressArgs,
} from '../generated/resolvers.ts';
import type { QueryFields, ResolverModule, SubscriptionField, TypeFields } from '../graphql/resolver.ts';
import { assetById } from './asset.loader.ts';
import { posterPath } from './image-token.ts';
import { assetView } from './asset.view.ts';

const STAGES: Readonly<Record<StageName, AssetStage>> = {
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
      async resolve(_parent, { id }, context) {
        const row = isId(id) ? await context.ports.queries.assets.byId(id) : undefined;
        return row === undefined ? null : assetView(row);
      },
    },
    assets: {
      reads: ['assets'],
      forEverybody: true,
      async resolve(_parent, args, context) {
        const stage = args.stage ? STAGES[args.stage] : undefined;
        return connectionOf(await context.ports.queries.assets.board({ ...pageOf(args), stage }), assetView);
      },
    },
    assetCounts: {
      reads: ['assets'],
      forEverybody: true,
      async resolve(_parent, _args, context) {
        const counts = await context.ports.queries.assets.countByStage();
        return (Object.keys(STAGES) as StageName[]).map((stage) => ({ stage, count: counts[STAGES[stage]] }));
      },
    },
  } satisfies QueryFields<QueryResolvers, 'asset' | 'assets' | 'assetCounts'>,
  types: {
    Asset: {
      posterUrl: {
        reads: [],
        forEverybody: true,
        resolve: (asset, _args, { ports, caller }) =>
          asset.hasPoster ? posterPath(ports, { assetId: asset.id, titleId: asset.titleId, caller }) : null,
      },
      title: {
        reads: ['titles'],
        forEverybody: true,
        async resolve(asset, _args, context) {
          return showTitle(context, await context.load(titleById, asset.titleId)) ?? null;
        },
      },
    } satisfies TypeFields<Generated, 'posterUrl' | 'title'>,
  },
  Subscription: {
    assetChanged: {
      subscribe: ({ assetId }, context) =>
        follow(context, {
          topic: 'asset',
          id: assetId,
          async find({ key }) {
            const row = isId(key) ? await context.load(assetById, key) : undefined;
            return row === undefined ? undefined : assetView(row);
          },
        }),
    } satisfies SubscriptionField<SubscriptionAssetChangedArgs, ResolversTypes['Asset']>,
    jobProgress: {
      subscribe: ({ assetId }, context) =>
        follow(context, {
          topic: 'progress',
          id: assetId,
          keyOf: jobOf,
          async find({ payload }) {
            const progress = JobProgressSignal.safeParse(payload).data;
            const kind = JobKind.safeParse(progress?.kind).data;
            if (progress === undefined || kind === undefined) return undefined;
            const { processId: assetId, measures } = progress;
            const { fps = null, speed = null } = measures;
            return { ...progress, assetId, kind: kind.toUpperCase() as KindName, fps, speed };
          },
        }),
    } satisfies SubscriptionField<SubscriptionJobProgressArgs, ResolversTypes['JobProgress']>,
  },
};

/** An asset's poster and its encoding run side by side: each job is a key of its own. */
function jobOf({ key, payload }: Change): string {
  return typeof payload === 'object' && payload !== null && 'jobId' in payload
    ? `${key}/${String(payload.jobId)}`
    : key;
}
