import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { QueueName } from '../../ports/queues.ts';
import type { RoleHealth } from '../../ports/role.ts';
import { shareWork } from '../../runtime/share-work.ts';
import { within } from './deadline.ts';
import type { GatewayPorts } from '../ports.ts';
import type { GatewayMetrics } from './metrics.ts';
import { reasonOf } from '../../runtime/reason.ts';

/** A named check. Checks that are not `required` are shown, but do not make the gateway unready. */
export interface HealthCheck {
  readonly name: string;
  readonly required: boolean;
  readonly check: () => Promise<RoleHealth>;
}

const CHECK_MS = 1500;

/** Runs every check, each with a deadline, so that one that hangs is a line and not a hanging page. */
export async function runChecks(checks: readonly HealthCheck[]): Promise<{
  readonly ok: boolean;
  /** `degraded`: it works, and something should be looked at. */
  readonly status: 'ok' | 'degraded' | 'unready';
  readonly checks: readonly (RoleHealth & { readonly name: string; readonly required: boolean })[];
}> {
  const results = await Promise.all(
    checks.map(async ({ name, required, check }) => ({ name, required, ...(await withDeadline(check)) })),
  );
  const isReady = results.every(({ ok, required }) => ok || !required);
  const isWell = results.every(({ ok }) => ok);
  const unwell = isReady ? 'degraded' : 'unready';
  return { ok: isReady, status: isWell ? 'ok' : unwell, checks: results };
}

/**
 * `/health/live`: the process runs. `/health/ready`: what it needs answers; reasons are for operators and this machine.
 * `/metrics`: Prometheus text, for operators and this machine.
 */
export function registerHealth(
  app: FastifyInstance,
  options: {
    readonly checks: () => readonly HealthCheck[];
    readonly metrics: GatewayMetrics;
    readonly isStaff: (request: FastifyRequest) => Promise<boolean>;
  },
): void {
  const isTrusted = async (request: FastifyRequest): Promise<boolean> =>
    isLoopback(request) || (await options.isStaff(request));
  // Anybody may look, and a look asks every service: those who look at the same time see the same.
  const look = shareWork(
    () => 'ready',
    (checks: readonly HealthCheck[]) => runChecks(checks),
  );
  const print = shareWork(
    () => 'metrics',
    () => options.metrics.registry.metrics(),
  );
  app.get('/health/live', async (_request, reply) => reply.header('cache-control', 'no-store').send({ ok: true }));
  app.get('/health/ready', async (request, reply) => {
    const { ok, status, checks } = await look(options.checks());
    const shown = (await isTrusted(request))
      ? checks
      : checks.map(({ name, ok: fine, required }) => ({ name, ok: fine, required }));
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok, status, checks: shown });
  });
  app.get('/metrics', async (request, reply) => {
    if (!(await isTrusted(request)))
      return reply
        .code(403)
        .type('text/plain')
        .send('Metrics are for operators: send the operator token as a bearer token.\n');
    return reply.type(options.metrics.registry.contentType).send(await print(undefined));
  });
}

/**
 * The checks that contexts bring, and one for all their queues: that they answer, and how much is open. What a queue holds says
 * less: messages of jobs that are done stay there until somebody has looked at them.
 */
export function contextChecks(
  contexts: readonly {
    readonly checks?: (ports: GatewayPorts) => readonly HealthCheck[];
    readonly queues?: readonly QueueName[];
  }[],
  ports: GatewayPorts,
): readonly HealthCheck[] {
  const queues = contexts.flatMap((context) => context.queues ?? []);
  const depths = async (): Promise<RoleHealth> => {
    await Promise.all(queues.map((queue) => ports.queues.depth(queue)));
    const open = await ports.queries.jobs.openByKind();
    return { ok: true, detail: `open: ${[...open].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'no job'}` };
  };
  return [
    ...contexts.flatMap((context) => context.checks?.(ports) ?? []),
    ...(queues.length === 0 ? [] : [{ name: 'queues', required: true, check: depths }]),
  ];
}

async function withDeadline(check: () => Promise<RoleHealth>): Promise<RoleHealth> {
  try {
    return await within(CHECK_MS, check());
  } catch (error) {
    return { ok: false, detail: reasonOf(error) };
  }
}

/** From this machine and not through a proxy on it. */
function isLoopback(request: FastifyRequest): boolean {
  const { headers, socket } = request.raw;
  const proxied = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
  return !proxied && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '');
}
