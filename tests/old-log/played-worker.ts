import { language } from '../../schemas/language.ts';
import type { JobInput, JobKind, JobResult } from '../../schemas/media/job.types.ts';
import type { WorkerContext } from '../../workers/runtime/context.ts';
import { readOldLog } from '../fixtures/old-log/load.ts';

type ResultOf<K extends JobKind> = Extract<JobResult, { kind: K }>;

/** What workers of 0.1.0 answered to the first job of a kind. */
function recordedAnswer<K extends JobKind>(kind: K): ResultOf<K> {
  for (const recorded of readOldLog('hand-made')) {
    const decoded = language.decode(recorded);
    if (decoded.kind === 'known' && decoded.event.type === 'kernel.JobCompleted' && decoded.event.data.kind === kind)
      return decoded.event.data.result as ResultOf<K>;
  }
  throw new Error(`The old log holds no answer to a job of the kind ${kind}.`);
}

/** A plausible answer: as it was recorded for another film, with the keys and renditions that this job is about. */
function answer(input: JobInput, attempt: number): JobResult {
  switch (input.kind) {
    case 'probe':
      return recordedAnswer('probe');
    case 'poster': {
      const { poster } = recordedAnswer('poster');
      return { kind: 'poster', poster: { ...poster, storageKey: `posters/${input.assetId}/${attempt}.jpg` } };
    }
    case 'encode': {
      const recorded = recordedAnswer('encode');
      const renditions = (['video', 'audio'] as const).flatMap((kind) => {
        const template = recorded.renditions.find((rendition) => rendition.kind === kind);
        return template === undefined ? [] : input.plan[kind].map(({ name }) => ({ ...template, name }));
      });
      return { ...recorded, encodingKey: `encodings/${input.encodingId}/${attempt}`, renditions };
    }
    case 'package':
      return { ...recordedAnswer('package'), storageKey: `packages/${input.packageId}/${attempt}` };
  }
}

/**
 * The media worker, played: there are no films and no programs. It answers each job at once, and refuses those of the films
 * that it is told.
 */
export const playedWorker = (isRefused: (input: JobInput) => boolean): WorkerContext => ({
  name: 'media',
  jobs: (['probe', 'poster', 'encode', 'package'] as const).map((kind) => ({
    kind,
    concurrency: 4,
    async run(_, job) {
      const input = job.input as JobInput;
      return isRefused(input)
        ? {
            kind: 'refused',
            retryable: false,
            reason: { code: 'no-video', message: 'There is no picture in the file.', detail: 'played' },
          }
        : { kind: 'done', result: answer(input, job.attempt) };
    },
  })),
});
