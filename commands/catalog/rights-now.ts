import { rightsDecider, type RightsState } from '../../domain/catalog/rights.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { RightsWindow } from '../../schemas/catalog/rights.events.ts';
import { language } from '../../schemas/language.ts';
import { loadState, type Loaded } from '../pipeline/load.ts';

/** What a read model knows of the rights of a title, and as of which revision of their stream (-1: there is none). */
export interface RightsSeen {
  readonly windows: readonly (RightsWindow & { readonly windowId: string; readonly isEnded: boolean })[];
  readonly rightsRevision: string;
}

const windowOf = ({ model, territories, except, start, end, maxHeight }: RightsWindow): RightsWindow => ({
  model,
  territories,
  except,
  start,
  end,
  maxHeight,
});

const asLoaded = ({ windows, rightsRevision }: RightsSeen): Loaded<RightsState> => ({
  state: Object.fromEntries(
    windows.map((each) => [
      each.windowId,
      // Which instants were written down matters to nobody who reads.
      { window: windowOf(each), isEnded: each.isEnded, opened: null, closed: null },
    ]),
  ),
  revision: BigInt(rightsRevision),
});

/** The windows of a title, and as of which revision of their stream (-1: there is none). */
export interface RightsNow {
  readonly windows: readonly RightsWindow[];
  readonly revision: string;
}

/**
 * The windows of a title as their own stream says: a read model that is late keeps nobody from being heard who ended one.
 * @param seen what is known of them already: only what came since is read
 * @throws LogUnavailable when the log does not answer
 */
export async function rightsNow(log: EventLog, titleId: string, seen?: RightsSeen): Promise<RightsNow> {
  const known = seen === undefined || seen.rightsRevision === '-1' ? undefined : asLoaded(seen);
  const { state, revision } = await loadState({ log, language }, rightsDecider, titleId, known);
  return { windows: Object.values(state).map(({ window }) => window), revision: String(revision) };
}
