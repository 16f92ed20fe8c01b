import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { UploadAborted, UploadCompleted, UploadStarted } from './upload.events.ts';

export const StartUpload = defineCommand({
  type: 'StartUpload',
  category: 'upload',
  description: 'Begin an upload.',
  data: UploadStarted.data,
});
export const CompleteUpload = defineCommand({
  type: 'CompleteUpload',
  category: 'upload',
  description: 'Record that all bytes arrived.',
  data: UploadCompleted.data.pick({ uploadId: true, sizeBytes: true, sha256: true, storageKey: true }),
});
export const AbortUpload = defineCommand({
  type: 'AbortUpload',
  category: 'upload',
  description: 'Give an unfinished upload up.',
  data: z.strictObject({ uploadId: UploadStarted.data.shape.uploadId, reason: UploadAborted.data.shape.reason }),
});

export const uploadCommands = [StartUpload, CompleteUpload, AbortUpload] as const;
