import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isOutage } from '../../ports/outage.ts';
import type { Identify, RoutePaths } from './requests.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  txt: 'text/plain; charset=utf-8',
};
/** No page loads anything from elsewhere. Inline styles are what component libraries need; scripts are files. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const PART = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const IMMUTABLE = 'public, max-age=31536000, immutable';

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Reprise</title>
<body><h1>The pages are not built yet</h1><p>Run <code>npm run build:web</code>, then reload. The API is up at <code>/graphql</code>.</p></body></html>`;

/**
 * The web app at `/` and `/studio`, GraphiQL at `/graphiql`, from the built files. A path without a file extension is a
 * page of the single-page app; a missing file stays missing.
 */
export async function registerWeb(
  app: FastifyInstance,
  options: { readonly webRoot: string; readonly identify: Identify; readonly paths: RoutePaths },
): Promise<void> {
  const root = resolve(options.webRoot);
  await app.register(fastifyStatic, {
    root,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    contentType: false,
  });
  app.setNotFoundHandler(async (request, reply) => {
    const parts = pathParts(request.url);
    // Paths of the API never fall through to a page.
    if (
      (request.method !== 'GET' && request.method !== 'HEAD') ||
      parts === undefined ||
      options.paths.isReserved(parts[0] ?? '')
    )
      return notFound(reply);
    const isAsset = /\.[A-Za-z0-9]+$/.test(parts.at(-1) ?? '');
    return isAsset
      ? sendAsset(request, reply, parts)
      : sendPage(request, reply, parts[0] === 'graphiql' ? 'graphiql/index.html' : 'index.html');
  });

  async function sendAsset(request: FastifyRequest, reply: FastifyReply, parts: readonly string[]): Promise<unknown> {
    const contentType = TYPES[/\.([a-z0-9]+)$/.exec(parts.at(-1) ?? '')?.[1] ?? ''];
    if (contentType === undefined) return notFound(reply);
    const name = parts.join('/');
    if (contentType.startsWith('text/html')) return sendPage(request, reply, name);
    if (!isFile(join(root, name))) return notFound(reply);
    return send(reply, name, { contentType, cacheControl: parts.includes('assets') ? IMMUTABLE : 'no-cache' });
  }

  async function sendPage(request: FastifyRequest, reply: FastifyReply, page: string): Promise<unknown> {
    // A page is the same for everybody: what it asks for says who cannot be known just now.
    await options.identify(request, reply).catch((error: unknown) => {
      if (!isOutage(error)) throw error;
    });
    if (isFile(join(root, page)))
      return send(reply, page, {
        contentType: 'text/html; charset=utf-8',
        // A page with a new profile must not be kept for somebody else.
        cacheControl: reply.hasHeader('set-cookie') ? 'no-store' : 'no-cache',
      });
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    if (isFile(join(root, 'index.html'))) return notFound(reply);
    return reply.code(503).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(NOT_BUILT);
  }
}

/** Sends a file that is there, in its compressed form to whoever takes that. */
const send = (
  reply: FastifyReply,
  name: string,
  { contentType, cacheControl }: { readonly contentType: string; readonly cacheControl: string },
): FastifyReply =>
  reply
    .code(200)
    .headers({ 'content-security-policy': CONTENT_SECURITY_POLICY, 'cache-control': cacheControl })
    .type(contentType)
    .header('vary', 'accept-encoding')
    .sendFile(name);

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The decoded parts of a path, or undefined when one of them could lead elsewhere. */
export function pathParts(url: string): readonly string[] | undefined {
  try {
    const parts = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '')
      .split('/')
      .filter((part) => part !== '');
    return parts.length <= 8 && parts.every((part) => PART.test(part)) ? parts : undefined;
  } catch {
    return undefined;
  }
}

const notFound = (reply: FastifyReply): unknown =>
  reply.code(404).header('cache-control', 'no-store').type('text/plain').send('There is nothing here.\n');
