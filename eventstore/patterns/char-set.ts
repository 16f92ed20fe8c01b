/** Sets of UTF-16 units, the characters of .NET's expressions. A set is a list of ranges, sorted, apart and inclusive. */

/** One set; never changed once made. */
export type CharSet = readonly (readonly [from: number, to: number])[];

const LAST = 0xffff;

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Every unit. */
export const ALL: CharSet = [[0, LAST]];
/** The line feed, the only line end that .NET's expressions know. */
export const NEWLINE: CharSet = [[10, 10]];

/** The units from `from` to `to`, both included. */
export const range = (from: number, to: number): CharSet => [[from, to]];

/** What is in any of the sets. */
export function union(...sets: readonly CharSet[]): CharSet {
  const sorted = sets.flat().toSorted(([left], [right]) => left - right);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What is not in the set. */
export function complement(set: CharSet): CharSet {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST) rest.push([next, LAST]);
  return rest;
}

/** What is in `set` and not in `taken`. */
export const subtract = (set: CharSet, taken: CharSet): CharSet => complement(union(complement(set), taken));

/** True if no unit is in both. */
export const areApart = (left: CharSet, right: CharSet): boolean =>
  subtract(left, right).length === left.length && sizeOf(subtract(left, right)) === sizeOf(left);

/** How many units there are in a set. */
export const sizeOf = (set: CharSet): number => set.reduce((sum, [from, to]) => sum + to - from + 1, 0);

const categories = new Map<string, CharSet>();
const CATEGORY = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?)$/;

/** The units of a Unicode general category such as `Ll` or `L`; undefined for a name that is none. */
export function category(name: string): CharSet | undefined {
  if (!CATEGORY.test(name)) return undefined;
  let set = categories.get(name);
  if (set === undefined) {
    const pattern = new RegExp(`^\\p{${name}}$`, 'u');
    set = unitsThat((unit) => pattern.test(String.fromCharCode(unit)));
    categories.set(name, set);
  }
  return set;
}

const named = (...names: readonly string[]): CharSet => union(...names.map((name) => category(name) ?? []));

/** `\d` as .NET understands it: of all scripts. */
export const digits = once(() => named('Nd'));
/** `\w` as .NET understands it. */
export const wordCharacters = once(() => named('L', 'Mn', 'Nd', 'Pc'));
/** `\s` as .NET understands it. */
export const spaces = once(() => union(range(9, 13), range(0x85, 0x85), named('Z')));
export const notDigits = once(() => complement(digits()));
export const notWordCharacters = once(() => complement(wordCharacters()));
export const notSpaces = once(() => complement(spaces()));
/** What `\b` takes for part of a word: the joiners too. */
export const boundaryCharacters = once(() => union(wordCharacters(), range(0x200c, 0x200d)));

/** The groups of units that differ in case alone. */
const caseGroups = once(() => {
  const byLower = new Map<number, number[]>();
  for (let unit = 0; unit <= LAST; unit += 1) {
    const lower = String.fromCharCode(unit).toLowerCase();
    const code = lower.charCodeAt(0);
    if (lower.length !== 1 || code === unit) continue;
    const group = byLower.get(code);
    if (group === undefined) byLower.set(code, [code, unit]);
    else group.push(unit);
  }
  return [...byLower.values()];
});
const marks = new Uint8Array(LAST + 1);

/** The set with every unit that differs from one of it in case alone. */
export function ignoringCase(set: CharSet): CharSet {
  marks.fill(0);
  for (const [from, to] of set) marks.fill(1, from, to + 1);
  const added: CharSet[] = [];
  for (const group of caseGroups())
    if (group.some((unit) => marks[unit] === 1))
      for (const unit of group) if (marks[unit] === 0) added.push(range(unit, unit));
  return added.length === 0 ? set : union(set, ...added);
}

function unitsThat(fit: (unit: number) => boolean): CharSet {
  const found: [number, number][] = [];
  for (let unit = 0; unit <= LAST; unit += 1) {
    if (!fit(unit)) continue;
    const last = found.at(-1);
    if (last?.[1] === unit - 1) last[1] = unit;
    else found.push([unit, unit]);
  }
  return found;
}
