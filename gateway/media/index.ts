import type { GatewayContext } from '../graphql/context-module.ts';
import { mediaJobs } from '../../schemas/media/jobs.ts';
import { assetById } from './asset.loader.ts';
import { assetResolvers } from './asset.resolvers.ts';
import { registerImages } from './image.routes.ts';
import { startSweeping } from './upload-sweep.ts';
import { uploadResolvers } from './upload.resolvers.ts';
import { registerUploads } from './upload.routes.ts';

/** Uploads, the pipeline board and posters. */
export const media: GatewayContext = {
  name: 'media',
  sdl: new URL('media.graphql', import.meta.url),
  resolvers: [assetResolvers, uploadResolvers],
  views: { Asset: 'media/asset.view.ts#AssetView' },
  loaders: [assetById],
  feeds: { asset: 'read.assets.*', progress: 'progress.job.*' },
  routes(app, services) {
    registerImages(app, services);
    registerUploads(app, services);
  },
  background: ({ ports }) => startSweeping(ports),
  checks: (ports) => [
    {
      name: 'media store',
      required: true,
      check: async () => ({ ok: true, detail: `${Math.floor((await ports.store.freeBytes()) / 1024 ** 2)} MiB free` }),
    },
  ],
  queues: mediaJobs.map(({ name }) => `jobs.${name}` as const),
};
