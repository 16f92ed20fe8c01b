import type { Database } from '../../ports/database.ts';
import type { DueTimer, DueTimers } from '../../ports/due-timers.ts';
import type { Signals } from '../../ports/signals.ts';
import type { Consistency } from '../runtime/consistency.ts';

const CATCH_UP_MS = 5_000;

/** Timers that are set, in the order in which they are due. */
export interface TimerQueries {
  /** See `DueTimers.take`. */
  readonly take: DueTimers['take'];
  readonly nextAfter: DueTimers['nextAfter'];
}

/** The only way to the tables of `timers`. */
export function createTimerQueries(db: Database): TimerQueries {
  return {
    // Who sleeps while it holds the locks loses them: the database ends transactions that are left idle.
    take: (now, limit, fire, after) =>
      db.transaction(async (session) => {
        const { rows } = await session.query<DueTimer>(
          `select process, process_id as "processId", name, due_at as "dueAt", position::text as position
           from timers.timers t
           where due_at <= $1 and ($3::timestamptz is null or (due_at, process, process_id, name) > ($3, $4, $5::uuid, $6))
             and not exists (select from timers.timers earlier where (earlier.process, earlier.process_id) = (t.process, t.process_id)
               and (earlier.due_at, earlier.name) < (t.due_at, t.name))
           order by due_at, process, process_id, name limit $2 for update of t skip locked`,
          [
            new Date(now).toISOString(),
            limit,
            after?.dueAt ?? null,
            after?.process ?? null,
            after?.processId ?? null,
            after?.name ?? null,
          ],
        );
        if (rows.length > 0) await fire(rows);
        return rows.length;
      }),
    async nextAfter(now) {
      const { rows } = await db.query<{ next: string | null }>(
        'select min(due_at) as next from timers.timers where due_at > $1',
        [new Date(now).toISOString()],
      );
      const next = rows[0]?.next ?? null;
      return next === null ? undefined : Date.parse(next);
    },
  };
}

/** The port of the timers role, made of the read model's queries. */
export const createDueTimers = (
  timers: TimerQueries,
  consistency: Pick<Consistency, 'waitFor'>,
  signals: Signals,
): DueTimers => ({
  ...timers,
  onChange: (listener) => signals.subscribe('read.timers.*', () => listener()),
  caughtUpWith: async (token) => void (await consistency.waitFor(token, ['timers'], CATCH_UP_MS)),
});
