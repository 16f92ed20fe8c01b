/** Reads an expression in .NET's syntax, which is what EventStoreDB's filters are written in. */
import { ALL, complement, ignoringCase, NEWLINE, range, type CharSet } from './char-set.ts';
import { readClass, readClassEscape } from './parse-class.ts';
import { PatternError, type Cursor, type Part, type Place } from './syntax.ts';

/** The inline options that are in force: `i`, `m`, `s` and `x` of .NET. */
export interface Options {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly spaced: boolean;
}

const NONE: Options = { ignoreCase: false, multiline: false, dotAll: false, spaced: false };
const LETTERS: Readonly<Record<string, keyof Options | 'nothing'>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  x: 'spaced',
  n: 'nothing',
};
const PLACES: Readonly<Record<string, Place>> = {
  A: 'text-start',
  G: 'text-start',
  z: 'text-end',
  Z: 'last-line-end',
  b: 'word-edge',
  B: 'no-word-edge',
};
const DEEPEST = 200;

/** Reads a whole expression; throws a `PatternError`. */
export function parse(text: string): Part {
  const cursor: Cursor = { text, at: 0, cost: 0 };
  const part = readChoice(cursor, NONE, 0);
  if (cursor.at < text.length) throw new PatternError('it has a ")" too many');
  return part;
}

/** Alternatives up to the end of the group. Options that are set inside hold up to its end. */
function readChoice(cursor: Cursor, given: Options, depth: number): Part {
  if (depth > DEEPEST) throw new PatternError(`its groups are nested more than ${DEEPEST} deep`);
  const alternatives: Part[] = [];
  let parts: Part[] = [];
  let options = given;
  for (;;) {
    skipSpace(cursor, options);
    const char = cursor.text[cursor.at];
    if (char === undefined || char === ')') break;
    if (char === '|') {
      cursor.at += 1;
      alternatives.push({ kind: 'sequence', parts });
      parts = [];
      continue;
    }
    const changed = readOptions(cursor, options);
    if (changed !== undefined) options = changed;
    else parts.push(readRepeat(cursor, options, depth));
  }
  alternatives.push({ kind: 'sequence', parts });
  return alternatives.length === 1 ? (alternatives[0] as Part) : { kind: 'choice', parts: alternatives };
}

/** `(?i-m)`: options for the rest of the group; undefined if there are none here. */
function readOptions(cursor: Cursor, options: Options): Options | undefined {
  const match = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?\)/.exec(cursor.text.slice(cursor.at, cursor.at + 64));
  if (match === null) return undefined;
  cursor.at += match[0].length;
  return withLetters(options, match[1] ?? '', match[2] ?? '');
}

function withLetters(options: Options, on: string, off: string): Options {
  let changed = options;
  for (const [letters, value] of [
    [on, true],
    [off, false],
  ] as const)
    for (const letter of letters) {
      const option = LETTERS[letter.toLowerCase()];
      if (option === undefined) throw new PatternError(`it has an option "${letter}" that .NET does not know`);
      if (option !== 'nothing') changed = { ...changed, [option]: value };
    }
  return changed;
}

function readRepeat(cursor: Cursor, options: Options, depth: number): Part {
  if (quantifierAt(cursor) !== undefined) throw new PatternError('it has a quantifier that follows nothing');
  const part = readAtom(cursor, options, depth);
  skipSpace(cursor, options);
  const found = quantifierAt(cursor);
  if (found === undefined) return part;
  cursor.at += found.length;
  const lazy = cursor.text[cursor.at] === '?';
  if (lazy) cursor.at += 1;
  skipSpace(cursor, options);
  if (quantifierAt(cursor) !== undefined) throw new PatternError('it has a quantifier that follows another');
  if (found.most < found.least) throw new PatternError(`it repeats from ${found.least} to ${found.most} times`);
  return { kind: 'repeat', part, least: found.least, most: found.most, lazy };
}

