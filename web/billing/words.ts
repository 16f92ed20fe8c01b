/** `month`, `3 months`, `year`. */
export function intervalWords({ unit, count }: { readonly unit: 'MONTH' | 'YEAR'; readonly count: number }): string {
  const word = unit === 'MONTH' ? 'month' : 'year';
  return count === 1 ? word : `${count} ${word}s`;
}

/** `3 December 2026`. */
export const day = (at: string): string => new Date(at).toLocaleDateString(undefined, { dateStyle: 'long' });

/** For so many periods: `for the first month`, `for the first 6 months`, `for as long as you keep it`. */
export function forPeriods(interval: Parameters<typeof intervalWords>[0], periods: number | null): string {
  if (periods === null) return 'for as long as you keep it';
  return `for the first ${intervalWords({ unit: interval.unit, count: interval.count * periods })}`;
}
