import type { Outcome } from '../commands/pipeline/outcome.ts';
import type { Queues, Signals } from '../commands/ports/bus.ts';
import type { EventLog } from '../commands/ports/event-log.ts';
import type { Logger } from '../commands/ports/log-line.ts';
import type { MediaStore } from '../commands/ports/media-store.ts';
import type { AnyEnvelope } from '../commands/registry.ts';
import type { EventIndexQueries } from '../projections/audit/event-index.rows.ts';
import type { TitleQueries } from '../projections/catalog/titles.rows.ts';
import type { AssetQueries } from '../projections/media/asset-board.rows.ts';
import type { ProgressQueries } from '../projections/playback/progress.rows.ts';
import type { Consistency } from '../projections/runtime/consistency.ts';
import type { Keyring } from './http/keyring.ts';

/** The only door to the read models. */
export interface Queries {
  readonly titles: TitleQueries;
  readonly assets: AssetQueries;
  readonly progress: ProgressQueries;
  readonly eventIndex: EventIndexQueries;
  readonly consistency: Consistency;
}

/** Executes any command. Refusals are values; an unreachable log throws `LogUnavailable`. */
export type Execute = (request: AnyEnvelope) => Promise<Outcome>;

/** Who is watching right now: keys with a time to live, lost without harm. */
export interface SessionLeases {
  /** Takes or renews the lease of a session. */
  hold(sessionId: string, profileId: string): void;
  drop(sessionId: string): void;
}

/** What the resolvers and routes of the gateway work with. */
export interface GatewayPorts {
  readonly queries: Queries;
  readonly execute: Execute;
  readonly log: EventLog;
  readonly signals: Signals;
  readonly queues: Queues;
  readonly store: MediaStore;
  readonly leases: SessionLeases;
  readonly keyring: Keyring;
  readonly logger: Logger;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** The largest upload that is taken, in bytes. */
  readonly maxUploadBytes: number;
}
