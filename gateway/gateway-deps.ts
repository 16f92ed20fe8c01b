import type { Queues } from '../ports/queues.ts';
import type { Signals } from '../ports/signals.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { Logger } from '../ports/logger.ts';
import type { MediaStore } from '../ports/media-store.ts';
import type { SharedState } from '../ports/shared-state.ts';
import type { ExportParts } from '../ports/export-parts.ts';
import type { OpenIdProvider } from '../ports/openid.ts';
import type { Payments } from '../ports/payments.ts';
import type { Seller } from '../ports/seller.ts';
import type { Outbox } from '../ports/mailer.ts';
import type { Vault } from '../ports/vault.ts';
import type { Territories } from '../ports/territory.ts';
import type { Identity } from '../ports/identity.ts';
import type { GatewayContext } from './graphql/context-module.ts';
import type { SocketLimits } from './graphql/socket-ledger.ts';
import type { ConnectionLimits } from './http/guard.ts';
import type { HealthCheck } from './http/health.routes.ts';
import type { ParkingLot } from '../ports/parking-lot.ts';
import type { Execute } from '../commands/pipeline/execute.ts';
import type { Queries } from '../projections/queries.ts';

/** What the gateway is made of. Everything that has a default may be left out. */
export interface GatewayDeps {
  /** What it shows. Default: every context of `gateway/contexts.ts`. */
  readonly contexts?: readonly GatewayContext[];
  readonly log: EventLog;
  readonly queries: Queries;
  readonly signals: Signals;
  readonly queues: Queues;
  readonly store: MediaStore;
  /** Lets whoever parked events, a follower of the log or a read model, try them again. */
  readonly retryParked: ParkingLot['requestRetry'];
  readonly logger: Logger;
  /** Counters and leases that all gateways share. */
  readonly shared: SharedState;
  /** Who takes money. Default: nobody, and nothing is sold. */
  readonly payments?: Payments | undefined;
  /** Who sells, as it stands on invoices. Default: Reprise, without an address. */
  readonly seller?: Seller;
  readonly vault: Vault;
  /** Where messages to people wait when no mail server takes them. */
  readonly outbox?: Outbox | undefined;
  /** Where copies of people's data wait for them. */
  readonly exports: Pick<ExportParts, 'get'>;
  /** Signs cookies and paths. With several, the first signs and all verify (rotation). */
  readonly secret: string | readonly string[];
  readonly operatorToken: string;
  /** Who asks. Default: staff by the operator token, viewers by a profile in a signed cookie. */
  readonly identity?: Identity;
  /** Whether viewers need an account. Default: they do not. */
  readonly accounts?: 'optional' | 'required';
  /** Whether who works here needs a second factor before their roles hold. Default: they do not. */
  readonly staffSecondFactor?: 'optional' | 'required';
  /** Whether titles of which nobody said any rights window are free everywhere, or closed. Default: free. */
  readonly titlesWithoutRights?: 'free' | 'closed';
  /** Where addresses are. Default: nobody knows. */
  readonly territories?: Territories | undefined;
  /** The header in which trusted proxies say where a request comes from, in lower case. Default: none is read. */
  readonly territoryHeader?: string | undefined;
  /** Where requests come from of which nothing else is known. Default: that is not known. */
  readonly homeTerritory?: string | undefined;
  /** On how many devices an account may be signed in. Default: 10. */
  readonly devicesPerAccount?: number;
  /** How many streams at once an account without a plan may play. Default: 4. */
  readonly freeStreams?: number;
  /** How many days somebody who asked to be forgotten can take it back. Default: 14. */
  readonly erasureDays?: number;
  /** Providers of OpenID Connect that people may sign in by. Default: none. */
  readonly openId?: readonly OpenIdProvider[];
  /** Directory of the built web app; it may not exist yet. */
  readonly webRoot: string;
  readonly host?: string;
  /** 0 picks a free one. */
  readonly port?: number;
  /** How browsers reach the gateway. Default: its own address. */
  readonly publicUrl?: string;
  /** Further names by which the gateway is reached, as they stand in `Host`: beside those of its URL, its address and this machine. */
  readonly allowedHosts?: readonly string[];
  /** Where they differ from `CONNECTION_LIMITS`. */
  readonly connectionLimits?: Partial<ConnectionLimits>;
  readonly maxUploadBytes?: number;
  /** Whether viewers may read the schema. Default: operators only. */
  readonly introspection?: boolean;
  /** Cost points that one address may spend in a minute. */
  readonly pointsPerMinute?: number;
  /** Proxies whose `X-Forwarded-For` is believed (addresses or networks). Default: none. */
  readonly trustProxy?: readonly string[];
  /** The longest that one GraphQL operation may take, ms. */
  readonly deadlineMs?: number;
  /** Where they differ from `SOCKET_LIMITS`. */
  readonly socketLimits?: Partial<SocketLimits>;
  /** Other parts whose health `/health/ready` shows; called at each look. */
  readonly health?: () => readonly HealthCheck[];
  readonly execute: Execute;
  readonly now?: () => number;
}
