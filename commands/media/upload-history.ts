import { uploadDecider, type UploadState } from '../../domain/media/upload.decider.ts';
import { UploadStarted } from '../../schemas/media/upload.events.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import { loadState, type HistoryDeps } from '../pipeline/load.ts';

/** An upload as its stream tells it: its state, and what was announced when it began. */
export type UploadHistory =
  | { readonly status: 'none' }
  | {
      readonly status: Exclude<UploadState['status'], 'none'>;
      readonly started: EventOf<typeof UploadStarted>['data'];
      readonly startedAt: Date;
      readonly startedBy: Actor;
      readonly correlationId: string;
      /** Where the trace goes on that the upload began in; undefined for one of before traces. */
      readonly traceparent: string | undefined;
    };

/** Reads an upload from its own stream: the read models may lag, the log does not. */
export async function loadUpload(deps: HistoryDeps, uploadId: string): Promise<UploadHistory> {
  const { state, first } = await loadState(deps, uploadDecider, uploadId);
  if (state.status === 'none' || first === undefined) return { status: 'none' };
  return {
    status: state.status,
    started: UploadStarted.data.parse(first.data),
    startedAt: first.recordedAt,
    startedBy: first.metadata.actor,
    correlationId: first.metadata.$correlationId,
    traceparent: first.metadata.traceparent,
  };
}
