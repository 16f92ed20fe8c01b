import type { AssetStage } from '../../projections/media/assets.rows.ts';
import { titleView } from '../catalog/title.view.ts';
import { connectionOf, isId, pageOf, type PageArgs } from '../graphql/connection.ts';
import type { ResolverModule } from '../graphql/resolver.ts';
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

/** The studio's pipeline board. Every root field here is for operators. */
export const assetResolvers: ResolverModule = {
  Query: {
    async asset(_parent, { id }: { id: string }, context) {
      const row = isId(id) ? await context.ports.queries.assets.byId(id) : undefined;
      return row === undefined ? null : assetView(context)(row);
    },
    async assets(_parent, args: PageArgs & { stage?: string | null }, context) {
      const stage = args.stage ? STAGES[args.stage] : undefined;
      return connectionOf(await context.ports.queries.assets.board({ ...pageOf(args), stage }), assetView(context));
    },
    async assetCounts(_parent, _args, context) {
      const counts = await context.ports.queries.assets.countByStage();
      return Object.entries(STAGES).map(([stage, key]) => ({ stage, count: counts[key] }));
    },
  },
  types: {
    Asset: {
      async title(asset: AssetView, _args: never, context) {
        const row = await context.load.title(asset.titleId);
        return row === undefined ? null : titleView(context)(row);
      },
    },
  },
};
