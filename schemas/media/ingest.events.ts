import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { AssetId, EncodingId, PackageId, TitleId, UploadId } from '../kernel/ids.ts';
import { JobRequested } from './job.events.ts';
import { Poster } from './job.types.ts';

export const IngestStarted = defineEvent({
  type: 'media.IngestStarted',
  version: 1,
  category: 'ingest',
  says: 'The ingest of an uploaded film began.',
  data: z.strictObject({ assetId: AssetId, uploadId: UploadId, titleId: TitleId, sourceKey: z.string() }),
});

/** A command that the process wants executed; `requestId` is the id of the command itself, so a repeat changes nothing. */
export const IngestCommandRequested = defineEvent({
  type: 'media.IngestCommandRequested',
  version: 1,
  category: 'ingest',
  says: 'The ingest process asked for a command.',
  data: z.strictObject({
    assetId: AssetId,
    requestId: z.uuid(),
    category: z.string(),
    streamId: z.uuid(),
    command: z.strictObject({ type: z.string(), data: z.record(z.string(), z.unknown()) }),
  }),
});

export const IngestPosterSettled = defineEvent({
  type: 'media.IngestPosterSettled',
  version: 1,
  category: 'ingest',
  says: 'The ingest knows its poster, or that there will be none.',
  data: z.strictObject({ assetId: AssetId, poster: Poster.nullable() }),
});

export const IngestPackageSealed = defineEvent({
  type: 'media.IngestPackageSealed',
  version: 1,
  category: 'ingest',
  says: 'The ingest saw its package sealed; only the poster may still be awaited.',
  data: z.strictObject({ assetId: AssetId, packageId: PackageId, encodingId: EncodingId, durationMs: z.int().min(0) }),
});

export const IngestFinished = defineEvent({
  type: 'media.IngestFinished',
  version: 1,
  category: 'ingest',
  says: 'The ingest ended, with a playable asset or a rejected one.',
  data: z.strictObject({ assetId: AssetId, outcome: z.enum(['ready', 'rejected']) }),
});

export const ingestEvents = [
  IngestStarted,
  JobRequested,
  IngestCommandRequested,
  IngestPosterSettled,
  IngestPackageSealed,
  IngestFinished,
] as const;