function quantifierAt({ text, at }: Cursor): { length: number; least: number; most: number } | undefined {
  const char = text[at];
  if (char === '*') return { length: 1, least: 0, most: Infinity };
  if (char === '+') return { length: 1, least: 1, most: Infinity };
  if (char === '?') return { length: 1, least: 0, most: 1 };
  const match = char === '{' ? /^\{(\d+)(,(\d*))?\}/.exec(text.slice(at, at + 64)) : null;
  if (match === null) return undefined;
  const least = Number(match[1]);
  const most = match[2] === undefined ? least : match[3] === '' ? Infinity : Number(match[3]);
  return { length: match[0].length, least, most };
}

function readAtom(cursor: Cursor, options: Options, depth: number): Part {
  const char = cursor.text[cursor.at] as string;
  if (char === '(') return readGroup(cursor, options, depth);
  cursor.at += 1;
  if (char === '[') return { kind: 'set', set: readClass(cursor, options.ignoreCase, depth) };
  if (char === '.') return { kind: 'set', set: options.dotAll ? ALL : complement(NEWLINE) };
  if (char === '^') return { kind: 'place', place: options.multiline ? 'line-start' : 'text-start' };
  if (char === '$') return { kind: 'place', place: options.multiline ? 'line-end' : 'last-line-end' };
  if (char !== '\\') return literal(char.charCodeAt(0), options);
  const next = cursor.text[cursor.at];
  const place = next === undefined ? undefined : PLACES[next];
  if (place !== undefined) {
    cursor.at += 1;
    return { kind: 'place', place };
  }
  if (next !== undefined && /[1-9]/.test(next)) throw new PatternError(`it refers back to a group (\\${next})`);
  if (next === 'k') throw new PatternError('it refers back to a group (\\k)');
  const escaped = readClassEscape(cursor);
  return typeof escaped === 'number' ? literal(escaped, options) : { kind: 'set', set: escaped };
}

function literal(unit: number, options: Options): Part {
  const set: CharSet = range(unit, unit);
  return { kind: 'set', set: options.ignoreCase ? ignoringCase(set) : set };
}

const REFUSED: readonly (readonly [start: string, what: string])[] = [
  ['(?=', 'a lookahead (?=…)'],
  ['(?!', 'a negative lookahead (?!…)'],
  ['(?<=', 'a lookbehind (?<=…)'],
  ['(?<!', 'a negative lookbehind (?<!…)'],
  ['(?(', 'a condition (?(…)…)'],
];

/** A group: what it captures does not matter, only whether the whole matches. */
function readGroup(cursor: Cursor, options: Options, depth: number): Part {
  const rest = cursor.text.slice(cursor.at, cursor.at + 256);
  const refused = REFUSED.find(([start]) => rest.startsWith(start));
  if (refused !== undefined) throw new PatternError(`it has ${refused[1]}`);
  if (/^\(\?(?:<[^>]*-|'[^']*-)/.test(rest)) throw new PatternError('it has a balancing group (?<a-b>…)');
  const match = /^\((?:\?(?:(?<plain>:)|(?<atomic>>)|<\w+>|'\w+'|(?<on>[a-zA-Z]*)(?:-(?<off>[a-zA-Z]*))?:))?/.exec(
    rest,
  );
  const length = match?.[0].length ?? 1;
  if (length === 1 && rest[1] === '?')
    throw new PatternError(`it has a group that .NET does not know ("${rest.slice(0, 4)}")`);
  cursor.at += length;
  const { atomic, on, off } = match?.groups ?? {};
  const part = readChoice(cursor, withLetters(options, on ?? '', off ?? ''), depth + 1);
  if (cursor.text[cursor.at] !== ')') throw new PatternError('it has a "(" that is not closed');
  cursor.at += 1;
  return atomic === undefined ? part : { kind: 'atomic', part };
}

/** Comments, and with option `x` white space and the rest of a line behind `#`. */
function skipSpace(cursor: Cursor, { spaced }: Options): void {
  for (;;) {
    const { text, at } = cursor;
    if (text.startsWith('(?#', at)) {
      const end = text.indexOf(')', at);
      if (end === -1) throw new PatternError('it has a comment that is not closed');
      cursor.at = end + 1;
    } else if (spaced && /[\s#]/.test(text[at] ?? '')) {
      const lineEnd = text[at] === '#' ? text.indexOf('\n', at) : at;
      cursor.at = lineEnd === -1 ? text.length : lineEnd + 1;
    } else return;
  }
}
