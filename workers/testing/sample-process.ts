import { testPeople } from './people.ts';
import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { z } from 'zod';
import { commandContexts } from '../../commands/contexts.ts';
import { createExecute } from '../../commands/pipeline/execute.ts';
import { anyProcess } from '../../domain/kernel/context.ts';
import type { Process } from '../../domain/kernel/process.ts';
import { requestsOf } from '../../domain/kernel/requests.ts';
import type { RequestedCommand } from '../../domain/kernel/requests.ts';
import { createMemoryCheckpoints } from '../../ports/testing/memory-checkpoints.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import { createMemoryQueues } from '../../ports/testing/memory-queues.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import type { Role } from '../../ports/role.ts';
import { schemaContexts } from '../../schemas/contexts.ts';
import { defineJob } from '../../schemas/kernel/define.ts';
import { createLanguage } from '../../schemas/kernel/language.ts';
import type { Job, JobHandler, WorkerContext } from '../runtime/context.ts';
import { createDispatcher } from '../runtime/dispatcher.ts';
import { createJobWorker } from '../runtime/job-worker.ts';
import { createProcessor } from '../runtime/processor.ts';

export type Ref = { readonly jobId: string; readonly processId: string };
export const input = z.strictObject({ kind: z.string(), letters: z.string() });
export const result = z.strictObject({ count: z.int() });
export const language = createLanguage([
  ...schemaContexts,
  {
    name: 'sample',
    events: [],
    jobs: ['count', 'other'].map((name) => defineJob({ name, description: 'Counts letters.', input, result })),
  },
]);

/** For each upload one job, or a command that is refused; the name of the file says which. */
export const sample: Process<
  null,
  { type: 'media.UploadStarted'; data: { uploadId: string; fileName: string } },
  never
> = {
  category: 'sample',
  inputs: ['media.UploadStarted', 'kernel.JobCompleted', 'kernel.CommandRefused'],
  route: ({ data }) => data.uploadId,
  initial: null,
  evolve: () => null,
  react: ({ event, at }, _, derive) => {
    if (event.type === 'media.UploadStarted') {
      const { uploadId, fileName } = event.data;
      const ask = requestsOf<RequestedCommand, { readonly kind: string; readonly letters: string }>(
        'sample',
        uploadId,
        derive,
      );
      if (fileName === 'refused')
        return [ask.command('title', uploadId, { type: 'PublishTitle', data: { titleId: uploadId } })];
      return [ask.job({ kind: fileName, letters: 'abc' })];
    }
    // Seen from outside, the timer shows that the process reacted.
    return [
      requestsOf('sample', event.data.processId, derive).timer(
        event.type.split('.')[1] === 'JobCompleted' ? 'completed' : 'refused',
        at,
        1000,
      ),
    ];
  },
};

export async function world(
  t: TestContext,
  jobs: readonly JobHandler[],
  concurrencyOf: Readonly<Record<string, number>> = {},
  ackWaitMs = 30_000,
) {
  const log = createMemoryLog();
  const queues = createMemoryQueues();
  const parking = createMemoryParkingLot();
  const shared = {
    log,
    language,
    queues,
    parking,
    execute: createExecute(commandContexts, { log, language }),
    checkpoints: createMemoryCheckpoints(),
    signals: createMemorySignals(),
    logger: silentLogger,
  };
  const context: WorkerContext = { name: 'sample', jobs };
  const roles: readonly Role[] = [
    createProcessor({ ...shared, contexts: [{ name: 'sample', deciders: [], processes: [anyProcess(sample)] }] }),
    createDispatcher({ ...shared, openJobs: async () => [] }),
    createJobWorker({
      ...shared,
      contexts: [context],
      people: testPeople(),
      concurrencyOf,
      ackWaitMs,
      store: undefined as never,
      settings: {},
      worker: 'test',
    }),
  ];
  for (const role of roles) {
    await role.start();
    t.after(() => role.stop());
  }
  const write = (
    stream: string,
    type: string,
    data: object,
    more: { readonly commandId?: string; readonly traceparent?: string } = {},
  ): void => {
    const event = language.encode({ type, data }, randomUUID(), {
      $correlationId: stream,
      $causationId: stream,
      commandId: randomUUID(),
      actor: { kind: 'staff', id: 'test' },
      occurredAt: new Date().toISOString(),
      ...more,
    });
    log.write([{ stream, event }]);
  };
  const upload = (fileName: string, traceparent?: string): string => {
    const uploadId = randomUUID();
    const data = { uploadId, assetId: randomUUID(), titleId: randomUUID(), fileName, sizeBytes: 1 };
    write(`upload-${uploadId}`, 'media.UploadStarted', data, traceparent === undefined ? {} : { traceparent });
    return uploadId;
  };
  const of = (type: string) => log.events.filter((event) => event.type === type);
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  return { log, queues, parking, upload, write, of, until };
}

export const counting: JobHandler = {
  kind: 'count',
  concurrency: 2,
  run: async (_, job: Job) => ({ kind: 'done', result: { count: (job.input as { letters: string }).letters.length } }),
};
export const register = (assetId: string) => ({
  type: 'RegisterAsset',
  data: {
    assetId,
    uploadId: assetId,
    titleId: assetId,
    fileName: 'a.mp4',
    sizeBytes: 1,
    sha256: 'a'.repeat(64),
    storageKey: 'sources/a',
  },
});
export const requestOf = (processId: string, command: object, category = 'asset', streamId = processId) => ({
  requestId: randomUUID(),
  process: 'sample',
  processId,
  category,
  streamId,
  command,
});
