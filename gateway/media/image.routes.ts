import type { FastifyInstance } from 'fastify';
import { isId } from '../graphql/connection.ts';
import { createCache } from '../http/cache.ts';
import { sendFile } from '../http/send-file.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { decidePlayback, maySee } from '../../domain/playback/playback-decision.ts';
import { liveGrants } from '../billing/live-grants.ts';
import { circumstancesOf } from '../catalog/circumstances.ts';
import { liveTitles } from '../catalog/live-titles.ts';
import { openPoster } from './image-token.ts';

/** `/images/{token}/{assetId}.jpg`: posters, for whoever was shown the signed address and may still see the title. */
export function registerImages(app: FastifyInstance, { ports, changes }: GatewayServices): void {
  const titles = liveTitles({ ports, changes });
  const grants = liveGrants({ ports, changes });
  const keys = createCache<string>({
    max: 5000,
    load: async (assetId) => (await ports.queries.assets.byId(assetId))?.posterKey ?? undefined,
  });
  app.route<{ Params: { token: string; file: string } }>({
    method: ['GET', 'HEAD'],
    url: '/images/:token/:file',
    async handler(request, reply) {
      const assetId = /^([0-9a-f-]{36})\.jpg$/.exec(request.params.file)?.[1] ?? '';
      const poster = isId(assetId)
        ? await openPoster(ports.keyring, request.params.token, assetId, ports.now())
        : undefined;
      if (poster === undefined)
        return reply
          .code(403)
          .header('cache-control', 'no-store')
          .type('text/plain')
          .send('This link does not open this picture, or not any more. Reload the page.\n');
      const title = await titles.get(poster.titleId);
      const where = circumstancesOf(ports, poster.caller);
      const owned = poster.owner === undefined ? [] : (await grants.of(poster.owner)).grants;
      const asked = { caller: poster.caller.kind, audience: poster.caller.audience, title, where, grants: owned };
      if (decidePlayback(asked).kind === 'taken-down')
        return reply
          .code(410)
          .header('cache-control', 'no-store')
          .type('text/plain')
          .send('This film was taken down and is not shown any more.\n');
      const key = maySee(asked) ? await keys.get(assetId) : undefined;
      const sent =
        key !== undefined &&
        (await sendFile(request, reply, {
          path: ports.store.path(key),
          contentType: 'image/jpeg',
          cacheControl: 'public, max-age=86400, s-maxage=60, immutable',
        }));
      return sent
        ? reply
        : reply.code(404).header('cache-control', 'no-store').type('text/plain').send('There is no such picture.\n');
    },
  });
}
