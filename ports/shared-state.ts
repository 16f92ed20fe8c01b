import type { RoleHealth } from './role.ts';
import type { SessionLeases } from './session-leases.ts';
import type { SharedCounters } from './shared-counters.ts';

/** What processes share besides the log and the read models: counters and leases, lost without harm. Kept in Redis. */
export interface SharedState {
  readonly counters: SharedCounters;
  readonly leases: SessionLeases;
  health(): Promise<RoleHealth>;
  close(): void;
}
