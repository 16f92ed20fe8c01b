import type { Database } from '../../ports/database.ts';
import type { OpenJob } from '../../ports/open-jobs.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { jobsProjection } from './jobs.projection.ts';

export interface JobQueries {
  /** The oldest open jobs, oldest first, 10 000 at most. */
  open(): Promise<readonly OpenJob[]>;
  /** How many jobs of each kind are open; kinds without any are left out. */
  openByKind(): Promise<ReadonlyMap<string, number>>;
}

const MOST = 10_000;

/** The only way to the tables of `jobs`. */
export function createJobQueries(db: Database): JobQueries {
  const kysely = db.kysely<TablesOf<typeof jobsProjection>>();
  return {
    async openByKind() {
      const rows = await kysely
        .selectFrom('jobs.jobs')
        .select(['kind', ({ fn }) => fn.countAll<bigint>().as('count')])
        .where('open', '=', true)
        .groupBy('kind')
        .execute();
      return new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
    },
    open: () =>
      kysely
        .selectFrom('jobs.jobs')
        .select(['jobId', 'kind', 'requestedAt', 'stream', 'revision'])
        .where('open', '=', true)
        .orderBy('requestedAt')
        .limit(MOST)
        .execute(),
  };
}
