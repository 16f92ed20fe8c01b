import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { QueueName } from '../../ports/queues.ts';
import type { HealthCheck } from '../http/health.routes.ts';
import type { Identify } from '../http/requests.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Changes } from './changes.ts';
import type { Loader } from './loader.ts';
import type { ActingActor } from '../../schemas/kernel/metadata.ts';
import type { ResolverModule } from './resolver.ts';

/** What the routes and the background work of a context are given. */
export interface GatewayServices {
  readonly ports: GatewayPorts;
  /** The contexts' change feeds, spread over this process. */
  readonly changes: Changes;
  readonly rateLimit: RateLimit;
  readonly identify: Identify;
  /** Who of those who work here, people and programs, sent the request; undefined: somebody else did. */
  readonly staffOf: (request: FastifyRequest) => Promise<ActingActor | undefined>;
  /** Lets the body of this request take as long as it needs, as long as it goes on arriving; any other has some seconds. */
  readonly allowLongBody: (request: IncomingMessage) => void;
  /** How browsers reach the gateway, as an origin; empty when only its own address is known. */
  readonly publicOrigin: string;
}

/** One number in the metrics. */
export interface ContextGauge {
  /** In snake_case, beginning with `reprise_`. */
  readonly name: string;
  readonly help: string;
  /** Undefined: unknown now, and then it is not shown. */
  readonly read: (ports: GatewayPorts) => Promise<number | undefined>;
}

/**
 * What a bounded context brings to the gateway: one plain record, exported by `{context}/index.ts` and listed in
 * `gateway/contexts.ts`. The schema, the loaders, the subscriptions, the routes and the health checks are made from that
 * list; nothing else has to be edited when a context comes.
 */
export interface GatewayContext {
  readonly name: string;
  /** The files that hold its part of the schema, or the text itself. */
  readonly sdl: URL | string | readonly (URL | string)[];
  readonly resolvers: readonly ResolverModule[];
  /** What its object types are before their fields are resolved, `file below gateway/#type`: for the generated types. */
  readonly views?: Readonly<Record<string, string>>;
  /** Rows by key, loaded together; resolvers ask with `context.load(loader, key)`. */
  readonly loaders?: readonly Loader<unknown>[];
  /** What changes can be subscribed to: a topic, and the subject of the signals, which ends in `.*` (the key). */
  readonly feeds?: Readonly<Record<string, string>>;
  readonly routes?: (app: FastifyInstance, services: GatewayServices) => void;
  /** Starts work that goes on beside the requests; the returned function ends it. */
  readonly background?: (services: GatewayServices) => () => Promise<void>;
  readonly checks?: (ports: GatewayPorts) => readonly HealthCheck[];
  /** Numbers of its own in the metrics, asked for when somebody looks. */
  readonly gauges?: readonly ContextGauge[];
  /** Queues whose depth is shown in the metrics and in the health check. */
  readonly queues?: readonly QueueName[];
}
