/**
 * When a filtered subscription tells its position, as the real server does. Catching up, it reads in pages and looks at the
 * interval at the end of each: it tells the last match of that page, or where the page began if it had none, and it tells nothing
 * at the end of the log. Live, it tells the position of the record that completes an interval.
 */
import type { Filter } from './filter.ts';

/** Matches that end a page of the real server. */
const PAGE_MATCHES = 32;

/** The checkpoints of one subscription. */
export interface Checkpoints {
  /** Takes the next record that is not hidden; the position to tell now, behind that record, or undefined. */
  consider(position: number, wanted: boolean): number | undefined;
  /** The end of the log was reached. */
  goLive(): void;
  /** The subscription has fallen behind and reads in pages again. */
  catchUp(): void;
}

/** No record considered yet; the subscription is catching up. */
export function makeCheckpoints({
  window,
  checkpointInterval,
}: Pick<Filter, 'window' | 'checkpointInterval'>): Checkpoints {
  let live = false;
  /** Considered since the last checkpoint; while catching up, without the page that is being read. */
  let counted = 0;
  let page = { considered: 0, matches: 0, position: undefined as number | undefined };

  const endPage = (): number | undefined => {
    const { considered, position } = page;
    page = { considered: 0, matches: 0, position: undefined };
    counted += considered;
    if (counted < checkpointInterval) return undefined;
    counted %= checkpointInterval;
    return position;
  };
  return {
    consider(position, wanted) {
      if (live) {
        counted += 1;
        if (counted < checkpointInterval) return undefined;
        counted = 0;
        return position;
      }
      page.considered += 1;
      if (wanted) page.matches += 1;
      if (wanted || page.position === undefined) page.position = position;
      return page.considered >= window || page.matches >= PAGE_MATCHES ? endPage() : undefined;
    },
    goLive() {
      counted += page.considered;
      page = { considered: 0, matches: 0, position: undefined };
      live = true;
    },
    catchUp() {
      live = false;
    },
  };
}
