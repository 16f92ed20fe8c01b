import { eventIndexProjection } from './audit/event-index.projection.ts';
import { titlesProjection } from './catalog/titles.projection.ts';
import { assetsProjection } from './media/assets.projection.ts';
import { progressProjection } from './playback/progress.projection.ts';
import type { Projection } from './runtime/projection.ts';

/** Every read model of Reprise. */
export const projections: readonly Projection[] = [
  titlesProjection,
  assetsProjection,
  progressProjection,
  eventIndexProjection,
];
