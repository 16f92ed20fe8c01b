import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { executeOn } from '../../commands/testing/execute.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Signals } from '../../ports/signals.ts';
import { startNats } from '../../platform/services/index.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { projectionContexts, standardProjections } from '../../projections/testing/standard.ts';
import { createQueries } from '../../projections/queries.ts';
import { createCheckpoints } from '../../projections/runtime/checkpoints.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { language } from '../../schemas/language.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { AssetId, UploadId } from '../../schemas/media/ids.ts';
import { domainContexts } from '../../domain/contexts.ts';
import { createDispatcher } from '../../workers/runtime/dispatcher.ts';
import { createProcessor } from '../../workers/runtime/processor.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { runTool } from '../../workers/runtime/run-tool.ts';
import { findMediaPrograms } from '../../workers/media/media-programs.ts';
import { inbox } from '../harness/inbox.ts';
import { cleanUpAfter, makeTestDir, startOwnServices, startTestServices } from '../harness/services.ts';
import type { Afterwards } from '../harness/services.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';

export const ACK_WAIT_MS = 3_000;

/** The pipeline with real services: everything but the worker runs in the test's process. */
export interface Pipeline {
  readonly log: EventLog;
  readonly signals: Signals;
  readonly mediaRoot: string;
  /** Puts a file where an upload would, and says that it arrived. */
  upload(file: string): Promise<AssetId>;
  startWorker(): Promise<ChildProcess>;
  /** All events that carry the asset's id, in order. */
  history(assetId: AssetId): Promise<readonly DecodedEvent[]>;
  /** Resolves with the outcome of the ingest. */
  finished(assetId: AssetId): Promise<'ready' | 'rejected'>;
  /** Resolves when the first matching event of the asset is in the log. */
  happened(assetId: AssetId, matches: (event: DecodedEvent) => boolean): Promise<void>;
  /** Stops NATS, removes everything that JetStream stored, and starts it again at the same address. */
  wipeJetStream(): Promise<void>;
}

