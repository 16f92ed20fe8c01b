import { openDatabase } from '../../adapters/postgres/database.ts';
import { createQueries } from '../../projections/queries.ts';
import { standardContexts } from '../contexts.ts';
import { createLogger } from '../logging.ts';
import type { ServiceUrls } from '../service-urls.ts';
import type { Finding } from './finding.ts';

/** What read models and roles have parked, which of them pause, and which jobs are open. Never rejects. */
export async function lookAtReadModels(urls: Pick<ServiceUrls, 'postgres'>): Promise<readonly Finding[]> {
  const db = openDatabase({ url: urls.postgres, log: createLogger('silent'), connections: 1 });
  try {
    const { consistency, jobs } = createQueries(db, standardContexts.projections);
    const [status, troubles, open] = [
      await consistency.status(),
      await consistency.troubles(),
      await jobs.openByKind(),
    ];
    const states = status.map(({ name, state }) => `${name} ${state}`).join(', ');
    const readModels = { part: 'read models', fact: states === '' ? 'none yet' : states };
    return [
      troubles.length === 0 ? readModels : { ...readModels, trouble: troubles.join('. ') },
      { part: 'jobs', fact: `open: ${[...open].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'none'}` },
    ];
  } catch {
    // Whether the database answers is told elsewhere; one that no role has started on has no tables.
    return [{ part: 'read models', fact: 'none yet, or out of reach' }];
  } finally {
    await db.close();
  }
}
