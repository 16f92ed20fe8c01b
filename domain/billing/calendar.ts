/** A stretch of time that is paid for: ISO 8601 instants in UTC, the start belongs to it, the end does not. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** How often is paid. */
export interface PaidEvery {
  readonly unit: 'month' | 'year';
  readonly count: number;
}

export const DAY_MS = 24 * 3600_000;

const FIRST_MS = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');
/** An instant in the form of ISO 8601 that events hold: of the years 0 to 9999. */
const toInstant = (ms: number): string => new Date(Math.min(Math.max(ms, FIRST_MS), LAST_MS)).toISOString();

/** The day of the month on which a subscription that begins at this instant is renewed, 1–31, in UTC. */
export const anchorDayOf = (instant: string): number => new Date(instant).getUTCDate();

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/**
 * The end of a period that starts at an instant: so many months or years later, on the anchor day or, where the month is
 * shorter, on its last day; at the same time of day. The anchor is kept apart from the start, so that a period that was cut short
 * by February shortens none after it (31 Jan → 28 Feb → 31 Mar).
 * @param anchorDay 1–31
 */
export function periodEnd(start: string, { unit, count }: PaidEvery, anchorDay: number): string {
  const from = new Date(start);
  const months = from.getUTCMonth() + (unit === 'year' ? 12 : 1) * count;
  const year = from.getUTCFullYear() + Math.floor(months / 12);
  const month = months % 12;
  const day = Math.min(anchorDay, daysInMonth(year, month));
  const midnight = Date.UTC(year, month, day);
  return toInstant(midnight + (from.getTime() % DAY_MS));
}

/** A period that starts there. */
export const periodFrom = (start: string, every: PaidEvery, anchorDay: number): Period => ({
  start: new Date(start).toISOString(),
  end: periodEnd(start, every, anchorDay),
});

/** The same period, so many milliseconds later. */
export const shifted = ({ start, end }: Period, byMs: number): Period => ({
  start: toInstant(Date.parse(start) + byMs),
  end: toInstant(Date.parse(end) + byMs),
});
