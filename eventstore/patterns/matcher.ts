/**
 * Matches texts with an automaton in time that grows with the length of the text alone, whatever the expression: all ways to
 * match are followed at once, and what was worked out for a set of ways is kept as a row of a table.
 */
import { classesOf } from './classes.ts';
import type { Program, Step } from './program.ts';
import type { Place } from './syntax.ts';

/** Finds an expression in texts, in slices: nobody else waits for a long text or an expensive expression. */
export interface Matcher {
  /** Whether the expression is anywhere in `text`; undefined when its turn is over, and `resume` tells later. */
  test(text: string): boolean | undefined;
  /** Goes on with the text of the last `test`, with a whole turn's work. */
  resume(): boolean | undefined;
}

/** Work of one turn, in characters and followed steps: about a ms. */
const TURN = 100_000;
/** Bytes of worked-out rows that a matcher keeps; beyond that it begins with an empty table. */
const MOST_BYTES = 512 * 1024;
/** Entries of a row that are no state. */
const UNKNOWN = 0;
const YES = -1;
const NO = -2;
/** What stands before the next character. */
const AT_START = 0;
const AFTER_NEWLINE = 1;
const AFTER_WORD = 2;
const AFTER_OTHER = 3;

interface State {
  /** Steps that are waiting for the next character, before the places between are looked at. */
  readonly waiting: Uint16Array;
  readonly before: number;
  /** State behind each class, or one of the entries above; states are numbered from 1. */
  readonly row: Int32Array;
}

/** Makes the matcher of a program. */
export function makeMatcher(program: Program, turn = TURN, mostBytes = MOST_BYTES): Matcher {
  const { steps, start, anchored, places } = program;
  const classes = classesOf(program);
  // two more columns: a line feed that is the last character, and the end
  const lastNewline = classes.count;
  const atEnd = classes.count + 1;
  const newlineClass = classes.of(10);
  const seesLastNewline = places.has('last-line-end');
  const seesLines = places.has('line-start');
  const seesWords = places.has('word-edge') || places.has('no-word-edge');

  let states: State[] = [];
  let numbers = new Map<string, number>();
  let bytes = 0;
  let work = 0;
  const seen = new Uint32Array(steps.length);
  let round = 0;
  const stack: number[] = [];
  const targets: number[] = [];

  const kept = (waiting: readonly number[], before: number): number => {
    const sorted = Uint16Array.from(waiting).sort();
    const key = String.fromCharCode(before, ...sorted);
    let number = numbers.get(key);
    if (number === undefined) {
      const row = new Int32Array(classes.count + 2);
      bytes += row.byteLength + 4 * sorted.length + 200;
      number = states.push({ waiting: sorted, before, row });
      numbers.set(key, number);
    }
    return number;
  };
  const classAt = (column: number): number => (column === lastNewline ? newlineClass : column);
  const isWord = (column: number): boolean => column !== atEnd && classes.word[classAt(column)] === 1;
  const isNewline = (column: number): boolean => column !== atEnd && classes.newline[classAt(column)] === 1;

  const holds = (place: Place, before: number, column: number): boolean => {
    if (place === 'text-start') return before === AT_START;
    if (place === 'line-start') return before === AT_START || before === AFTER_NEWLINE;
    if (place === 'text-end') return column === atEnd;
    if (place === 'last-line-end') return column === atEnd || column === lastNewline;
    if (place === 'line-end') return column === atEnd || isNewline(column);
    return (place === 'word-edge') === ((before === AFTER_WORD) !== isWord(column));
  };
  const behind = (column: number): number => {
    if (seesLines && isNewline(column)) return AFTER_NEWLINE;
    return seesWords && isWord(column) ? AFTER_WORD : AFTER_OTHER;
  };

  /** Follows everything that waits in a state through the places before `column`, and over it. */
  const follow = ({ waiting, before }: State, column: number): number => {
    round += 1;
    targets.length = 0;
    stack.length = 0;
    for (const step of waiting) stack.push(step);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (seen[at] === round) continue;
      seen[at] = round;
      work += 1;
      const step = steps[at] as Step;
      if (step.kind === 'match') return YES;
      if (step.kind === 'fork') stack.push(...step.next);
      else if (step.kind === 'place') {
        if (holds(step.place, before, column)) stack.push(step.next);
      } else if (column !== atEnd && classes.members[step.set]?.[classAt(column)] === 1) targets.push(step.next);
    }
    if (column === atEnd) return NO;
    if (!anchored) targets.push(start);
    else if (targets.length === 0) return NO;
    return kept([...new Set(targets)], behind(column));
  };

  let first = 0;
  const clear = (): void => {
    states = [];
    numbers = new Map();
    bytes = 0;
    first = kept([start], AT_START);
  };
  clear();

  let text = '';
  let at = 0;
  let state = first;
  const go = (): boolean | undefined => {
    const last = text.length - 1;
    while (work < turn) {
      let column: number;
      if (at > last) column = atEnd;
      else {
        column = classes.of(text.charCodeAt(at));
        if (seesLastNewline && at === last && column === newlineClass) column = lastNewline;
      }
      let current = states[state - 1] as State;
      let next = current.row[column] as number;
      if (next === UNKNOWN) {
        if (bytes > mostBytes) {
          const { waiting, before } = current;
          clear();
          current = states[kept([...waiting], before) - 1] as State;
        }
        next = follow(current, column);
        current.row[column] = next;
      }
      if (next < 0) return next === YES;
      state = next;
      at += 1;
      work += 1;
    }
    return undefined;
  };

  return {
    test(given) {
      text = given;
      at = 0;
      state = first;
      return go();
    },
    resume() {
      work = 0;
      return go();
    },
  };
}
