/** Character classes and escapes of .NET's syntax. */
import {
  category,
  complement,
  digits,
  ignoringCase,
  notDigits,
  notSpaces,
  notWordCharacters,
  range,
  spaces,
  subtract,
  union,
  wordCharacters,
  type CharSet,
} from './char-set.ts';
import { PatternError, type Cursor } from './syntax.ts';

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, a: 7, e: 27 };
const NAMED: Readonly<Record<string, () => CharSet>> = {
  d: digits,
  D: notDigits,
  w: wordCharacters,
  W: notWordCharacters,
  s: spaces,
  S: notSpaces,
};
const DEEPEST = 200;
/** What all classes of an expression may cost, in ranges: some ms. */
const MOST_COST = 60_000;
const CASE_COST = 300;

/** Reads a class behind its `[`, with `-[…]` taken away at its end. */
export function readClass(cursor: Cursor, ignoreCase: boolean, depth: number): CharSet {
  if (depth > DEEPEST) throw new PatternError('its classes are nested too deep');
  const negated = cursor.text[cursor.at] === '^';
  if (negated) cursor.at += 1;
  const sets: CharSet[] = [];
  let taken: CharSet = [];
  for (let first = true; ; first = false) {
    const char = cursor.text[cursor.at];
    if (char === undefined) throw new PatternError('it has a "[" that is not closed');
    if (char === ']' && !first) break;
    if (char === '-' && cursor.text[cursor.at + 1] === '[' && !first) {
      cursor.at += 2;
      taken = readClass(cursor, ignoreCase, depth + 1);
      if (cursor.text[cursor.at] !== ']') throw new PatternError('a class that is taken away (-[…]) must come last');
      break;
    }
    const start = readMember(cursor);
    sets.push(typeof start === 'number' ? readRange(cursor, start) : start);
  }
  cursor.at += 1;
  const all = union(...sets);
  cursor.cost += all.length + 10 + (ignoreCase ? CASE_COST : 0);
  if (cursor.cost > MOST_COST) throw new PatternError('its character classes are too many');
  const plain = ignoreCase ? ignoringCase(all) : all;
  return subtract(negated ? complement(plain) : plain, taken);
}

/** A single character, or the range that begins with it. */
function readRange(cursor: Cursor, from: number): CharSet {
  const { text, at } = cursor;
  if (text[at] !== '-' || text[at + 1] === ']' || text[at + 1] === '[' || at + 1 >= text.length)
    return range(from, from);
  cursor.at += 1;
  const to = readMember(cursor);
  if (typeof to !== 'number') throw new PatternError('a class such as \\d cannot end a range');
  if (to < from) throw new PatternError(`the range "${text.slice(at - 1, cursor.at)}" runs backwards`);
  return range(from, to);
}

function readMember(cursor: Cursor): number | CharSet {
  const char = cursor.text[cursor.at] as string;
  if (char === '[' && cursor.text[cursor.at + 1] === ':')
    throw new PatternError('it has a POSIX class ([:…:]), which .NET passes over');
  cursor.at += 1;
  if (char !== '\\') return char.charCodeAt(0);
  if (cursor.text[cursor.at] === 'b') {
    cursor.at += 1;
    return 8;
  }
  return readClassEscape(cursor);
}

/** What stands behind a `\`, inside classes and outside: one unit or a set. */
export function readClassEscape(cursor: Cursor): number | CharSet {
  const char = cursor.text[cursor.at];
  if (char === undefined) throw new PatternError('it ends with a "\\"');
  cursor.at += 1;
  const named = NAMED[char];
  if (named !== undefined) return named();
  if (char === 'p' || char === 'P') return readCategory(cursor, char === 'P');
  const control = CONTROLS[char];
  if (control !== undefined) return control;
  if (char === 'x') return readHex(cursor, 2);
  if (char === 'u') return readHex(cursor, 4);
  if (char === 'c') return readControl(cursor);
  if (char >= '0' && char <= '7') return readOctal(cursor);
  if (/[\p{L}\p{Nd}_]/u.test(char)) throw new PatternError(`it has an escape that .NET does not know (\\${char})`);
  return char.charCodeAt(0);
}

function readCategory(cursor: Cursor, negated: boolean): CharSet {
  const match = /^\{([^}]*)\}/.exec(cursor.text.slice(cursor.at, cursor.at + 64));
  const name = match?.[1] ?? '';
  const set = category(name);
  if (match === null || set === undefined) {
    const hint = name.startsWith('Is') ? ': Unicode blocks are not served, write the range' : '';
    throw new PatternError(`it has a category \\p{${name}} that is not served${hint}`);
  }
  cursor.at += match[0].length;
  return negated ? complement(set) : set;
}

function readHex(cursor: Cursor, length: number): number {
  const text = cursor.text.slice(cursor.at, cursor.at + length);
  if (!/^[0-9a-fA-F]+$/.test(text) || text.length < length) throw new PatternError('it has too few hexadecimal digits');
  cursor.at += length;
  return Number.parseInt(text, 16);
}

function readControl(cursor: Cursor): number {
  const letter = (cursor.text[cursor.at] ?? '').toUpperCase();
  if (!/^[@-_]$/.test(letter)) throw new PatternError('it has a control character that .NET does not know (\\c)');
  cursor.at += 1;
  return letter.charCodeAt(0) - 64;
}

function readOctal(cursor: Cursor): number {
  const match = /^[0-7]{1,3}/.exec(cursor.text.slice(cursor.at - 1, cursor.at + 2));
  cursor.at += (match?.[0].length ?? 1) - 1;
  return Number.parseInt(match?.[0] ?? '0', 8) & 0xff;
}
