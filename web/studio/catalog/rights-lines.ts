import type { Window } from './rights.queries.ts';

const DAY_MS = 86_400_000;

/** For what a window is, in words. */
export const modelNames: Readonly<Record<Window['model'], string>> = {
  FREE: 'free for everybody',
  SVOD: 'with a plan',
  RENT: 'to rent',
  BUY: 'to buy',
};

/** Where a window holds, in words. */
export function placesOf({ territories, except }: Pick<Window, 'territories' | 'except'>): string {
  if (territories.length > 0) return territories.toSorted().join(', ');
  return except.length > 0 ? `everywhere but ${except.toSorted().join(', ')}` : 'everywhere';
}

/** How a window stands at an instant. */
export function stateOf({ start, end, isEnded }: Window, now: number): 'to come' | 'open' | 'over' {
  if (end !== null && Date.parse(end) <= now) return 'over';
  if (isEnded) return 'over';
  return Date.parse(start) > now ? 'to come' : 'open';
}

/** A window on the line of its place; shares of the whole, 0 to 1. */
export interface Bar {
  readonly window: Window;
  readonly left: number;
  readonly width: number;
  /** It has no end: it goes on beyond the edge. */
  readonly isOpenEnded: boolean;
}
export interface RightsLines {
  /** ms since the epoch */
  readonly start: number;
  readonly end: number;
  readonly now: number;
  /** Place by place. */
  readonly lines: readonly { readonly place: string; readonly bars: readonly Bar[] }[];
}

/** Windows as bars on lines of time, a line for each place; the whole reaches from the first start to the last end, and a year beyond today at least. */
export function linesOf(windows: readonly Window[], now: number): RightsLines {
  const known = windows.flatMap(({ start, end }) => [Date.parse(start), ...(end === null ? [] : [Date.parse(end)])]);
  const start = Math.min(now - 30 * DAY_MS, ...known);
  const end = Math.max(now + 365 * DAY_MS, ...known) + 30 * DAY_MS;
  const share = (ms: number): number => (ms - start) / (end - start);
  const byPlace = Map.groupBy(
    windows.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start)),
    placesOf,
  );
  const lines = [...byPlace]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([place, own]) => ({
      place,
      bars: own.map((window) => {
        const left = share(Date.parse(window.start));
        // One that was ended before it began never was.
        const until = window.end === null ? end : Math.max(Date.parse(window.end), Date.parse(window.start));
        return { window, left, width: Math.max(share(until) - left, 0.006), isOpenEnded: window.end === null };
      }),
    }));
  return { start, end, now: share(now), lines };
}
