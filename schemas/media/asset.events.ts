import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { TitleId } from '../catalog/ids.ts';
import { AssetId, EncodingId, PackageId, UploadId } from './ids.ts';
import { JobKind, Poster, RejectionReason } from './job.types.ts';
import { AssetNotes } from './notes.ts';
import { Probe } from './probe.ts';

export const AssetUploaded = defineEvent({
  type: 'media.AssetUploaded',
  version: 1,
  category: 'asset',
  description: 'A source file became an asset.',
  data: z.strictObject({
    assetId: AssetId,
    uploadId: UploadId,
    titleId: TitleId,
    fileName: z.string().min(1).max(255),
    sizeBytes: z.int().min(0),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    storageKey: z.string(),
  }),
});

export const AssetProbed = defineEvent({
  type: 'media.AssetProbed',
  version: 1,
  category: 'asset',
  description: 'The source was examined and is a film that can be encoded.',
  data: z.strictObject({ assetId: AssetId, probe: Probe }),
});

export const AssetNoted = defineEvent({
  type: 'media.AssetNoted',
  version: 1,
  category: 'asset',
  description:
    'A job found what is no reason to refuse the film and worth knowing: what was left out, mended or changed.',
  data: z.strictObject({ assetId: AssetId, stage: JobKind, notes: AssetNotes.min(1) }),
});

export const PosterExtracted = defineEvent({
  type: 'media.PosterExtracted',
  version: 1,
  category: 'asset',
  description: 'A still of the film became its poster.',
  data: z.strictObject({ assetId: AssetId, poster: Poster }),
});

export const AssetRejected = defineEvent({
  type: 'media.AssetRejected',
  version: 2,
  category: 'asset',
  description: 'The source cannot become a film.',
  data: z.strictObject({ assetId: AssetId, stage: JobKind, reason: RejectionReason }),
});

export const AssetReady = defineEvent({
  type: 'media.AssetReady',
  version: 1,
  category: 'asset',
  description: 'The asset is packaged and can be played.',
  data: z.strictObject({ assetId: AssetId, encodingId: EncodingId, packageId: PackageId, durationMs: z.int().min(0) }),
});

export const assetEvents = [
  AssetUploaded,
  AssetProbed,
  AssetNoted,
  PosterExtracted,
  AssetRejected,
  AssetReady,
] as const;
