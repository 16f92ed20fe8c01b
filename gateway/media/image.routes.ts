import type { FastifyInstance } from 'fastify';
import { isId } from '../graphql/connection.ts';
import { createCache } from '../http/cache.ts';
import { sendFile } from '../http/send-file.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { opensPoster } from './image-token.ts';

/** `/images/{token}/{assetId}.jpg`: posters, for whoever was shown the signed address. */
export function registerImages(app: FastifyInstance, { ports }: GatewayServices): void {
  const keys = createCache<string>({
    max: 5000,
    load: async (assetId) => (await ports.queries.assets.byId(assetId))?.posterKey ?? undefined,
  });
  app.route<{ Params: { token: string; file: string } }>({
    method: ['GET', 'HEAD'],
    url: '/images/:token/:file',
    async handler(request, reply) {
      const assetId = /^([0-9a-f-]{36})\.jpg$/.exec(request.params.file)?.[1] ?? '';
      if (!isId(assetId) || !opensPoster(ports.keyring, request.params.token, assetId, ports.now()))
        return reply
          .code(403)
          .header('cache-control', 'no-store')
          .type('text/plain')
          .send('This link does not open this picture, or not any more. Reload the page.\n');
      const key = await keys.get(assetId);
      const sent =
        key !== undefined &&
        (await sendFile(request, reply, {
          path: ports.store.path(key),
          contentType: 'image/jpeg',
          cacheControl: 'public, max-age=86400, immutable',
        }));
      return sent
        ? reply
        : reply.code(404).header('cache-control', 'no-store').type('text/plain').send('There is no such picture.\n');
    },
  });
}
