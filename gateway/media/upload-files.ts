import type { EventLog } from '../../ports/event-log.ts';
import type { MediaStore } from '../../ports/media-store.ts';
import { language } from '../../schemas/language.ts';
import { loadUpload, type UploadHistory } from '../../commands/media/upload-history.ts';

/** Reads an upload from its own stream: the read models may lag, the log does not. */
export const readUpload = (log: EventLog, uploadId: string): Promise<UploadHistory> =>
  loadUpload({ log, language }, uploadId);

/** Where the bytes of an unfinished upload grow; beside it tus keeps `{key}.json`. */
export const uploadKey = (uploadId: string): string => `uploads/${uploadId}`;
/** Where a finished upload lies for good. */
export const sourceKey = (assetId: string): string => `sources/${assetId}`;

/**
 * Removes everything of an upload that was given up according to the log, also the film where somebody died after moving it.
 * Anything else keeps its bytes.
 */
export async function removeAborted(store: MediaStore, log: EventLog, uploadId: string): Promise<void> {
  const upload = await readUpload(log, uploadId);
  if (upload.status !== 'aborted') return;
  await store.remove(sourceKey(upload.started.assetId));
  await removeUploadBytes(store, uploadId);
}

/** Removes what an upload left in the upload directory; absent is fine. */
export async function removeUploadBytes(store: MediaStore, uploadId: string): Promise<void> {
  await store.remove(uploadKey(uploadId));
  await store.remove(`${uploadKey(uploadId)}.json`);
}
