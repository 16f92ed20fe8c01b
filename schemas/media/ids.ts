import type { z } from 'zod';
import { id } from '../kernel/id.ts';

// Ids of what the pipeline makes.

export const UploadId = id('UploadId');
export type UploadId = z.infer<typeof UploadId>;
export const AssetId = id('AssetId');
export type AssetId = z.infer<typeof AssetId>;
export const EncodingId = id('EncodingId');
export type EncodingId = z.infer<typeof EncodingId>;
export const PackageId = id('PackageId');
export type PackageId = z.infer<typeof PackageId>;
export const JobId = id('JobId');
export type JobId = z.infer<typeof JobId>;
