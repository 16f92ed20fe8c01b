const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const minute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** A day in UTC, in which everything of money is counted. */
export const dayOf = (instant: string): string => day.format(new Date(instant));

/** An instant in UTC, to the minute. */
export const instantOf = (instant: string): string => `${minute.format(new Date(instant))} UTC`;
