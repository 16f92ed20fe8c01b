import type { Generated } from 'kysely';
import type { StoredEvent } from '../audit/event-index.projection.ts';
import type { StoredTitle } from '../catalog/titles.projection.ts';
import type { StoredAsset, packages } from '../media/assets.projection.ts';
import type { StoredProgress } from '../playback/progress.projection.ts';
import type { RowOf } from './table.ts';

interface CheckpointRow {
  readonly consumer: string;
  readonly position: bigint;
  readonly epoch: bigint;
  readonly holder: string | null;
  readonly expiresAt: string;
  readonly updatedAt: string;
}

interface ProjectionRow {
  readonly name: string;
  readonly version: number;
  readonly state: Generated<string>;
  readonly previousVersion: number | null;
  readonly previousPosition: bigint | null;
}

interface ParkedRow {
  readonly projection: string;
  readonly position: bigint;
  readonly eventId: string;
  readonly stream: string;
  readonly type: string;
  readonly key: string;
  readonly blocks: boolean;
  readonly error: string;
  readonly event: string;
  readonly parkedAt: string;
}

/** The tables as kysely sees them, in camelCase. */
export interface Schema {
  readonly 'runtime.checkpoints': CheckpointRow;
  readonly 'runtime.projections': ProjectionRow;
  readonly 'runtime.parkedEvents': ParkedRow;
  readonly 'titles.titles': StoredTitle;
  readonly 'assets.assets': StoredAsset;
  readonly 'assets.packages': RowOf<typeof packages>;
  readonly 'progress.progress': StoredProgress;
  readonly 'eventIndex.events': StoredEvent;
}
