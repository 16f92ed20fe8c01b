import { fitInstant } from '../db/fit.ts';
import { boolean, instant, int, long, table, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { Fact } from '../runtime/projection.ts';

export const progress = table('progress', {
  key: ['profileId', 'titleId'],
  columns: {
    profileId: uuid,
    titleId: uuid,
    sessionId: uuid,
    /** Orders the sessions of a profile. */
    sessionStartedAt: instant,
    /** Of the last heartbeat that counted; `ENDED` once the session is over. */
    seq: int,
    positionMs: int,
    durationMs: int,
    finished: boolean,
    /** Over 5 % or 60 s in and not finished: worth offering again. */
    resumable: boolean,
    updatedAt: instant,
    position: long,
  },
  indexes: [{ name: 'progress_resumable', on: 'profile_id, updated_at desc', where: 'resumable' }],
});
export type StoredProgress = RowOf<typeof progress>;

/** The largest `integer`. What players claim is cut to it: the event's schema allows more, and nothing may stop a projection. */
const INT32_MAX = 2 ** 31 - 1;
/** Higher than any heartbeat's `seq`: nothing of a session counts after its end. */
const ENDED = INT32_MAX;
const seqOf = (seq: number): number => Math.min(seq, ENDED - 1);
const FINISHED_AT = 0.95;
const WORTH_RESUMING_AT = 0.05;
const WORTH_RESUMING_MS = 60_000;

/** Derived facts of a position in a title of `durationMs`; a player may claim anything, so the position is clamped. */
function progressIn(
  durationMs: number,
  playheadMs: number,
  ended: boolean,
): Pick<StoredProgress, 'positionMs' | 'durationMs' | 'finished' | 'resumable'> {
  const duration = Math.min(durationMs, INT32_MAX);
  const positionMs = Math.min(playheadMs, duration);
  const finished = ended || (duration > 0 && positionMs >= duration * FINISHED_AT);
  const resumable = !finished && (positionMs > WORTH_RESUMING_MS || positionMs > duration * WORTH_RESUMING_AT);
  return { positionMs, durationMs: duration, finished, resumable };
}

/** The playhead means nothing while a player starts, preloads or has failed: it says 0 before it has sought. */
const meaningless = new Set(['s', 'd', 'f']);

/** Whether this heartbeat is later than what the row knows: by session start, then by sequence within the session. */
function isNews(row: StoredProgress, { data }: Fact<'playback.PlaybackHeartbeat'>): boolean {
  if (row.sessionId === data.sessionId) return seqOf(data.seq) > row.seq;
  return fitInstant(data.startedAt) > row.sessionStartedAt;
}

/** How far each profile got in each title: the last heartbeat of the latest session counts. */
export const progressProjection = projection({
  name: 'progress',
  formerly: ['watch_progress'],
  version: 1,
  tables: [progress],
  key: (fact) => fact.data.profileId,
  on: {
    'playback.PlaybackHeartbeat': (fact) => [
      edit(progress, [fact.data.profileId, fact.data.titleId], (row) => {
        const { data } = fact;
        if (row !== undefined && !isNews(row, fact)) return row;
        const sample = data.samples.findLast(({ sta }) => !meaningless.has(sta));
        if (sample === undefined) return row;
        return {
          profileId: data.profileId,
          titleId: data.titleId,
          sessionId: data.sessionId,
          sessionStartedAt: fitInstant(data.startedAt),
          seq: seqOf(data.seq),
          ...progressIn(data.durationMs, sample.pt, sample.sta === 'e'),
          updatedAt: fitInstant(data.receivedAt),
          position: fact.position,
        };
      }),
    ],
    'playback.PlaybackEnded': (fact) => [
      edit(progress, [fact.data.profileId, fact.data.titleId], (row) => {
        if (row === undefined || row.sessionId !== fact.data.sessionId || row.seq === ENDED) return row;
        const progress = progressIn(row.durationMs, fact.data.positionMs, fact.data.reason === 'ended');
        return { ...row, ...progress, seq: ENDED, updatedAt: fact.recordedAt.toISOString(), position: fact.position };
      }),
    ],
  },
});
