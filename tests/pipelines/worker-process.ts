import { testPeople } from '../../workers/testing/people.ts';
/**
 * The worker role as a process of its own, to be killed and stopped by tests.
 * Usage: node worker-process.ts '{"eventstore":"esdb://…","nats":"nats://…","mediaRoot":"/…","ackWaitMs":3000,"preset":"veryfast"}'
 * Says READY when it works, stops on SIGTERM.
 */
import { executeOn } from '../../commands/testing/execute.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { createFileStore } from '../../adapters/files/file-store.ts';
import { language } from '../../schemas/language.ts';
import { workerContexts } from '../../workers/contexts.ts';
import { createJobWorker } from '../../workers/runtime/job-worker.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as {
  eventstore: string;
  nats: string;
  mediaRoot: string;
  ackWaitMs: number;
  preset: string;
};
const log = openEventLog({ url: settings.eventstore, log: silentLogger });
const bus = await connectNats({ url: settings.nats, log: silentLogger });
const worker = createJobWorker({
  contexts: workerContexts,
  people: testPeople(),
  log,
  language,
  execute: executeOn(log),
  queues: bus.queues,
  signals: bus.signals,
  store: createFileStore(settings.mediaRoot),
  logger: silentLogger,
  worker: `test/${process.pid}`,
  settings: { encoderPreset: settings.preset },
  ackWaitMs: settings.ackWaitMs,
});
await worker.start();
process.stdout.write('READY\n');
process.once(
  'SIGTERM',
  () =>
    void worker
      .stop()
      .then(() => Promise.all([log.close(), bus.close()]))
      .then(() => process.exit(0)),
);
