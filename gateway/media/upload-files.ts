import type { EventLog } from '../../ports/event-log.ts';
import type { MediaStore } from '../../ports/media-store.ts';
import { language } from '../../schemas/language.ts';
import type { UploadCompleted, UploadStarted } from '../../schemas/media/upload.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';

type Started = EventOf<typeof UploadStarted>['data'];
type Completed = EventOf<typeof UploadCompleted>['data'];

/** An upload as the log tells it. */
export type Upload =
  | { readonly status: 'none' }
  | {
      readonly status: 'open';
      readonly started: Started;
      readonly startedAt: Date;
      readonly correlationId: string;
      readonly traceparent: string | undefined;
    }
  | { readonly status: 'complete'; readonly completed: Completed }
  | { readonly status: 'aborted'; readonly assetId: string };

/** Reads an upload from its own stream: the read models may lag, the log does not. */
export async function readUpload(log: EventLog, uploadId: string): Promise<Upload> {
  let upload: Upload = { status: 'none' };
  for await (const recorded of log.readStream(`upload-${uploadId}`)) {
    const decoded = language.decode(recorded);
    if (decoded.kind === 'unknown') continue;
    const { event } = decoded;
    if (event.type === 'media.UploadStarted')
      upload = {
        status: 'open',
        started: event.data,
        startedAt: recorded.recordedAt,
        correlationId: event.metadata.$correlationId,
        traceparent: event.metadata.traceparent,
      };
    else if (event.type === 'media.UploadCompleted') upload = { status: 'complete', completed: event.data };
    else if (event.type === 'media.UploadAborted') upload = { status: 'aborted', assetId: event.data.assetId };
  }
  return upload;
}

/** Where the bytes of an unfinished upload grow; beside it tus keeps `{key}.json`. */
export const uploadKey = (uploadId: string): string => `uploads/${uploadId}`;
/** Where a finished upload lies for good. */
export const sourceKey = (assetId: string): string => `sources/${assetId}`;

/**
 * Removes everything of an upload that the log says was given up, also the film where somebody died after moving it.
 * Anything else keeps its bytes.
 */
export async function removeAborted(store: MediaStore, log: EventLog, uploadId: string): Promise<void> {
  const upload = await readUpload(log, uploadId);
  if (upload.status !== 'aborted') return;
  await store.remove(sourceKey(upload.assetId));
  await removeUploadBytes(store, uploadId);
}

/** Removes what an upload left in the upload directory; absent is fine. */
export async function removeUploadBytes(store: MediaStore, uploadId: string): Promise<void> {
  await store.remove(uploadKey(uploadId));
  await store.remove(`${uploadKey(uploadId)}.json`);
}
