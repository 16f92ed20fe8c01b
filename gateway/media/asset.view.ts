import type { AssetRow } from '../../projections/media/assets.rows.ts';

/** An asset as GraphQL shows it; `title` is resolved by a loader, `posterUrl` is signed when it is asked for. */
export const assetView = (row: AssetRow) => ({
  id: row.assetId,
  uploadId: row.uploadId,
  titleId: row.titleId,
  fileName: row.fileName,
  sizeBytes: String(row.sizeBytes),
  sha256: row.sha256,
  stage: row.stage.toUpperCase(),
  durationMs: row.durationMs,
  video: row.video,
  renditions: row.renditions.map((rendition) => ({ ...rendition, state: rendition.state.toUpperCase() })),
  jobs: row.jobs.map(({ jobId, ...job }) => ({
    ...job,
    id: jobId,
    kind: job.kind.toUpperCase(),
    state: job.state.toUpperCase(),
  })),
  rejection: row.rejection,
  notes: row.notes.map((note) => ({ ...note, stage: note.stage.toUpperCase() })),
  hasPoster: row.posterKey !== null,
  posterPlaceholder: row.posterPlaceholder,
  startedAt: row.startedAt,
  updatedAt: row.updatedAt,
  position: row.position,
});

export type AssetView = ReturnType<typeof assetView>;
