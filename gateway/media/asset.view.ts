import type { AssetRow } from '../../projections/media/assets.rows.ts';
import type { RequestContext } from '../graphql/context.ts';
import { posterPath } from './image-token.ts';

/** An asset as GraphQL shows it; `title` is resolved by a loader. */
export const assetView = (context: RequestContext) => (row: AssetRow) => ({
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
  posterUrl:
    row.posterKey === null
      ? null
      : posterPath(
          context.ports.keyring,
          { assetId: row.assetId, titleId: row.titleId, caller: context.caller.kind },
          context.ports.now(),
        ),
  posterPlaceholder: row.posterPlaceholder,
  startedAt: row.startedAt,
  updatedAt: row.updatedAt,
  position: row.position,
});

export type AssetView = ReturnType<ReturnType<typeof assetView>>;
