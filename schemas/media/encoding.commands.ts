import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { AssetId, EncodingId } from './ids.ts';
import { EncodingPlanned } from './encoding.events.ts';
import { EncodedRendition } from './job.types.ts';
import { Probe } from './probe.ts';

export const PlanEncoding = defineCommand({
  type: 'PlanEncoding',
  category: 'encoding',
  description: 'Choose the ladder for a probed asset.',
  data: z.strictObject({
    encodingId: EncodingId,
    assetId: AssetId,
    sourceKey: EncodingPlanned.data.shape.sourceKey,
    probe: Probe,
  }),
});
export const CompleteEncoding = defineCommand({
  type: 'CompleteEncoding',
  category: 'encoding',
  description: 'Record the renditions that the encoder made.',
  data: z.strictObject({
    encodingId: EncodingId,
    assetId: AssetId,
    encodingKey: z.string(),
    durationMs: z.int().min(0),
    renditions: z.array(EncodedRendition),
  }),
});

export const encodingCommands = [PlanEncoding, CompleteEncoding] as const;
