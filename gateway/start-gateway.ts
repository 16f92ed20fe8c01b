import { NOBODY } from '../ports/seller.ts';
import type { ActingActor } from '../schemas/kernel/metadata.ts';
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { isProgram, may } from '../domain/kernel/permission-decision.ts';
import { gatewayContexts } from './contexts.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { createAdmission } from './graphql/admit.ts';
import { createChanges } from './graphql/changes.ts';
import type { GatewayContext, GatewayServices } from './graphql/context-module.ts';
import { registerGraphql } from './graphql/graphql.routes.ts';
import { createLoaders } from './graphql/loader.ts';
import { loadPersistedOperations } from './graphql/persisted-operations.ts';
import { createSchema } from './graphql/schema.ts';
import { SOCKET_LIMITS } from './graphql/socket-ledger.ts';
import { serveSockets } from './graphql/socket.ts';
import { allowedHosts } from './http/allowed-hosts.ts';
import { addressGroup, clientAddress, trustedProxies } from './http/client-address.ts';
import { connectionsThatFit } from './http/file-limit.ts';
import { CONNECTION_LIMITS, createGuard } from './http/guard.ts';
import { refuseForeignHosts } from './http/foreign-hosts.ts';
import { contextChecks, registerHealth, type HealthCheck } from './http/health.routes.ts';
import { createIdentity } from './http/identity.ts';
import { liveRoles } from './identity/live-roles.ts';
import { livePrograms } from './identity/live-programs.ts';
import { liveProfiles } from './identity/live-profiles.ts';
import { carriedSignIns } from './identity/sign-in-cookies.ts';
import { createKeyring } from './http/keyring.ts';
import { createMetrics } from './http/metrics.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { credentialsOf, isForeign, registerRequests, watchRoutes } from './http/requests.ts';
import { carriedSeeAs } from './identity/see-as.ts';
import { createServer, explainBusyPort } from './http/server.ts';
import { registerWeb } from './http/web.routes.ts';
import { territoryOf } from './http/territory.ts';
import { withoutSecondKeys } from './identity/known-keys.ts';
import type { GatewayPorts } from './ports.ts';

const DEFAULTS = {
  host: '127.0.0.1',
  port: 8080,
  maxUploadBytes: 8 * 1024 ** 3,
  pointsPerMinute: 120_000,
  deadlineMs: 10_000,
} as const;
const DRAIN_MS = 5000;

