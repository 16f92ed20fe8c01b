import { ingestProcess } from '../../domain/media/ingest.process.ts';
import { standardProjections } from '../../projections/testing/standard.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { loadConfig } from '../../platform/config.ts';
import type { RoleName } from '../../platform/role-names.ts';
import { standardContexts } from '../../platform/contexts.ts';
import { serve } from '../../platform/serve.ts';
import type { Database } from '../../ports/database.ts';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { language } from '../../schemas/language.ts';
import type { JobInput } from '../../schemas/media/job.types.ts';
import { fillOldLog } from '../fixtures/old-log/load.ts';
import { startTestServices } from '../harness/services.ts';
import type { Afterwards } from '../harness/services.ts';
import { playedWorker } from './played-worker.ts';

/** Services that hold the hand-made log of 0.1.0, before anything of today was started on them. */
export interface OldInstallation {
  readonly log: EventLog;
  readonly db: Database;
  /** The events as they stand in this log. */
  readonly before: readonly RecordedEvent[];
  /** Starts the pipeline's roles of today; workers are played. */
  upgrade(isRefused: (input: JobInput) => boolean): Promise<void>;
  /** All events that the language understands, in order. */
  events(): Promise<readonly DecodedEvent[]>;
  /** Whether every consumer has handled those of these events that it listens to. */
  isHeard(events: readonly DecodedEvent[]): Promise<boolean>;
}

/** What each consumer of today listens to; undefined: everything. */
const consumers: Readonly<Record<string, readonly string[] | undefined>> = {
  'processor/ingest': ingestProcess.inputs,
  'processor/commands': ['kernel.CommandRequested'],
  'dispatcher/jobs': ['kernel.JobRequested'],
  ...Object.fromEntries(standardProjections.map(({ name, types }) => [`projection/${name}`, types && [...types]])),
};

const roles: readonly RoleName[] = ['projector', 'processor', 'timers', 'dispatcher', 'worker'];

export async function startOldInstallation(t: Afterwards): Promise<OldInstallation> {
  const { urls, dataDir, closeFirst } = await startTestServices(t, {
    eventstore: true,
    postgres: true,
    nats: true,
    redis: true,
  });
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  closeFirst(() => Promise.allSettled([log.close(), db.close()]));
  await fillOldLog(log, 'hand-made');
  const recorded = async (): Promise<readonly RecordedEvent[]> => {
    const events: RecordedEvent[] = [];
    for await (const event of log.readAll({ types: ['kernel.', 'media.', 'catalog.'] })) events.push(event);
    return events;
  };
  return {
    log,
    db,
    before: await recorded(),
    async upgrade(isRefused) {
      const config = loadConfig({ REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0' });
      const contexts = { ...standardContexts, workers: [playedWorker(isRefused)] };
      const running = await serve(config, roles, urls, silentLogger, { contexts });
      closeFirst(() => running.stop());
    },
    events: async () =>
      (await recorded()).flatMap((event) => {
        const decoded = language.decode(event);
        return decoded.kind === 'known' ? [decoded.event] : [];
      }),
    async isHeard(events) {
      const { rows } = await db.query<{ consumer: string; position: bigint }>(
        'select consumer, position from runtime.checkpoints',
      );
      const places = new Map(rows.map(({ consumer, position }) => [consumer, position]));
      return Object.entries(consumers).every(([consumer, types]) => {
        const last = events.findLast(({ type }) => types?.includes(type) ?? true);
        return (places.get(consumer) ?? 0n) >= (last?.position ?? 0n);
      });
    },
  };
}
