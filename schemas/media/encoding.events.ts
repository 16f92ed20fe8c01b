import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { AssetId, EncodingId } from './ids.ts';
import { EncodedRendition } from './job.types.ts';
import { EncodingPlan } from './ladder.ts';

export const EncodingPlanned = defineEvent({
  type: 'media.EncodingPlanned',
  version: 1,
  category: 'encoding',
  description: 'The ladder for an asset was chosen.',
  data: z.strictObject({ encodingId: EncodingId, assetId: AssetId, sourceKey: z.string(), plan: EncodingPlan }),
});

export const RenditionEncoded = defineEvent({
  type: 'media.RenditionEncoded',
  version: 1,
  category: 'encoding',
  description: 'One rendition of the ladder is encoded.',
  data: z.strictObject({ encodingId: EncodingId, assetId: AssetId, rendition: EncodedRendition }),
});

export const EncodingCompleted = defineEvent({
  type: 'media.EncodingCompleted',
  version: 1,
  category: 'encoding',
  description: 'Every planned rendition is encoded.',
  data: z.strictObject({
    encodingId: EncodingId,
    assetId: AssetId,
    encodingKey: z.string(),
    durationMs: z.int().min(0),
    renditions: z.array(z.string()),
  }),
});

export const encodingEvents = [EncodingPlanned, RenditionEncoded, EncodingCompleted] as const;
