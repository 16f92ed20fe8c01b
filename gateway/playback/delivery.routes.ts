import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { PackageRow } from '../../projections/media/assets.rows.ts';
import { isId } from '../graphql/connection.ts';
import { createCache } from '../http/cache.ts';
import { sendFile } from '../http/send-file.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCmcdRequests } from './cmcd-requests.ts';
import { capPackage, type CappedPackage } from './capped-package.ts';
import { liveRights, type LiveRight } from './live-right.ts';
import { openDelivery } from './session-token.ts';

/**
 * What a package may hold, and how it is served. Anything else is not there. Browsers keep what never changes; caches that
 * viewers share ask again after a minute, so that what was taken down is gone from them too.
 */
const TYPES: Readonly<Record<string, { readonly type: string; readonly cache: string }>> = {
  m3u8: { type: 'application/vnd.apple.mpegurl', cache: 'public, max-age=60' },
  mpd: { type: 'application/dash+xml', cache: 'public, max-age=60' },
  m4s: { type: 'video/iso.segment', cache: 'public, max-age=31536000, s-maxage=60, immutable' },
  mp4: { type: 'video/mp4', cache: 'public, max-age=31536000, s-maxage=60, immutable' },
  vtt: { type: 'text/vtt; charset=utf-8', cache: 'public, max-age=31536000, s-maxage=60, immutable' },
  jpg: { type: 'image/jpeg', cache: 'public, max-age=31536000, s-maxage=60, immutable' },
};
/** What whoever may not go on is told, with its status. */
const REFUSALS: Readonly<Record<Exclude<LiveRight['kind'], 'play'>, readonly [number, string]>> = {
  'signed-out': [403, 'You are signed out on this device. Sign in and start the film again.'],
  stopped: [403, 'This playback was stopped. Start the film again.'],
  'taken-down': [410, 'This film was taken down and is not shown any more.'],
  pay: [403, 'To watch this film takes a plan that it is in, or to rent or buy it.'],
  suspended: [403, 'Your account plays no films at the moment. Ask support why.'],
  hidden: [403, 'This film is not shown.'],
};
/** Names that the packager makes: no dots at the front, so no way up. */
const INNER = /^(?:[A-Za-z0-9_][A-Za-z0-9_-]{0,63}\/){0,3}[A-Za-z0-9_][A-Za-z0-9_-]{0,63}\.([a-z0-9]{2,4})$/;

/**
 * `/v/{token}/{packageId}/…`: manifests and segments under one signed path token, which relative URLs inherit.
 * The token is checked before anything else is looked at, and without a database; then whether the title may still be
 * played, from memory.
 */
export function registerDelivery(app: FastifyInstance, { ports, changes }: GatewayServices): void {
  const rightOf = liveRights({ ports, changes });
  const requests = createCmcdRequests(ports);
  app.addHook('onClose', () => requests.close());
  const packages = createCache<PackageRow>({
    max: 1000,
    load: (packageId) => ports.queries.assets.packageById(packageId),
  });
  // A sealed package never changes, so a manifest is compressed once.
  const compressed = createCache<Buffer>({ max: 500, load: compressFile });
  /** By package and height, `{packageId}/{pixels}`. */
  const capped = createCache<CappedPackage>({
    max: 500,
    async load(key) {
      const [packageId = '', height] = key.split('/');
      const row = await packages.get(packageId);
      if (row === undefined) return undefined;
      const read = (name: string) => readFile(ports.store.path(`${row.storageKey}/${name}`), 'utf8');
      return capPackage({ hls: await read(row.hls), dash: await read(row.dash) }, Number(height));
    },
  });
  app.route<{ Params: { token: string; packageId: string; '*': string } }>({
    method: ['GET', 'HEAD'],
    url: '/v/:token/:packageId/*',
    async handler(request, reply) {
      const { token, packageId, '*': inner } = request.params;
      // Players on other origins may play: the token is the permission, no cookie counts here.
      reply
        .header('access-control-allow-origin', '*')
        .header('access-control-expose-headers', 'content-length, content-range')
        .header('cross-origin-resource-policy', 'cross-origin');
      const claims = isId(packageId) ? await openDelivery(ports.keyring, token, packageId, ports.now()) : undefined;
      if (claims === undefined)
        return refuse(reply, 403, 'This link does not open this film, or not any more. Start it again.');
      const right = await rightOf(claims);
      if (right.kind !== 'play') return refuse(reply, ...REFUSALS[right.kind]);
      requests.note(request, claims);
      const kind = TYPES[INNER.exec(inner)?.[1] ?? ''];
      const row = kind === undefined ? undefined : await packages.get(packageId);
      if (kind === undefined || row === undefined) return refuse(reply, 404, 'There is no such file.');
      const cap = right.maxHeight;
      if (cap !== null && cap < row.maxHeight) {
        const left = await capped.get(`${packageId}/${cap}`);
        if (left === undefined) return refuse(reply, 404, 'There is no such file.');
        if (!left.hasPicture || left.withheld.has(inner.split('/')[0] ?? ''))
          return refuse(reply, 403, 'This film may not be shown here in that quality.');
        const manifest = inner === row.hls ? left.hls : inner === row.dash ? left.dash : undefined;
        if (manifest !== undefined) return reply.type(kind.type).header('cache-control', kind.cache).send(manifest);
      }
      const path = ports.store.path(`${row.storageKey}/${inner}`);
      if (isManifest(kind.type)) {
        reply.header('vary', 'accept-encoding');
        const small =
          /\bgzip\b/.test(String(request.headers['accept-encoding'])) && request.headers.range === undefined
            ? await compressed.get(path)
            : undefined;
        if (small !== undefined)
          return reply.type(kind.type).headers({ 'content-encoding': 'gzip', 'cache-control': kind.cache }).send(small);
      }
      const found = await sendFile(request, reply, { path, contentType: kind.type, cacheControl: kind.cache });
      return found ? reply : refuse(reply, 404, 'There is no such file.');
    },
  });
  app.options('/v/*', async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-origin', '*')
      .header('access-control-allow-methods', 'GET, HEAD')
      .header('access-control-allow-headers', 'range, cmcd-object, cmcd-request, cmcd-session, cmcd-status')
      .header('access-control-max-age', '86400')
      .send(),
  );
}

const isManifest = (type: string): boolean =>
  type === 'application/vnd.apple.mpegurl' || type === 'application/dash+xml';

const compressFile = (path: string): Promise<Buffer | undefined> =>
  readFile(path).then(
    (bytes) => promisify(gzip)(bytes),
    () => undefined,
  );

const refuse = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').type('text/plain').send(`${text}\n`);
