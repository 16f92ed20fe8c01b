/**
 * Atomic groups. `(?>X)` takes the first way in which X matches and never comes back for another. A linear engine follows all
 * ways at once, so it can serve the group only where that makes no difference: X has one length, or nothing follows it,
 * or it is a greedy run of characters none of which can begin what follows.
 */
import { areApart, NEWLINE, type CharSet } from './char-set.ts';
import { PatternError, type Part } from './syntax.ts';

/** What can come behind a part: nothing at all, one of some characters, or something that is not known. */
type Next = CharSet | 'nothing' | 'unknown';

/** Takes the atomic groups out of a tree; throws a `PatternError` for one that makes a difference. */
export function withoutAtomicGroups(part: Part, next: Next = 'nothing'): Part {
  if (part.kind === 'set' || part.kind === 'place') return part;
  if (part.kind === 'choice')
    return { kind: 'choice', parts: part.parts.map((each) => withoutAtomicGroups(each, next)) };
  if (part.kind === 'repeat')
    return { ...part, part: withoutAtomicGroups(part.part, part.most <= 1 ? next : 'unknown') };
  if (part.kind === 'atomic') {
    if (!makesNoDifference(part.part, next))
      throw new PatternError('it has an atomic group (?>…) that changes what matches: write (?:…)');
    return withoutAtomicGroups(part.part, next);
  }
  const parts: Part[] = [];
  let following = next;
  for (const each of part.parts.toReversed()) {
    parts.push(withoutAtomicGroups(each, following));
    following = startOf(each, following);
  }
  return { kind: 'sequence', parts: parts.toReversed() };
}

function makesNoDifference(part: Part, next: Next): boolean {
  if (next === 'nothing' || lengthOf(part) !== undefined) return true;
  if (part.kind === 'sequence') {
    const last = part.parts.at(-1);
    return (
      last !== undefined &&
      part.parts.slice(0, -1).every((each) => lengthOf(each) !== undefined) &&
      makesNoDifference(last, next)
    );
  }
  if (part.kind !== 'repeat' || part.lazy || part.part.kind !== 'set' || part.most !== Infinity) return false;
  return next !== 'unknown' && areApart(part.part.set, next);
}

/** The one length that every match has; undefined if there are several. */
function lengthOf(part: Part): number | undefined {
  if (part.kind === 'set') return 1;
  if (part.kind === 'place') return 0;
  if (part.kind === 'atomic') return lengthOf(part.part);
  if (part.kind === 'repeat') {
    const length = lengthOf(part.part);
    return length === undefined || part.least !== part.most ? undefined : length * part.least;
  }
  const lengths = part.parts.map(lengthOf);
  if (part.kind === 'choice') return lengths.every((length) => length === lengths[0]) ? lengths[0] : undefined;
  return lengths.reduce((sum, length) => (sum === undefined || length === undefined ? undefined : sum + length), 0);
}

function startOf(part: Part, next: Next): Next {
  if (part.kind === 'set') return part.set;
  if (part.kind === 'place')
    return part.place === 'text-end' ? [] : part.place === 'last-line-end' ? NEWLINE : 'unknown';
  if (part.kind === 'repeat' && part.least > 0 && part.part.kind === 'set') return part.part.set;
  if (part.kind !== 'sequence') return 'unknown';
  return part.parts.reduceRight((following, each) => startOf(each, following), next);
}
