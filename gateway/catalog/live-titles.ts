import type { PlaybackInputs } from '../../domain/playback/playback-decision.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCache } from '../http/cache.ts';
import { within } from '../http/deadline.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { language } from '../../schemas/language.ts';
import { isOutage } from '../../ports/outage.ts';
import type { GatewayPorts } from '../ports.ts';

type Title = PlaybackInputs['title'];

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
export async function titleNow(
  ports: Pick<GatewayPorts, 'queries' | 'log'>,
  titleId: string,
  asked = ports.queries.titles.byId(titleId),
): Promise<Title> {
  let row: Awaited<typeof asked>;
  try {
    row = await asked;
  } catch (error) {
    if (!isOutage(error)) throw error;
    // A title's stream is short: without the row it is read from its beginning.
    const whole = await within(LOG_MS, sinceThen(ports.log, titleId, -1n, undefined));
    if (whole === undefined) throw error;
    return whole;
  }
  if (row === undefined) return undefined;
  const { status, packageId, age, revision } = row;
  const known = { status, packageId, age };
  return within(LOG_MS, sinceThen(ports.log, titleId, BigInt(revision), known)).catch(() => known);
}

const DRAFT: NonNullable<Title> = { status: 'draft', packageId: null, age: null };

async function sinceThen(log: GatewayPorts['log'], titleId: string, revision: bigint, title: Title): Promise<Title> {
  let now = title;
  for await (const recorded of log.readStream(`title-${titleId}`, { from: revision + 1n })) {
    const decoded = language.decode(recorded);
    now ??= DRAFT;
    // What a newer version wrote may not be understood here, and takes a title down all the same.
    if (decoded.kind === 'known') now = after(now, decoded.event);
    else if (takenDown.has(recorded.type)) now = { ...now, status: 'unpublished' };
  }
  return now;
}

const takenDown: ReadonlySet<string> = new Set(language.recordedNames(['catalog.TitleUnpublished']));

function after(title: NonNullable<Title>, event: DecodedEvent): NonNullable<Title> {
  switch (event.type) {
    case 'catalog.TitlePublished':
      return { ...title, status: 'published' };
    case 'catalog.TitleUnpublished':
      return { ...title, status: 'unpublished' };
    case 'catalog.TitleMediaAttached':
      return { ...title, packageId: event.data.packageId };
    case 'catalog.TitleRated':
      return { ...title, age: event.data.age };
    default:
      return title;
  }
}

const made = new WeakMap<GatewayServices['ports'], LiveTitles>();

/** The one set of live titles of a gateway. */
export function liveTitles({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): LiveTitles {
  const known = made.get(ports);
  if (known !== undefined) return known;
  const cache = createCache<NonNullable<Title>>({
    max: 10_000,
    ttlMs: MOST_STALE_MS,
    load: (titleId) => titleNow(ports, titleId),
  });
  changes.watch('title', (titleId) => cache.renew(titleId));
  const titles: LiveTitles = { get: (titleId) => cache.get(titleId) };
  made.set(ports, titles);
  return titles;
}
