import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Queues } from '../ports/queues.ts';
import type { Signals } from '../ports/signals.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { Logger } from '../ports/logger.ts';
import type { MediaStore } from '../ports/media-store.ts';
import type { Role, RoleHealth } from '../ports/role.ts';
import type { Execute } from '../commands/pipeline/execute.ts';
import { auditResolvers } from './audit/audit.resolvers.ts';
import { titleResolvers } from './catalog/title.resolvers.ts';
import { createChanges } from './graphql/changes.ts';
import { registerGraphql } from './graphql/graphql.routes.ts';
import { kernelResolvers } from './graphql/kernel.resolvers.ts';
import { createSchema } from './graphql/schema.ts';
import { shareReads } from './graphql/share.ts';
import { serveSockets, SOCKET_LIMITS, type SocketLimits } from './graphql/socket.ts';
import { subscriptionResolvers } from './graphql/subscription.resolvers.ts';
import { registerHealth, type HealthCheck } from './http/health.routes.ts';
import { createIdentity } from './http/identity.ts';
import { createKeyring } from './http/keyring.ts';
import { createMetrics } from './http/metrics.ts';
import { createRateLimit } from './http/rate-limit.ts';
import type { SharedState } from '../ports/shared-state.ts';
import { correlationOf, maskUrl, registerRequests } from './http/requests.ts';
import { registerWeb } from './http/web.routes.ts';
import { assetResolvers } from './media/asset.resolvers.ts';
import { registerImages } from './media/image.routes.ts';
import { createFinisher } from './media/upload-finish.ts';
import { startSweeping } from './media/upload-sweep.ts';
import { uploadResolvers } from './media/upload.resolvers.ts';
import { registerUploads } from './media/upload.routes.ts';
import { registerDelivery } from './playback/delivery.routes.ts';
import { registerHeartbeats } from './playback/heartbeat.routes.ts';
import { sessionResolvers } from './playback/session.resolvers.ts';
import type { GatewayPorts, Queries } from './ports.ts';

/** What the gateway is made of. Everything that has a default may be left out. */
export interface GatewayDeps {
  readonly log: EventLog;
  readonly queries: Queries;
  readonly signals: Signals;
  readonly queues: Queues;
  readonly store: MediaStore;
  readonly logger: Logger;
  /** Counters and leases that all gateways share. */
  readonly shared: SharedState;
  /** Signs cookies and paths. With several, the first signs and all verify (rotation). */
  readonly secret: string | readonly string[];
  readonly operatorToken: string;
  /** Directory of the built web app; it may not exist yet. */
  readonly webRoot: string;
  readonly host?: string;
  /** 0 picks a free one. */
  readonly port?: number;
  /** How browsers reach the gateway. Default: its own address. */
  readonly publicUrl?: string;
  readonly maxUploadBytes?: number;
  /** Whether viewers may read the schema. Default: operators only. */
  readonly introspection?: boolean;
  /** Cost points that one address may spend in a minute. */
  readonly pointsPerMinute?: number;
  /** Proxies whose `X-Forwarded-For` is believed (addresses or networks). Default: none. */
  readonly trustProxy?: readonly string[];
  /** The longest that one GraphQL operation may take, ms. */
  readonly deadlineMs?: number;
  readonly socketLimits?: SocketLimits;
  /** Other parts whose health `/health/ready` shows; called at each look. */
  readonly health?: () => readonly HealthCheck[];
  readonly execute: Execute;
  readonly now?: () => number;
}

/** The gateway as a role, and where it listens. */
export interface Gateway extends Role {
  /** `http://host:port`; only after `start`. */
  url(): string;
}

const DEFAULTS = {
  host: '127.0.0.1',
  port: 8080,
  maxUploadBytes: 8 * 1024 ** 3,
  pointsPerMinute: 120_000,
  deadlineMs: 10_000,
} as const;
const DRAIN_MS = 5000;

