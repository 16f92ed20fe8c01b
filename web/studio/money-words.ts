/** `every month`, `every 3 months`, `every year`. */
export function everyInterval({ unit, count }: { readonly unit: 'MONTH' | 'YEAR'; readonly count: number }): string {
  const name = unit === 'MONTH' ? 'month' : 'year';
  return count === 1 ? `every ${name}` : `every ${count} ${name}s`;
}

/** What a territory is called. @param code ISO 3166-1 alpha-2; null: wherever there is no price of its own */
export function placeName(code: string | null): string {
  if (code === null) return 'Everywhere else';
  return new Intl.DisplayNames(undefined, { type: 'region', fallback: 'code' }).of(code) ?? code;
}
