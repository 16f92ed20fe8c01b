/** Ages that films are rated by in most places. */
const AGES = [0, 6, 9, 12, 14, 16, 18] as const;

/** The age up to which films are made for children; the gateway takes no higher one for a kids' profile. */
export const KIDS_CAP = 12;

/** `18`: everything. */
export const EVERYTHING = 18;

/** A cap in words. */
export function capWords(age: number): string {
  if (age >= EVERYTHING) return 'All films';
  return age === 0 ? 'Films for all ages' : `Films up to ${age} years`;
}

/** What a profile may be capped at, with what it is capped at now. */
export function capChoices(kids: boolean, now: number): readonly (readonly [value: string, name: string])[] {
  const ages = new Set<number>([...AGES, now]);
  return [...ages]
    .filter((age) => !kids || age <= KIDS_CAP)
    .toSorted((one, other) => one - other)
    .map((age) => [String(age), capWords(age)]);
}

/** The cap that fits a profile of this kind. */
export const fittingCap = (kids: boolean, cap: number): number => (kids ? Math.min(cap, KIDS_CAP) : cap);