/** Everything that the outside world may talk to: GraphQL, uploads, delivery, heartbeats, health, pages. */
export function createGateway(deps: GatewayDeps): Gateway {
  let running:
    | {
        readonly app: FastifyInstance;
        readonly url: string;
        readonly checks: () => readonly HealthCheck[];
        readonly stop: () => Promise<void>;
      }
    | undefined;
  return {
    name: 'gateway',
    async start() {
      running = await startGateway(deps);
      deps.logger.info({ url: running.url }, 'the gateway listens');
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
    async health(): Promise<RoleHealth> {
      return running === undefined
        ? { ok: false, detail: 'not started' }
        : { ok: true, detail: `listens on ${running.url}` };
    },
    url() {
      if (running === undefined) throw new Error('The gateway has no address before it is started.');
      return running.url;
    },
  };
}

async function startGateway(deps: GatewayDeps) {
  const { log, signals, queues, store, logger } = deps;
  const queries: Queries = {
    ...deps.queries,
    titles: { ...deps.queries.titles, published: shareReads((page) => deps.queries.titles.published(page)) },
  };
  const { shared } = deps;
  const keyring = createKeyring(typeof deps.secret === 'string' ? [deps.secret] : deps.secret);
  const ports: GatewayPorts = {
    queries,
    log,
    signals,
    queues,
    store,
    logger,
    keyring,
    execute: deps.execute,
    leases: shared.leases,
    now: deps.now ?? Date.now,
    maxUploadBytes: deps.maxUploadBytes ?? DEFAULTS.maxUploadBytes,
  };
  const publicOrigin = deps.publicUrl === undefined ? '' : new URL(deps.publicUrl).origin;
  const identity = createIdentity({
    keyring,
    operatorToken: deps.operatorToken,
    secure: publicOrigin.startsWith('https:'),
  });
  const rateLimit = createRateLimit({ counters: shared.counters, windowMs: 60_000 });
  const changes = createChanges(signals);
  const metrics = createMetrics({ ports, subscribers: changes.count });
  const pointsPerMinute = deps.pointsPerMinute ?? DEFAULTS.pointsPerMinute;
  const schema = createSchema([
    kernelResolvers,
    assetResolvers,
    uploadResolvers,
    titleResolvers,
    sessionResolvers,
    auditResolvers,
    subscriptionResolvers(changes),
  ]);
  const checks = (): readonly HealthCheck[] => [...ownChecks(ports, shared.health), ...(deps.health?.() ?? [])];
  const isOperator = (request: FastifyRequest): boolean => identity.isOperator(request.headers.authorization);

  const app = Fastify({
    logger: false,
    genReqId: correlationOf,
    trustProxy: deps.trustProxy === undefined ? false : [...deps.trustProxy],
    bodyLimit: 64 * 1024,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 2000 },
  });
  app.setErrorHandler((error, request, reply) => {
    const status =
      error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    if (status >= 500)
      logger.error({ err: error, correlationId: request.id, url: maskUrl(request.url) }, 'a request broke');
    const text =
      status >= 500
        ? `Something broke on our side. Try again; if it stays, report the number ${request.id}.`
        : 'The request does not fit what is expected here.';
    return reply.code(status).send({ error: text });
  });
  const identify = registerRequests(app, { identity, logger, metrics });
  const finish = createFinisher(ports);
  registerHealth(app, { checks, metrics, isOperator });
  registerDelivery(app, ports);
  registerImages(app, ports);
  registerHeartbeats(app, ports, rateLimit);
  registerUploads(app, ports, { finish, isOperator, origin: publicOrigin });
  await registerGraphql(app, {
    ports,
    schema,
    identify,
    rateLimit,
    pointsPerMinute,
    introspection: deps.introspection ?? false,
    publicOrigin,
    metrics,
    deadlineMs: deps.deadlineMs ?? DEFAULTS.deadlineMs,
  });
  registerWeb(app, { webRoot: deps.webRoot, identify });
  const closeSockets = serveSockets(app.server, {
    ports,
    schema,
    identity,
    rateLimit,
    pointsPerMinute,
    publicOrigin,
    limits: deps.socketLimits ?? SOCKET_LIMITS,
  });
  const release = (): void => {
    changes.close();
    rateLimit.close();
    metrics.close();
  };
  try {
    const url = await app.listen({ host: deps.host ?? DEFAULTS.host, port: deps.port ?? DEFAULTS.port });
    const stopSweeping = startSweeping(ports, finish);
    const stop = async (): Promise<void> => {
      await closeSockets();
      // Connections that do not finish in time (a film being watched) are cut: the player asks again.
      const hardly = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
      await app.close();
      clearTimeout(hardly);
      await stopSweeping();
      release();
    };
    return { app, url, checks, stop };
  } catch (error) {
    await app.close();
    release();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new Error(
        `Port ${deps.port ?? DEFAULTS.port} of ${deps.host ?? DEFAULTS.host} is busy. Stop what listens there, or choose another port with REPRISE_PORT.`,
        { cause: error },
      );
    throw error;
  }
}

/** What the gateway cannot work without, and Redis, without which it can. */
function ownChecks(ports: GatewayPorts, redis: () => Promise<RoleHealth>): readonly HealthCheck[] {
  return [
    {
      name: 'event store',
      required: true,
      check: async () => ({ ok: true, detail: `head at ${await ports.log.head()}` }),
    },
    {
      name: 'read models',
      required: true,
      check: async () => {
        const status = await ports.queries.consistency.status();
        return {
          ok: true,
          detail:
            status.map(({ name, state, position }) => `${name} ${state} at ${position}`).join(', ') ||
            'no projection has started yet',
        };
      },
    },
    {
      name: 'queues',
      required: true,
      check: async () => ({
        ok: true,
        detail: `${await ports.queues.depth('jobs.media')} jobs, ${await ports.queues.depth('telemetry')} heartbeats waiting`,
      }),
    },
    {
      name: 'media store',
      required: true,
      check: async () => ({ ok: true, detail: `${Math.floor((await ports.store.freeBytes()) / 1024 ** 2)} MiB free` }),
    },
    { name: 'redis', required: false, check: redis },
  ];
}
