import type { Database } from '../../ports/database.ts';
import type { Signals } from '../../ports/signals.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Role } from '../../ports/role.ts';
import { createFollower } from './follower.ts';
import type { Follower } from './follower.ts';
import { defaults } from './runner-options.ts';
import { countForeignEvents } from './language.ts';
import type { RunnerOptions } from './runner-options.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { prepareVersion } from './prepare-version.ts';
import type { Projection } from './projection.ts';
import { createSharedSubscription } from './shared-subscription.ts';

export interface ProjectorDeps {
  readonly log: EventLog;
  readonly language: Language;
  /** Migrated. */
  readonly db: Database;
  readonly signals: Signals;
  readonly logger: Logger;
  readonly projections: readonly Projection[];
  readonly options?: Partial<RunnerOptions>;
}

/**
 * The role that keeps the read models: one subscription to the log, one follower per projection. Any number of processes
 * may run it; for each projection one works and the others stand by.
 */
export function createProjector({ log, language, db, signals, logger, projections, options }: ProjectorDeps): Role {
  const settings = { ...defaults, ...options };
  const stopping = new AbortController();
  const { signal } = stopping;
  const foreign = countForeignEvents();
  const subscription = createSharedSubscription({
    log,
    language,
    logger,
    signal,
    foreign,
    capacity: settings.capacity,
  });
  const prepare = (projection: Projection): Promise<void> =>
    prepareVersion({ log, language, db, logger, signal }, projection);
  const followers = new Map<string, Follower>(
    projections.map((projection) => [
      projection.name,
      createFollower(
        { log, language, db, signals, logger, subscription, signal, foreign, options: settings, prepare },
        projection,
      ),
    ]),
  );
  let running: Promise<unknown> | undefined;

  return {
    name: 'projector',
    async start() {
      running ??= Promise.all([subscription.run(), ...[...followers.values()].map((follower) => follower.run())]);
    },
    async stop() {
      stopping.abort();
      await running;
    },
    async health() {
      const troubles = [...followers].flatMap(([name, follower]) => {
        const { trouble } = follower.status();
        return trouble === undefined ? [] : [`${name}: ${trouble}`];
      });
      const states = [...followers].map(([name, follower]) => `${name} ${follower.status().state}`);
      const passed = foreign.count === 0 ? [] : [`${foreign.count} events of others passed over since the start`];
      return {
        ok: troubles.length === 0,
        detail: [...(troubles.length === 0 ? states : troubles), ...passed].join('; '),
      };
    },
  };
}
