/** `month`, `3 months`, `year`. */
export function intervalWords({ unit, count }: { readonly unit: 'MONTH' | 'YEAR'; readonly count: number }): string {
  const word = unit === 'MONTH' ? 'month' : 'year';
  return count === 1 ? word : `${count} ${word}s`;
}

/** `3 December 2026`. */
export const day = (at: string): string => new Date(at).toLocaleDateString(undefined, { dateStyle: 'long' });
