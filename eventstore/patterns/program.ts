/** An expression as a non-deterministic automaton: numbered steps, each a set of characters, a place, a fork or the end. */
import type { CharSet } from './char-set.ts';
import { PatternError, type Part, type Place } from './syntax.ts';

/** One step. Numbers are those of the steps that come next. */
export type Step =
  | { readonly kind: 'set'; readonly set: number; readonly next: number }
  | { readonly kind: 'place'; readonly place: Place; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'match' };

/** A whole automaton. */
export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  /** The different sets that its steps name by number. */
  readonly sets: readonly CharSet[];
  /** True if it can match at the start of a text alone. */
  readonly anchored: boolean;
  /** The places that it looks at. */
  readonly places: ReadonlySet<Place>;
}

/** Steps that an automaton may have; each character of a text costs at most so many. */
const MOST_STEPS = 5000;

/** Makes the automaton of a tree without atomic groups; throws a `PatternError` if it is too large. */
export function toProgram(part: Part): Program {
  const steps: Step[] = [];
  const sets: CharSet[] = [];
  const numbers = new Map<string, number>();
  const bySet = new Map<CharSet, number>();
  const places = new Set<Place>();

  const add = (step: Step): number => {
    if (steps.length >= MOST_STEPS)
      throw new PatternError(`its repetitions are too many: written out it has more than ${MOST_STEPS} steps`);
    return steps.push(step) - 1;
  };
  const numberOf = (set: CharSet): number => {
    const known = bySet.get(set);
    if (known !== undefined) return known;
    const key = set.join(' ');
    const number = numbers.get(key) ?? sets.push(set) - 1;
    numbers.set(key, number);
    bySet.set(set, number);
    return number;
  };
  /** The steps of a part that goes on with step `next`; returns its first. */
  const build = (each: Part, next: number): number => {
    if (each.kind === 'set') return add({ kind: 'set', set: numberOf(each.set), next });
    if (each.kind === 'place') {
      places.add(each.place);
      return add({ kind: 'place', place: each.place, next });
    }
    if (each.kind === 'sequence') return each.parts.reduceRight((following, one) => build(one, following), next);
    if (each.kind === 'choice') return add({ kind: 'fork', next: each.parts.map((one) => build(one, next)) });
    if (each.kind === 'atomic') throw new Error('atomic groups are taken out before');
    return repeat(each, next);
  };
  const repeat = ({ part: inner, least, most }: Part & { kind: 'repeat' }, next: number): number => {
    let following = next;
    if (most === Infinity) {
      const ways: number[] = [];
      const fork = add({ kind: 'fork', next: ways });
      ways.push(build(inner, fork), next);
      following = fork;
    } else
      for (let n = least; n < most; n += 1) following = add({ kind: 'fork', next: [build(inner, following), next] });
    for (let n = 0; n < least; n += 1) {
      const before = steps.length;
      following = build(inner, following);
      // nothing to repeat: one more would be the same
      if (steps.length === before) break;
    }
    return following;
  };

  const start = build(part, add({ kind: 'match' }));
  return { steps, start, sets, anchored: isAnchored(part), places };
}

function isAnchored(part: Part): boolean {
  if (part.kind === 'place') return part.place === 'text-start';
  if (part.kind === 'choice') return part.parts.every(isAnchored);
  if (part.kind === 'sequence') {
    const first = part.parts.find((each) => each.kind !== 'place' || each.place === 'text-start');
    return first !== undefined && isAnchored(first);
  }
  return part.kind === 'repeat' && part.least > 0 && isAnchored(part.part);
}
