import type { RightsWindow } from '../../schemas/catalog/rights.events.ts';
import { refuse } from '../kernel/decider.ts';
import { holdsIn, territories, unknownTerritory } from '../kernel/territory-decision.ts';

type Where = Pick<RightsWindow, 'territories' | 'except'>;
type When = Pick<RightsWindow, 'start' | 'end'>;

const instant = (text: string): string => new Date(text).toISOString();

/** One way to write a window: each place once and in order, instants to the millisecond. */
export const normalWindow = (window: RightsWindow): RightsWindow => ({
  model: window.model,
  territories: [...new Set(window.territories)].toSorted(),
  except: [...new Set(window.except)].toSorted(),
  start: instant(window.start),
  end: window.end === null ? null : instant(window.end),
  maxHeight: window.maxHeight,
});

/** What is wrong with a window by itself; undefined: nothing. */
export function faultOf({ territories: named, except, start, end }: RightsWindow) {
  const stranger = unknownTerritory([...named, ...except]);
  if (stranger !== undefined)
    return refuse('rights.no-territory', `"${stranger}" is no territory of ISO 3166-1; write two letters such as DE.`);
  if (named.length > 0 && except.length > 0)
    return refuse('rights.both-ways', 'Name either where it holds, or where it does not of everywhere; not both.');
  if (end !== null && Date.parse(end) <= Date.parse(start))
    return refuse('rights.end-before-start', 'The window ends before it begins; give it a later end.');
  if (named.length === 0 && new Set(except).size >= territories.size)
    return refuse('rights.nowhere', 'The window holds nowhere; leave out some of the exceptions.');
  return undefined;
}

/** Whether there is a territory in which both hold. */
export function areInOnePlace(one: Where, other: Where): boolean {
  const among = one.territories.length > 0 ? one.territories : other.territories;
  return [...(among.length > 0 ? among : territories)].some((each) => holdsIn(one, each) && holdsIn(other, each));
}

const endOf = ({ end }: When): number => (end === null ? Infinity : Date.parse(end));

/** Whether there is an instant in both. */
export const overlapInTime = (one: When, other: When): boolean =>
  Date.parse(one.start) < endOf(other) && Date.parse(other.start) < endOf(one);

/** Whether a window is over at an instant, ms. */
export const isWindowOver = (window: When, at: number): boolean => endOf(window) <= at;
