/** Units that an automaton does not tell apart, as classes: its tables have a column for each class, not for each unit. */
import { boundaryCharacters, NEWLINE, type CharSet } from './char-set.ts';
import type { Program } from './program.ts';
import { PatternError } from './syntax.ts';

const LIMIT_OF_UNITS = 0x10000;
/** What sorting may cost, in stretches of all sets: some ms. */
const MOST_COST = 200_000;

/** Units that no set and no place of a program tells apart, as one class. */
export interface Classes {
  readonly count: number;
  /** The class of a unit. */
  of(unit: number): number;
  /** For each set of the program, which classes are in it. */
  readonly members: readonly Uint8Array[];
  readonly newline: Uint8Array;
  readonly word: Uint8Array;
}

/** Sorts all units into classes. */
export function classesOf({ sets, places }: Program): Classes {
  const words = places.has('word-edge') || places.has('no-word-edge') ? boundaryCharacters() : [];
  const told: readonly CharSet[] = [...sets, NEWLINE, words];
  const edges = new Set<number>([0]);
  for (const set of told)
    for (const [from, to] of set) {
      edges.add(from);
      if (to + 1 < LIMIT_OF_UNITS) edges.add(to + 1);
    }
  const starts = Uint16Array.from([...edges].toSorted((left, right) => left - right));
  const classes = classNumbers(starts, told);
  const count = classes.reduce((most, one) => Math.max(most, one + 1), 0);
  const members = told.map((set) => {
    const inside = new Uint8Array(count);
    forEachIn(starts, set, (index) => (inside[classes[index] as number] = 1));
    return inside;
  });
  const ascii = Uint16Array.from({ length: 128 }, (_, unit) => classes[indexOf(starts, unit)] as number);
  return {
    count,
    of: (unit) => (unit < 128 ? ascii[unit] : classes[indexOf(starts, unit)]) as number,
    members: members.slice(0, sets.length),
    newline: members[sets.length] as Uint8Array,
    word: members[sets.length + 1] as Uint8Array,
  };
}

/** Gives the stretches between two edges the same number if they are in the same sets. */
function classNumbers(starts: Uint16Array, sets: readonly CharSet[]): Uint16Array {
  const inside: number[][] = Array.from(starts, () => []);
  let cost = 0;
  for (const [number, set] of sets.entries())
    forEachIn(starts, set, (index) => {
      inside[index]?.push(number);
      if ((cost += 1) > MOST_COST) throw new PatternError('its character classes are too many');
    });
  const numbers = new Map<string, number>();
  return Uint16Array.from(inside, (those) => {
    const key = those.join();
    const found = numbers.get(key) ?? numbers.size;
    numbers.set(key, found);
    return found;
  });
}

function forEachIn(starts: Uint16Array, set: CharSet, visit: (index: number) => void): void {
  for (const [from, to] of set)
    for (let index = indexOf(starts, from); index < starts.length && (starts[index] as number) <= to; index += 1)
      visit(index);
}

/** The stretch that a unit lies in, by halving. */
function indexOf(starts: Uint16Array, unit: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}
