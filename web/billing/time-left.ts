const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;

/** What is left until an instant, as a clock says it: `12 days`, `23 h 12 min`, `4 min`, `40 s`; undefined: it is over. */
export function timeLeft(until: string, now: number): string | undefined {
  const left = Date.parse(until) - now;
  if (left <= 0) return undefined;
  if (left > 2 * DAY_MS) return `${Math.floor(left / DAY_MS)} days`;
  const [hours, minutes] = [Math.floor(left / HOUR_MS), Math.floor((left % HOUR_MS) / 60_000)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min` : `${Math.ceil(left / 1000)} s`;
}

/** How long something that is left changes its words, ms: a page looks again then. */
export const ticksEvery = (until: string, now: number): number =>
  Date.parse(until) - now < 2 * 60_000 ? 1000 : 30_000;
