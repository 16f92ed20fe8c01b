import { rightsNow } from '../../commands/catalog/rights-now.ts';
import { titleNow } from '../../commands/catalog/title-now.ts';
import type { PlaybackInputs } from '../../domain/playback/playback-decision.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCache } from '../http/cache.ts';
import { within } from '../http/deadline.ts';
import { isOutage } from '../../ports/outage.ts';
import type { GatewayPorts } from '../ports.ts';

type Known = NonNullable<PlaybackInputs['title']> & {
  /** Of its stream, and of that of its rights; -1: there is none. */
  readonly revision: string;
  readonly rightsRevision: string;
};
type Title = Known | undefined;

/** How old an answer may get when the signal of a change was lost, ms. */
const MOST_STALE_MS = 5000;
/** How long the log may take to say what the read model does not know yet, ms; then the row counts. */
const LOG_MS = 1000;

/**
 * Titles as they are now, for paths that are asked many times a second: kept in memory, loaded again when the change feed
 * names them, and looked at again after some seconds in case the feed lost something. While the database is away, what
 * was known last goes on counting.
 */
export interface LiveTitles {
  /** Undefined: there is no such title. */
  get(titleId: string): Promise<Title>;
}

/**
 * A title as its stream says it is: its row, and what happened since. A read model that is late, paused, blocked or away keeps
 * nobody from being heard who took a title down. While the log is away, the row counts.
 * @param asked its row, where that is asked for already
 */
export async function titleOfNow(
  { queries, log }: Pick<GatewayPorts, 'queries' | 'log'>,
  titleId: string,
  asked = queries.titles.byId(titleId),
): Promise<Title> {
  let row: Awaited<typeof asked>;
  try {
    row = await asked;
  } catch (error) {
    if (!isOutage(error)) throw error;
    // A title's stream is short: without the row it is read from its beginning.
    const [whole, rights] = await within(LOG_MS, Promise.all([titleNow(log, titleId), rightsNow(log, titleId)]));
    if (whole === undefined) throw error;
    return { titleId, ...whole, windows: rights.windows, rightsRevision: rights.revision };
  }
  if (row === undefined) return undefined;
  const { status, packageId, age, tags, windows, revision, rightsRevision } = row;
  try {
    const [title, rights] = await within(
      LOG_MS,
      Promise.all([titleNow(log, titleId, row), rightsNow(log, titleId, row)]),
    );
    return title && { titleId, ...title, windows: rights.windows, rightsRevision: rights.revision };
  } catch {
    return { titleId, status, packageId, age, tags, windows, revision, rightsRevision };
  }
}

const made = new WeakMap<GatewayServices['ports'], LiveTitles>();

/** The one set of live titles of a gateway. */
export function liveTitles({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): LiveTitles {
  const known = made.get(ports);
  if (known !== undefined) return known;
  const cache = createCache<Known>({
    max: 10_000,
    ttlMs: MOST_STALE_MS,
    load: (titleId) => titleOfNow(ports, titleId),
  });
  changes.watch('title', (titleId) => cache.renew(titleId));
  const titles: LiveTitles = { get: (titleId) => cache.get(titleId) };
  made.set(ports, titles);
  return titles;
}
