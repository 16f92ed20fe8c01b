import type { PlaybackInputs } from '../../domain/playback/playback-decision.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCache } from '../http/cache.ts';

type Title = PlaybackInputs['title'];

/** How old an answer may get when the signal of a change was lost, ms. */
const MOST_STALE_MS = 5000;

/**
 * Titles as they are now, for paths that are asked many times a second: kept in memory, loaded again when the change feed
 * names them, and looked at again after some seconds in case the feed lost something. While the database is away, what
 * was known last goes on counting.
 */
export interface LiveTitles {
  /** Undefined: there is no such title. */
  get(titleId: string): Promise<Title>;
}

const made = new WeakMap<GatewayServices['ports'], LiveTitles>();

/** The one set of live titles of a gateway. */
export function liveTitles({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): LiveTitles {
  const known = made.get(ports);
  if (known !== undefined) return known;
  const cache = createCache<NonNullable<Title>>({
    max: 10_000,
    ttlMs: MOST_STALE_MS,
    async load(titleId) {
      const row = await ports.queries.titles.byId(titleId);
      return row === undefined ? undefined : { status: row.status, packageId: row.packageId };
    },
  });
  changes.watch('title', (titleId) => cache.renew(titleId));
  const titles: LiveTitles = { get: (titleId) => cache.get(titleId) };
  made.set(ports, titles);
  return titles;
}
