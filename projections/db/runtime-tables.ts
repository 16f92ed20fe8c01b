import type { Generated } from 'kysely';

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

/** The tables that are not read models, as kysely sees them. */
export interface RuntimeTables {
  readonly 'runtime.checkpoints': CheckpointRow;
  readonly 'runtime.projections': ProjectionRow;
  readonly 'runtime.parkedEvents': ParkedRow;
}
