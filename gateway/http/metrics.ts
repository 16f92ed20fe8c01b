import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, type GaugeConfiguration } from 'prom-client';
import type { QueueName } from '../../ports/queues.ts';
import { shareWork } from '../../runtime/share-work.ts';
import { within } from './deadline.ts';
import type { GatewayPorts } from '../ports.ts';

/** The gateway's own numbers, in the registry that `/metrics` prints. */
export interface GatewayMetrics {
  readonly registry: Registry;
  /** Seconds, by method, route and status. */
  readonly http: Histogram<'method' | 'route' | 'status'>;
  /** Seconds, by kind of operation and how it ended. */
  readonly graphql: Histogram<'kind' | 'outcome'>;
  /** Connections and requests that were refused or cut before anything looked at them. */
  readonly refused: Counter<'reason'>;
  close(): void;
}

/** A number that somebody else knows; undefined: unknown now. */
export interface MetricGauge {
  readonly name: string;
  readonly help: string;
  readonly read: () => Promise<number | undefined>;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const ASK_MS = 1000;

/** Sets up the numbers; those of other rooms are asked for when somebody looks. */
export function createMetrics(options: {
  readonly ports: Pick<GatewayPorts, 'queries' | 'queues' | 'log'>;
  readonly queues: readonly QueueName[];
  readonly gauges: readonly MetricGauge[];
  readonly subscribers: () => number;
}): GatewayMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const { queries, queues, log } = options.ports;

  const http = new Histogram({
    name: 'reprise_http_request_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const graphql = new Histogram({
    name: 'reprise_graphql_operation_seconds',
    help: 'Time to execute a GraphQL operation',
    labelNames: ['kind', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const refused = new Counter({
    name: 'reprise_http_refused_total',
    help: 'Connections and requests that were refused or cut for what they take or whom they name, by reason',
    labelNames: ['reason'],
    registers,
  });
  const gauge = (configuration: GaugeConfiguration<string>): Gauge => new Gauge({ ...configuration, registers });
  gauge({
    name: 'reprise_graphql_subscriptions',
    help: 'Live subscriptions',
    collect() {
      this.set(options.subscribers());
    },
  });
  gauge({
    name: 'reprise_log_position',
    help: 'Position of the newest event in the log',
    async collect() {
      await orNothing(async () => this.set(Number(await log.head())));
    },
  });
  /** One number per set of labels, asked for again at each look: what is not told any more is gone. */
  const labelled = (
    name: string,
    help: string,
    labelNames: string[],
    read: () => Promise<readonly (readonly [labels: Record<string, string>, value: number])[]>,
  ): Gauge =>
    gauge({
      name,
      help,
      labelNames,
      async collect() {
        await orNothing(async () => {
          const values = await read();
          this.reset();
          for (const [labels, value] of values) this.set(labels, value);
        });
      },
    });
  // All gauges are asked at once: one look serves those that tell of it.
  const status = shareWork<void, Awaited<ReturnType<typeof queries.consistency.status>>>(
    () => '',
    () => queries.consistency.status(),
  );
  const parkedCounts = shareWork<void, Awaited<ReturnType<typeof queries.consistency.parkedCounts>>>(
    () => '',
    () => queries.consistency.parkedCounts(),
  );
  labelled(
    'reprise_projection_position',
    'Position of the last event that a projection handled',
    ['projection', 'state'],
    async () => (await status()).map(({ name, state, position }) => [{ projection: name, state }, Number(position)]),
  );
  labelled('reprise_projection_parked', 'Events that a projection could not handle', ['projection'], async () =>
    (await status()).map(({ name, parked }) => [{ projection: name }, parked]),
  );
  labelled(
    'reprise_projection_paused',
    '1 while a projection is paused because many of its keys are blocked',
    ['projection'],
    async () => (await status()).map(({ name, state }) => [{ projection: name }, state === 'paused' ? 1 : 0]),
  );
  labelled(
    'reprise_parked_events',
    'Events that could not be handled or wait behind one, by whoever follows the log',
    ['consumer'],
    async () => (await parkedCounts()).map(({ consumer, events }) => [{ consumer }, events]),
  );
  labelled(
    'reprise_blocked_keys',
    'Keys whose later events wait behind a parked one, by whoever follows the log',
    ['consumer'],
    async () => (await parkedCounts()).map(({ consumer, keys }) => [{ consumer }, keys]),
  );
  labelled('reprise_jobs_open', 'Jobs that were asked for and neither completed nor given up', ['kind'], async () =>
    [...(await queries.jobs.openByKind())].map(([kind, count]) => [{ kind }, count]),
  );
  gauge({
    name: 'reprise_queue_depth',
    help: 'Messages that wait or are being worked on',
    labelNames: ['queue'],
    async collect() {
      await Promise.all(
        options.queues.map((queue) => orNothing(async () => this.set({ queue }, await queues.depth(queue)))),
      );
    },
  });
  for (const { name, help, read } of options.gauges)
    gauge({
      name,
      help,
      async collect() {
        // An unknown number is left out; it would otherwise be shown as it was last, or as 0.
        this.remove();
        await orNothing(async () => {
          const value = await read();
          if (value !== undefined) this.set(value);
        });
      },
    });
  return { registry, http, graphql, refused, close: () => registry.clear() };
}

/** A service that is away must not keep the other numbers from being read. */
const orNothing = (ask: () => Promise<void>): Promise<void> => within(ASK_MS, ask()).catch(() => {});
