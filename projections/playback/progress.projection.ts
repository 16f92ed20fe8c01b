import { fitInstant } from '../db/fit.ts';
import { boolean, instant, int, long, nullable, oneOf, table, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { Edit } from '../runtime/projection.ts';
import { judge, WATCH_RULE } from './watch-rule.ts';
import type { Watched, WatchRule } from './watch-rule.ts';

export const progress = table('progress', {
  key: ['profileId', 'titleId'],
  columns: {
    profileId: uuid,
    titleId: uuid,
    /** The session whose place counts: the latest that reported one. Null: none did. */
    sessionId: nullable(uuid),
    /** Orders the sessions of a profile. */
    sessionStartedAt: nullable(instant),
    /** Of the last heartbeat that counted; `ENDED` once the session is over. */
    seq: int,
    playheadMs: int,
    durationMs: int,
    atEnd: boolean,
    /** The latest session that began: heartbeats age away, and of its end it must be known how long the film is. */
    begunSessionId: nullable(uuid),
    begunAt: nullable(instant),
    begunDurationMs: int,
    /** What the viewer says of it. */
    marked: nullable(oneOf<'watched' | 'unwatched'>()),
    markedAt: nullable(instant),
    removedAt: nullable(instant),
    /** By the rule, of all that. */
    positionMs: int,
    finished: boolean,
    /** Over 5 % or 60 s in, not finished and not taken away: worth offering again. */
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
const cut = (ms: number): number => Math.min(ms, INT32_MAX);

/** The playhead means nothing while a player starts, preloads or has failed: it says 0 before it has sought. */
const meaningless = new Set(['s', 'd', 'f']);

type Who = { readonly data: { readonly profileId: string; readonly titleId: string }; readonly position: bigint };

const untouched = (fact: Who, updatedAt: string): StoredProgress => ({
  profileId: fact.data.profileId,
  titleId: fact.data.titleId,
  ...{ sessionId: null, sessionStartedAt: null, seq: 0, playheadMs: 0, durationMs: 0, atEnd: false },
  ...{ begunSessionId: null, begunAt: null, begunDurationMs: 0, marked: null, markedAt: null, removedAt: null },
  ...{ positionMs: 0, finished: false, resumable: false, updatedAt, position: fact.position },
});

/** What a session says of where its viewer is. */
type Place = Pick<StoredProgress, 'sessionStartedAt' | 'seq' | 'playheadMs' | 'durationMs' | 'atEnd' | 'updatedAt'>;

/**
 * How far each profile got in each title: the last heartbeat of the latest session counts, unless the viewer said something
 * else since. A session's end and its figures say where it was when its heartbeats have aged away.
 */
export function progressBy(rule: WatchRule) {
  const change = (
    fact: Who,
    apply: (row: StoredProgress | undefined) => (Partial<StoredProgress> & Partial<Watched>) | undefined,
  ): readonly Edit[] => [
    edit(progress, [fact.data.profileId, fact.data.titleId], (before) => {
      const changed = apply(before);
      if (changed === undefined) return before;
      const row = { ...(before ?? untouched(fact, changed.updatedAt ?? '')), ...changed, position: fact.position };
      return { ...row, ...judge(rule, row) };
    }),
  ];
  /** A mark is no watching: it says when somebody last watched only where nobody did. */
  const mark = (fact: Who & { readonly data: { readonly markedAt: string } }, said: 'watched' | 'unwatched' | null) =>
    change(fact, (row) => {
      const at = fitInstant(fact.data.markedAt);
      return {
        ...(said === null ? { removedAt: at } : { marked: said, markedAt: at }),
        ...(row === undefined || row.sessionId === null ? { updatedAt: at } : {}),
      };
    });
  return projection({
    name: 'progress',
    formerly: ['watch_progress'],
    version: 200 + rule.version,
    tables: [progress],
    key: (fact) => fact.data.profileId,
    on: {
      'playback.PlaybackStarted': (fact) =>
        change(fact, (row) => {
          const begunAt = fitInstant(fact.metadata.occurredAt);
          if (row !== undefined && row.begunAt !== null && row.begunAt > begunAt) return undefined;
          const { sessionId, durationMs } = fact.data;
          const begun = { begunSessionId: sessionId, begunAt, begunDurationMs: cut(durationMs) };
          return row === undefined ? { ...begun, updatedAt: begunAt } : begun;
        }),
      'playback.PlaybackHeartbeat': (fact) =>
        change(fact, (row) => {
          const { data } = fact;
          const startedAt = fitInstant(data.startedAt);
          if (row !== undefined && !isNews(row, data.sessionId, startedAt, seqOf(data.seq))) return undefined;
          const sample = data.samples.findLast(({ sta }) => !meaningless.has(sta));
          if (sample === undefined) return undefined;
          const place: Place = {
            sessionStartedAt: startedAt,
            seq: seqOf(data.seq),
            playheadMs: cut(sample.pt),
            durationMs: cut(data.durationMs),
            atEnd: sample.sta === 'e',
            updatedAt: fitInstant(data.receivedAt),
          };
          return { sessionId: data.sessionId, ...place };
        }),
      'playback.PlaybackEnded': (fact) =>
        change(fact, (row) => {
          const { sessionId, positionMs, reason } = fact.data;
          // A player that was closed before it had sought says 0.
          if (positionMs === 0 && reason !== 'ended') return undefined;
          return ofOver(row, sessionId, undefined, {
            playheadMs: cut(positionMs),
            atEnd: reason === 'ended',
            updatedAt: fact.recordedAt.toISOString(),
          });
        }),
      'playback.PlaybackSummarised': (fact) =>
        change(fact, (row) => {
          const { sessionId, startedAt, lastMs, watchedMs, outcome, endedAt, durationMs } = fact.data;
          if (watchedMs === 0 && outcome !== 'ended') return undefined;
          return ofOver(row, sessionId, fitInstant(startedAt), {
            playheadMs: cut(lastMs),
            atEnd: outcome === 'ended',
            updatedAt: fitInstant(endedAt),
            ...(durationMs === null ? {} : { durationMs }),
          });
        }),
      'playback.TitleMarkedWatched': (fact) => mark(fact, 'watched'),
      'playback.TitleMarkedUnwatched': (fact) => mark(fact, 'unwatched'),
      'playback.TitleTakenFromContinueWatching': (fact) => mark(fact, null),
    },
  });
}

/** Whether a heartbeat is later than what the row knows: by session start, then by sequence within the session. */
function isNews(row: StoredProgress, sessionId: string, startedAt: string, seq: number): boolean {
  if (row.sessionId === sessionId) return seq > row.seq;
  return row.sessionStartedAt === null || startedAt > row.sessionStartedAt;
}

/** What the end of a session makes of a row: it is the last word of the session that counts, or of a later one. */
function ofOver(
  row: StoredProgress | undefined,
  sessionId: string,
  startedAt: string | undefined,
  place: Pick<Place, 'playheadMs' | 'atEnd' | 'updatedAt'> & { readonly durationMs?: number },
): (Partial<StoredProgress> & Pick<StoredProgress, 'seq'>) | undefined {
  if (row === undefined || (row.sessionId === sessionId && row.seq === ENDED)) return undefined;
  if (row.sessionId === sessionId) return { ...place, seq: ENDED };
  const isBegun = row.begunSessionId === sessionId;
  const since = startedAt ?? (isBegun ? row.begunAt : null);
  const durationMs = place.durationMs ?? (isBegun ? row.begunDurationMs : undefined);
  if (since === null || durationMs === undefined) return undefined;
  if (row.sessionStartedAt !== null && since <= row.sessionStartedAt) return undefined;
  return { sessionId, sessionStartedAt: since, ...place, durationMs, seq: ENDED };
}

/** By the rule that is in force. */
export const progressProjection = progressBy(WATCH_RULE);
