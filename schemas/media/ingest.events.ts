import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { TitleId } from '../catalog/ids.ts';
import { AssetId, EncodingId, PackageId, UploadId } from './ids.ts';
import { Poster } from './job.types.ts';

export const IngestStarted = defineEvent({
  type: 'media.IngestStarted',
  version: 1,
  category: 'ingest',
  description: 'The ingest of an uploaded film began.',
  data: z.strictObject({ assetId: AssetId, uploadId: UploadId, titleId: TitleId, sourceKey: z.string() }),
});

export const IngestPosterSettled = defineEvent({
  type: 'media.IngestPosterSettled',
  version: 1,
  category: 'ingest',
  description: 'The ingest knows its poster, or that there will be none.',
  data: z.strictObject({ assetId: AssetId, poster: Poster.nullable() }),
});

export const IngestPackageSealed = defineEvent({
  type: 'media.IngestPackageSealed',
  version: 1,
  category: 'ingest',
  description: 'The ingest saw its package sealed; only the poster may still be awaited.',
  data: z.strictObject({ assetId: AssetId, packageId: PackageId, encodingId: EncodingId, durationMs: z.int().min(0) }),
});

export const IngestFinished = defineEvent({
  type: 'media.IngestFinished',
  version: 1,
  category: 'ingest',
  description: 'The ingest ended, with a playable asset or a rejected one.',
  data: z.strictObject({ assetId: AssetId, outcome: z.enum(['ready', 'rejected']) }),
});

export const ingestEvents = [IngestStarted, IngestPosterSettled, IngestPackageSealed, IngestFinished] as const;
