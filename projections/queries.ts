import type { Signals } from '../ports/signals.ts';
import type { EventIndexQueries } from './audit/event-index.rows.ts';
import { createEventIndexQueries } from './audit/event-index.queries.ts';
import type { TitleQueries } from './catalog/titles.rows.ts';
import { createTitleQueries } from './catalog/titles.queries.ts';
import type { Database } from './db/database.ts';
import type { AssetQueries } from './media/assets.rows.ts';
import { createAssetQueries } from './media/assets.queries.ts';
import type { ProgressQueries } from './playback/progress.rows.ts';
import { createProgressQueries } from './playback/progress.queries.ts';
import type { Consistency } from './runtime/consistency.ts';
import { createConsistency } from './runtime/consistency.queries.ts';

export { BadCursor } from './db/cursor.ts';

/** Every question that the read models answer. */
export interface Queries {
  readonly titles: TitleQueries;
  readonly assets: AssetQueries;
  readonly progress: ProgressQueries;
  readonly eventIndex: EventIndexQueries;
  readonly consistency: Consistency;
}

/**
 * @param signals make waiting for a position end sooner; without them the checkpoints are polled.
 */
export function createQueries(db: Database, signals?: Signals): Queries {
  return {
    titles: createTitleQueries(db),
    assets: createAssetQueries(db),
    progress: createProgressQueries(db),
    eventIndex: createEventIndexQueries(db),
    consistency: createConsistency(db, signals),
  };
}
