import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../ports/logger.ts';
import { fastifyCookie } from '@fastify/cookie';
import type { Caller, Credentials, Identity, NewCookie } from '../../ports/identity.ts';
import { nextHop, parseTrace, traceIdOf } from '../../runtime/trace.ts';
import { placed, type TerritoryOf } from './territory.ts';
import type { GatewayMetrics } from './metrics.ts';

/** The HTTP status that an error of Fastify carries. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;

/** Tells who sent a request; gives them what they have to keep, such as a newcomer's profile. */
export type Identify = (request: FastifyRequest, reply: FastifyReply) => Promise<Caller>;

/** Lets the caller keep a cookie, or forget it. */
export type SetCookie = (reply: FastifyReply, cookie: NewCookie) => void;

/** The correlation id of a request: the caller's own when it is a plain one, else a new UUID. */
export function correlationOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-correlation-id'];
  return typeof given === 'string' && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : randomUUID();
}

const traces = new WeakMap<object, string>();

/** The `traceparent` of a request: a hop of the flow that the caller named, else a new flow. The same at every call. */
export function traceOf(request: Pick<IncomingMessage, 'headers'>): string {
  const trace = traces.get(request) ?? nextHop(parseTrace(request.headers['traceparent']));
  traces.set(request, trace);
  return trace;
}

/** What the registered routes declare about paths. */
export interface RoutePaths {
  /** The path of a URL with its tokens blacked out; the query never gets into a log. */
  mask(url: string): string;
  /** Whether the first part of a path belongs to a route, so that no page is below it. */
  isReserved(part: string): boolean;
}

/** Listens to the routes that are registered from now on. A path segment named `:token` is a secret. */
export function watchRoutes(app: FastifyInstance): RoutePaths {
  const paths = collectPaths();
  app.addHook('onRoute', ({ url }) => paths.add(url));
  return paths;
}

/** Collects the patterns of routes. */
export function collectPaths(): RoutePaths & { add(pattern: string): void } {
  const secret = new Set<string>();
  const first = new Set<string>();
  return {
    add(pattern) {
      const parts = pattern.split('/');
      if (parts[1] !== undefined && parts[1] !== '' && !parts[1].startsWith('*')) first.add(parts[1]);
      const at = parts.indexOf(':token');
      if (at > 0) secret.add(`${parts.slice(0, at).join('/')}/`);
    },
    mask(url) {
      const path = url.split('?', 1)[0] ?? '';
      for (const prefix of secret)
        if (path.startsWith(prefix))
          return `${prefix}***${path.slice(prefix.length).replace(/^[^/]*/, '')}`.slice(0, 300);
      return path.slice(0, 300);
    },
    isReserved: (part) => first.has(part),
  };
}

/** What of a request's head tells who asks. Needs a server to have been created: the parser comes with its plugin. */
export function credentialsOf({ authorization, cookie }: IncomingMessage['headers'], keeps: boolean): Credentials {
  const given = cookie === undefined ? undefined : fastifyCookie.parse(cookie);
  return { authorization, cookies: given, keeps };
}

/** The header `Set-Cookie`. `secure`: whether browsers reach the gateway by https alone. */
export const setCookieText = ({ name, value, maxAgeSeconds }: NewCookie, secure: boolean): string =>
  fastifyCookie.serialize(name, value, { path: '/', maxAge: maxAgeSeconds, httpOnly: true, sameSite: 'lax', secure });

/** Whether a page of another site sent this: browsers say so in `Origin` and `Sec-Fetch-Site`. */
export function isForeign(headers: IncomingMessage['headers'], publicOrigin: string): boolean {
  if (headers['sec-fetch-site'] === 'cross-site') return true;
  const { origin, host } = headers;
  if (origin === undefined || origin === publicOrigin) return false;
  return host === undefined || (origin !== `http://${host}` && origin !== `https://${host}`);
}

/** What holds for every request: correlation id, security headers, one log line, the histogram, plain messages for errors. */
export function registerRequests(
  app: FastifyInstance,
  options: {
    readonly identity: Identity;
    readonly placeOf: TerritoryOf;
    readonly logger: Logger;
    readonly metrics: GatewayMetrics;
    readonly paths: RoutePaths;
    /** Whether browsers reach the gateway by https alone. */
    readonly secureCookies: boolean;
  },
): { readonly identify: Identify; readonly setCookie: SetCookie } {
  const { logger, metrics, paths } = options;
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-correlation-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.http.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    const line = {
      correlationId: request.id,
      traceId: traceIdOf(traceOf(request.raw)),
      method: request.method,
      url: paths.mask(request.url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (reply.statusCode >= 500) logger.warn(line, 'request failed');
    else logger.debug(line, 'request');
  });
  app.addHook('onRequestAbort', async (request) => {
    logger.debug({ correlationId: request.id, url: paths.mask(request.url) }, 'the client went away');
  });
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error) ?? 500;
    if (status >= 500)
      logger.error(
        {
          err: error,
          correlationId: request.id,
          traceId: traceIdOf(traceOf(request.raw)),
          url: paths.mask(request.url),
        },
        'a request broke',
      );
    const text =
      status >= 500
        ? `Something broke on our side. Try again; if it stays, report the number ${request.id}.`
        : 'The request does not fit what is expected here.';
    return reply.code(status).send({ error: text });
  });
  const setCookie: SetCookie = (reply, cookie) =>
    void reply.header('set-cookie', setCookieText(cookie, options.secureCookies));
  return {
    setCookie,
    async identify(request, reply) {
      const { caller, cookies } = await options.identity.whoIs(credentialsOf(request.headers, true));
      for (const cookie of cookies) setCookie(reply, cookie);
      return placed(caller, options.placeOf(request.raw));
    },
  };
}