/** @param natsUrl of a server that the test has started; default: one of its own */
export const startPipeline = async (t: Afterwards, natsUrl?: string): Promise<Pipeline> => {
  const { urls } = await startTestServices(t, { eventstore: true, postgres: true });
  const started = natsUrl === undefined ? await startOwnServices(t, { nats: true }) : undefined;
  const dataDir = started?.dataDir ?? makeTestDir(t);
  const nats = natsUrl ?? started?.urls.nats ?? '';
  const mediaRoot = join(dataDir, 'media');
  mkdirSync(join(mediaRoot, 'sources'), { recursive: true });
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  const bus = await connectNats({ url: nats, log: silentLogger });
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  await migrate(db, standardProjections);
  const shared = {
    log,
    language,
    execute: executeOn(log),
    checkpoints: createCheckpoints(db),
    logger: silentLogger,
    parking: { ...createMemoryParkingLot(), park: async () => assertNothingParked() },
  };
  const roles = [
    createProjector({
      log,
      language,
      db,
      signals: bus.signals,
      logger: silentLogger,
      projections: standardProjections,
    }),
    createProcessor({ ...shared, contexts: domainContexts }),
    createDispatcher({
      ...shared,
      queues: bus.queues,
      signals: bus.signals,
      openJobs: createQueries(db, projectionContexts).jobs.open,
      timing: { everyMs: 500, silentMs: 2 * ACK_WAIT_MS },
    }),
  ];
  for (const role of roles) await role.start();
  cleanUpAfter(t, async () => {
    await Promise.all(roles.map((role) => role.stop()));
    await Promise.allSettled([log.close(), bus.close(), db.close()]);
  });

  const history = async (assetId: AssetId): Promise<readonly DecodedEvent[]> => {
    const events: DecodedEvent[] = [];
    for await (const recorded of log.readAll({ types: ['kernel.', 'media.', 'catalog.'] })) {
      const decoded = language.decode(recorded);
      if (decoded.kind === 'known' && assetOf(decoded.event) === assetId) events.push(decoded.event);
    }
    return events;
  };
  const happened = (assetId: AssetId, matches: (event: DecodedEvent) => boolean): Promise<void> =>
    inbox().until(async () => (await history(assetId)).some(matches), 180_000);

  return {
    log,
    signals: bus.signals,
    mediaRoot,
    history,
    happened,
    finished: async (assetId) => {
      await happened(assetId, ({ type }) => type === 'media.IngestFinished');
      const end = (await history(assetId)).find((event) => event.type === 'media.IngestFinished');
      return end?.type === 'media.IngestFinished' ? end.data.outcome : 'rejected';
    },
    upload: async (file) => {
      const [uploadId, assetId, titleId] = [randomUUID() as UploadId, randomUUID() as AssetId, randomUUID() as TitleId];
      const storageKey = `sources/${assetId}`;
      copyFileSync(file, join(mediaRoot, storageKey));
      const sizeBytes = statSync(file).size;
      const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
      const envelope = {
        streamId: uploadId,
        actor: { kind: 'staff', id: 'test' } as const,
        correlationId: uploadId,
      };
      const at = new Date().toISOString();
      await executeOn(log)({
        ...envelope,
        commandId: randomUUID(),
        command: { type: 'StartUpload', at, data: { uploadId, assetId, titleId, fileName: 'a film.mp4', sizeBytes } },
      });
      await executeOn(log)({
        ...envelope,
        commandId: randomUUID(),
        command: { type: 'CompleteUpload', at, data: { uploadId, sizeBytes, sha256, storageKey } },
      });
      return assetId;
    },
    startWorker: () =>
      startWorker(t, {
        eventstore: urls.eventstore,
        nats,
        mediaRoot,
        ackWaitMs: ACK_WAIT_MS,
        preset: 'veryfast',
      }),
    wipeJetStream: async () => {
      await started?.services.nats.stop();
      rmSync(join(dataDir, 'nats'), { recursive: true, force: true });
      const again = await startNats({ dataDir, port: Number(new URL(nats).port) });
      cleanUpAfter(t, () => again.stop());
    },
  };
};

const assertNothingParked = (): never => {
  throw new Error('an event was parked');
};

const startWorker = async (t: Afterwards, settings: object): Promise<ChildProcess> => {
  const worker = spawn(process.execPath, [join(import.meta.dirname, 'worker-process.ts'), JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUpAfter(t, async () => {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    worker.kill('SIGCONT');
    worker.kill('SIGTERM');
    await once(worker, 'exit');
  });
  for await (const chunk of worker.stdout.iterator({ destroyOnReturn: false }))
    if (String(chunk).includes('READY')) return worker;
  throw new Error('the worker ended before it was ready');
};

/** Makes a film with sound. */
export const makeFilm = async (path: string, { size = '1280x720', seconds = 6, rate = '30' } = {}): Promise<string> => {
  const { ffmpeg } = await findMediaPrograms();
  const { run } = await runTool({
    program: ffmpeg,
    cwd: '/',
    deadlineMs: 120_000,
    signal: new AbortController().signal,
    args: [
      '-nostdin',
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      `testsrc2=s=${size}:r=${rate}:d=${seconds}`,
      '-f',
      'lavfi',
      '-i',
      `sine=f=440:d=${seconds}:r=48000`,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
      '-shortest',
      path,
    ],
  });
  if (run.exitCode !== 0) throw new Error(run.stderrTail);
  return path;
};

/** Processes that work below a directory: their working directory lies in it. */
export const processesBelow = (directory: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(directory)
          ? [`${pid} ${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()}`]
          : [];
      } catch {
        return [];
      }
    });

/** The film that an event is about; jobs and requests are about the film that their process leads along. */
function assetOf({ data }: DecodedEvent): string | undefined {
  if ('assetId' in data) return data.assetId;
  return 'process' in data && data.process === 'ingest' ? data.processId : undefined;
}
