import { accounts } from './accounts.bench.ts';
import { adapter } from './adapter.bench.ts';
import type { Benchmark } from './bench.ts';
import { commands } from './commands.bench.ts';
import { entitlements } from './entitlements.bench.ts';
import { eventStore } from './event-store.bench.ts';
import { graphql } from './graphql.bench.ts';
import { heartbeats } from './heartbeats.bench.ts';
import { history } from './history.bench.ts';
import { identity } from './identity.bench.ts';
import { loneAppend } from './lone-append.bench.ts';
import { pipeline } from './pipeline.bench.ts';
import { processes } from './processes.bench.ts';
import { projections } from './projections.bench.ts';
import { renewals } from './renewals.bench.ts';
import { scattered } from './scattered.bench.ts';
import { timers } from './timers.bench.ts';
import { visible } from './visible.bench.ts';

/** All benchmarks, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  eventStore,
  adapter,
  loneAppend,
  history,
  scattered,
  commands,
  processes,
  timers,
  projections,
  pipeline,
  graphql,
  identity,
  accounts,
  visible,
  renewals,
  entitlements,
  heartbeats,
];
