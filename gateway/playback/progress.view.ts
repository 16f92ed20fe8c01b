import type { ProgressRow } from '../../projections/playback/progress.rows.ts';
import type { TitleView } from '../catalog/title.view.ts';

/** How far a viewer got, as GraphQL shows it. */
export const progressView = (row: ProgressRow, title: TitleView) => ({
  title,
  positionMs: row.positionMs,
  durationMs: row.durationMs === 0 ? (title.durationMs ?? 0) : row.durationMs,
  finished: row.finished,
  resumable: row.resumable,
  updatedAt: row.updatedAt,
});
