import type { SessionLeases } from '../ports/session-leases.ts';
import type { Queues } from '../ports/queues.ts';
import type { Signals } from '../ports/signals.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { Logger } from '../ports/logger.ts';
import type { MediaStore } from '../ports/media-store.ts';
import type { SharedCounters } from '../ports/shared-counters.ts';
import type { ExportParts } from '../ports/export-parts.ts';
import type { OpenIdProvider } from '../ports/openid.ts';
import type { Payments } from '../ports/payments.ts';
import type { Seller } from '../ports/seller.ts';
import type { Outbox } from '../ports/mailer.ts';
import type { Vault } from '../ports/vault.ts';
import type { ParkingLot } from '../ports/parking-lot.ts';
import type { Execute } from '../commands/pipeline/execute.ts';
import type { Queries } from '../projections/queries.ts';
import type { Keyring } from './http/keyring.ts';

/** What the resolvers and routes of the gateway work with. */
export interface GatewayPorts {
  readonly queries: Queries;
  readonly execute: Execute;
  readonly log: EventLog;
  readonly signals: Signals;
  readonly queues: Queues;
  readonly store: MediaStore;
  readonly leases: SessionLeases;
  readonly counters: SharedCounters;
  readonly keyring: Keyring;
  /** Whether viewers need an account. */
  readonly accounts: 'optional' | 'required';
  /** Whether who works here needs a second factor before their roles hold. */
  readonly staffSecondFactor: 'optional' | 'required';
  /** Whether titles of which nobody said any rights window are free everywhere, or closed. */
  readonly titlesWithoutRights: 'free' | 'closed';
  /** On how many devices an account may be signed in. */
  readonly devicesPerAccount: number;
  /** How many streams at once an account without a plan may play. */
  readonly freeStreams: number;
  /** How many days somebody who asked to be forgotten can take it back. */
  readonly erasureDays: number;
  /** Whether browsers reach the gateway by https alone. */
  readonly secureCookies: boolean;
  /** Providers of OpenID Connect that people may sign in by. */
  readonly openId: readonly OpenIdProvider[];
  /** How browsers reach the gateway, without a slash at its end; empty when only its own address is known. */
  readonly publicUrl: string;
  /** Who takes money; undefined: nothing is sold here. */
  readonly payments: Payments | undefined;
  /** Who sells, as it stands on invoices. */
  readonly seller: Seller;
  readonly vault: Vault;
  /** Where messages to people wait when no mail server takes them. */
  readonly outbox: Outbox | undefined;
  /** Where copies of people's data wait for them. */
  readonly exports: Pick<ExportParts, 'get'>;
  readonly retryParked: ParkingLot['requestRetry'];
  readonly logger: Logger;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** The largest upload that is taken, in bytes. */
  readonly maxUploadBytes: number;
}
