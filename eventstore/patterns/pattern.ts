/**
 * Regular expressions of filters. They are written as the real server takes them, in .NET's syntax, and matched by an automaton
 * in linear time, so that no filter can stop the node for everybody. What needs backtracking is refused by name.
 */
import { withoutAtomicGroups } from './atomic.ts';
import { makeMatcher, type Matcher } from './matcher.ts';
import { parse } from './parse.ts';
import { toProgram } from './program.ts';

/** Makes the matcher of an expression; throws a `PatternError` that says what of it is not valid or not served. */
export function compilePattern(text: string): Matcher {
  return makeMatcher(toProgram(withoutAtomicGroups(parse(text))));
}
