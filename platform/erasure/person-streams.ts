import type { PersonStreams } from '../../ports/person-streams.ts';
import type { Queries } from '../../projections/queries.ts';

/** How long it is waited for the read model, ms. */
const WAIT_MS = 30_000;

/** By the read model `traces`. */
export const createPersonStreams = (queries: Pick<Queries, 'traces' | 'consistency'>): PersonStreams => ({
  async of(subjects, position) {
    if (!(await queries.consistency.waitFor(String(position), ['traces'], WAIT_MS)))
      throw new Error('The read model `traces` is not as far as the log yet.');
    return queries.traces.of(subjects);
  },
});
