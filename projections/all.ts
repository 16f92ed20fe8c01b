import { eventIndexProjection } from './audit/event-index.projection.ts';
import { titlesProjection } from './catalog/titles.projection.ts';
import { assetPipelineProjection } from './media/asset-board.projection.ts';
import { watchProgressProjection } from './playback/progress.projection.ts';
import type { Projection } from './runtime/projection.ts';

/** Every read model of Reprise. */
export const projections: readonly Projection[] = [
  titlesProjection,
  assetPipelineProjection,
  watchProgressProjection,
  eventIndexProjection,
];
