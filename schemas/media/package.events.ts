import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { AssetId, EncodingId, PackageId } from './ids.ts';
import { PackagedTrack } from './job.types.ts';

export const PackagePlanned = defineEvent({
  type: 'media.PackagePlanned',
  version: 1,
  category: 'package',
  description: 'A package of an encoding was asked for.',
  data: z.strictObject({ packageId: PackageId, assetId: AssetId, encodingId: EncodingId }),
});

export const TrackSegmented = defineEvent({
  type: 'media.TrackSegmented',
  version: 2,
  category: 'package',
  description: 'One track was cut into segments.',
  data: z.strictObject({ packageId: PackageId, track: PackagedTrack }),
});

export const PackageSealed = defineEvent({
  type: 'media.PackageSealed',
  version: 1,
  category: 'package',
  description: 'The package is complete and will never change.',
  data: z.strictObject({
    packageId: PackageId,
    assetId: AssetId,
    encodingId: EncodingId,
    storageKey: z.string(),
    hls: z.string(),
    dash: z.string(),
    durationMs: z.int().min(0),
    totalBytes: z.int().min(0),
    maxHeight: z.int().min(0),
  }),
});

export const packageEvents = [PackagePlanned, TrackSegmented, PackageSealed] as const;
