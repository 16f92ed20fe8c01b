import type { Page } from '../db/page.ts';

/** One film on the studio's pipeline board. Instants are ISO 8601, sizes bytes, durations ms. */
export interface AssetRow {
  readonly assetId: string;
  readonly uploadId: string;
  readonly titleId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string | null;
  readonly stage: AssetStage;
  readonly durationMs: number | null;
  readonly video: {
    readonly codec: string;
    readonly width: number;
    readonly height: number;
    readonly fps: number;
  } | null;
  readonly renditions: readonly RenditionCell[];
  readonly jobs: readonly JobCell[];
  readonly rejection: {
    readonly stage: string;
    readonly code: string;
    readonly message: string;
    readonly detail: string;
  } | null;
  /** What jobs left out, repaired or changed, in the order of the jobs. */
  readonly notes: readonly NoteCell[];
  readonly posterKey: string | null;
  readonly posterPlaceholder: string | null;
  readonly packageId: string | null;
  readonly startedAt: string;
  readonly updatedAt: string;
  /** Position of the last event folded into the row, decimal. */
  readonly position: string;
}

export type AssetStage = 'uploading' | 'aborted' | 'probing' | 'encoding' | 'packaging' | 'ready' | 'rejected';

export interface RenditionCell {
  readonly name: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly bitrateKbps: number;
  readonly state: 'planned' | 'encoded' | 'packaged';
  readonly averageKbps: number | null;
}

export interface NoteCell {
  readonly stage: JobCell['kind'];
  readonly code: string;
  readonly message: string;
}

export interface JobCell {
  readonly jobId: string;
  readonly kind: 'probe' | 'poster' | 'encode' | 'package';
  readonly state: 'requested' | 'running' | 'completed' | 'retrying' | 'failed' | 'cancelled';
  readonly attempt: number;
  readonly worker: string | null;
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly wallMs: number | null;
  /** The last output of the program when it failed. */
  readonly lastError: string | null;
}

/** Where a package's bytes are; read on the delivery path, cached there. */
export interface PackageRow {
  readonly packageId: string;
  readonly assetId: string;
  readonly storageKey: string;
  readonly hls: string;
  readonly dash: string;
  readonly durationMs: number;
  readonly totalBytes: number;
  readonly maxHeight: number;
}

/** Queries of the projection `assets`. */
export interface AssetQueries {
  byId(assetId: string): Promise<AssetRow | undefined>;
  byIds(assetIds: readonly string[]): Promise<ReadonlyMap<string, AssetRow>>;
  /** Newest first, keyset paged: `after` is the opaque cursor of the last row seen. */
  board(page: { first: number; after?: string | undefined; stage?: AssetStage | undefined }): Promise<Page<AssetRow>>;
  countByStage(): Promise<Readonly<Record<AssetStage, number>>>;
  packageById(packageId: string): Promise<PackageRow | undefined>;
}