/** Puts a gateway together from its contexts and listens. The returned `stop` drains and releases everything. */
export async function startGateway(
  deps: GatewayDeps,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const contexts = deps.contexts ?? gatewayContexts;
  const { shared, logger } = deps;
  const ports = portsOf(deps);
  const publicOrigin = deps.publicUrl === undefined ? '' : new URL(deps.publicUrl).origin;
  const changes = createChanges(ports.signals, feedsOf(contexts));
  const identity =
    deps.identity ??
    createIdentity({
      keyring: ports.keyring,
      secrets: secretsOf(deps),
      operatorToken: deps.operatorToken,
      signIns: carriedSignIns(ports),
      secureCookies: ports.secureCookies,
      households: liveProfiles({ ports, changes }),
      programs: livePrograms({ ports, changes }),
      customRoles: liveRoles({ ports, changes }),
      seeAs: carriedSeeAs(ports),
      now: ports.now,
    });
  const queues = contexts.flatMap((context) => context.queues ?? []);
  const rateLimit = createRateLimit({ counters: shared.counters, windowMs: 60_000, now: ports.now });
  const gauges = contexts
    .flatMap((context) => context.gauges ?? [])
    .map(({ name, help, read }) => ({ name, help, read: () => read(ports) }));
  const metrics = createMetrics({ ports, queues, gauges, subscribers: changes.count });
  const executable = createSchema(contexts);
  const admission = createAdmission({
    executable,
    rateLimit,
    pointsPerMinute: deps.pointsPerMinute ?? DEFAULTS.pointsPerMinute,
    introspection: deps.introspection ?? false,
    accounts: ports.accounts,
  });
  const parts = {
    ports,
    changes,
    readModels: executable.readModels,
    loaders: createLoaders(contexts.flatMap((context) => context.loaders ?? [])),
  };
  const checks = (): readonly HealthCheck[] => [
    ...contextChecks(contexts, ports),
    { name: 'redis', required: false, check: shared.health },
    ...(deps.health?.() ?? []),
  ];
  const staffOf = async ({ headers }: FastifyRequest): Promise<ActingActor | undefined> => {
    const given = credentialsOf(headers, false);
    // Cookies come by themselves, also from pages of other sites.
    const { caller } = await identity.whoIs(
      isForeign(headers, publicOrigin) ? { ...given, cookies: undefined } : given,
    );
    return caller.kind === 'staff' || caller.program !== undefined ? caller.actor : undefined;
  };
  /** Whoever works here sees how the platform is; a program needs the scope. */
  const isStaff = async (request: FastifyRequest): Promise<boolean> => {
    const actor = await staffOf(request);
    return actor !== undefined && (!isProgram(actor) || may(actor, 'operations'));
  };

  const trusts = trustedProxies(deps.trustProxy ?? []);
  const placeOf = territoryOf({
    trusts,
    table: deps.territories,
    header: deps.territoryHeader,
    home: deps.homeTerritory,
  });
  const addressOf = (request: IncomingMessage): string => addressGroup(clientAddress(request, trusts));
  const address = { host: deps.host ?? DEFAULTS.host, port: deps.port ?? DEFAULTS.port };
  const deadlineMs = deps.deadlineMs ?? DEFAULTS.deadlineMs;
  const isAllowedHost = allowedHosts({
    listen: address.host,
    publicUrl: deps.publicUrl,
    others: deps.allowedHosts ?? [],
  });
  const connections = connectionsThatFit(CONNECTION_LIMITS.connections);
  const guard = createGuard({
    limits: {
      ...CONNECTION_LIMITS,
      connections,
      connectionsPerAddress: Math.min(CONNECTION_LIMITS.connectionsPerAddress, Math.ceil(connections / 2)),
      bodyMs: deadlineMs,
      ...deps.connectionLimits,
    },
    addressOf,
    isShared: trusts,
    refusalOf: refuseForeignHosts(isAllowedHost, logger),
    onRefusal: (reason) => metrics.refused.inc({ reason }),
  });
  const app = await createServer({ trusts, guard });
  const paths = watchRoutes(app);
  const { identify, setCookie } = registerRequests(app, {
    identity,
    placeOf,
    logger,
    metrics,
    paths,
    secureCookies: ports.secureCookies,
  });
  const services: GatewayServices = {
    ports,
    changes,
    rateLimit,
    identify,
    staffOf,
    publicOrigin,
    allowLongBody: guard.allowLongBody,
  };
  for (const context of contexts) context.routes?.(app, services);
  registerHealth(app, { checks, metrics, isStaff });
  const persisted = loadPersistedOperations(deps.webRoot, logger);
  await registerGraphql(app, {
    parts,
    executable,
    admission,
    identify,
    setCookie,
    publicOrigin,
    metrics,
    persisted,
    deadlineMs,
  });
  await registerWeb(app, { webRoot: deps.webRoot, identify, paths });
  const limits = { ...SOCKET_LIMITS, ...deps.socketLimits };
  const closeSockets = serveSockets(app.server, {
    parts,
    executable,
    admission,
    identity,
    placeOf,
    publicOrigin,
    limits,
    rateLimit,
    isAllowedHost,
    onRefusal: (reason) => metrics.refused.inc({ reason }),
    addressOf,
  });
  const release = (): void => {
    changes.close();
    rateLimit.close();
    guard.close();
    metrics.close();
  };
  try {
    const url = await app.listen(address);
    const ends = contexts.flatMap((context) => context.background?.(services) ?? []);
    const stop = async (): Promise<void> => {
      await closeSockets();
      guard.endIdle();
      // Connections that do not finish in time (a film being watched) are cut: the player asks again.
      const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
      await app.close();
      clearTimeout(cut);
      await Promise.all(ends.map((end) => end()));
      release();
    };
    return { url, stop };
  } catch (error) {
    await app.close();
    release();
    throw explainBusyPort(error, address);
  }
}

function portsOf(deps: GatewayDeps): GatewayPorts {
  const { queries, log, signals, queues, store, logger, shared, vault } = deps;
  return {
    queries,
    log,
    signals,
    queues,
    store,
    logger,
    payments: deps.payments,
    vault: withoutSecondKeys(vault, log),
    outbox: deps.outbox,
    exports: deps.exports,
    keyring: createKeyring(secretsOf(deps)),
    counters: shared.counters,
    accounts: deps.accounts ?? 'optional',
    staffSecondFactor: deps.staffSecondFactor ?? 'optional',
    titlesWithoutRights: deps.titlesWithoutRights ?? 'free',
    seller: deps.seller ?? NOBODY,
    devicesPerAccount: deps.devicesPerAccount ?? 10,
    freeStreams: deps.freeStreams ?? 4,
    erasureDays: deps.erasureDays ?? 14,
    secureCookies: deps.publicUrl?.startsWith('https:') ?? false,
    openId: deps.openId ?? [],
    publicUrl: deps.publicUrl?.replace(/\/+$/, '') ?? '',
    execute: deps.execute,
    retryParked: deps.retryParked,
    leases: shared.leases,
    now: deps.now ?? Date.now,
    maxUploadBytes: deps.maxUploadBytes ?? DEFAULTS.maxUploadBytes,
  };
}

const secretsOf = ({ secret }: GatewayDeps): readonly string[] => (typeof secret === 'string' ? [secret] : secret);

/** The feeds of all contexts. Two contexts with one topic are a mistake that shows at the start. */
function feedsOf(contexts: readonly GatewayContext[]): Readonly<Record<string, string>> {
  const feeds: Record<string, string> = {};
  for (const context of contexts)
    for (const [topic, subject] of Object.entries(context.feeds ?? {})) {
      if (topic in feeds) throw new Error(`Two contexts feed the topic "${topic}"; one of them is ${context.name}.`);
      feeds[topic] = subject;
    }
  return feeds;
}
