import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { TitleId } from '../catalog/ids.ts';
import { AssetId, UploadId } from './ids.ts';

export const UploadStarted = defineEvent({
  type: 'media.UploadStarted',
  version: 1,
  category: 'upload',
  description: 'Somebody began to upload a film.',
  data: z.strictObject({
    uploadId: UploadId,
    assetId: AssetId,
    titleId: TitleId,
    fileName: z.string().min(1).max(255),
    sizeBytes: z.int().min(0),
  }),
});

export const UploadCompleted = defineEvent({
  type: 'media.UploadCompleted',
  version: 1,
  category: 'upload',
  description: 'Every byte of an upload has arrived and its checksum is known.',
  data: z.strictObject({
    uploadId: UploadId,
    assetId: AssetId,
    titleId: TitleId,
    fileName: z.string().min(1).max(255),
    sizeBytes: z.int().min(0),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    storageKey: z.string(),
  }),
});

export const UploadAborted = defineEvent({
  type: 'media.UploadAborted',
  version: 1,
  category: 'upload',
  description: 'An upload was given up before it was complete.',
  data: z.strictObject({ uploadId: UploadId, assetId: AssetId, reason: z.enum(['cancelled', 'expired']) }),
});

export const uploadEvents = [UploadStarted, UploadCompleted, UploadAborted] as const;
