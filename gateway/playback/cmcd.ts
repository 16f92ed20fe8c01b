/**
 * Common Media Client Data (CTA-5004 version 1, CTA-5004-B version 2) as players write it: keys with values after the
 * structured fields of RFC 8941. `br=3200,bs,sid="…",v=1`; in version 2 also lists with parameters, `br=(3200;v 128;a)`.
 */

/** One value: a flag, a number, a text or token, or a list of numbers and texts (parameters of items are left out). */
export type CmcdValue = boolean | number | string | readonly (number | string)[];
export type Cmcd = ReadonlyMap<string, CmcdValue>;

/** Longer than anything that a player has to say of one request. */
export const CMCD_LENGTH = 2000;
const MOST_KEYS = 64;
const MOST_ITEMS = 16;

const KEY = /[a-z][a-z0-9_.*-]{0,63}/y;
const NUMBER = /-?\d{1,15}(?:\.\d{1,3})?(?![\w.])/y;
const TOKEN = /[A-Za-z*][\w.:/%*+-]{0,255}/y;
const TEXT = /"((?:[ !#-[\]-~]|\\["\\]){0,1000})"/y;
const FLAG = /\?([01])/y;
const PARAMETER =
  /;[a-z][a-z0-9_.*-]{0,31}(?:=(?:-?\d{1,15}(?:\.\d{1,3})?|[A-Za-z*][\w.:/%*+-]{0,63}|"[ !#-[\]-~]{0,200}"|\?[01]))?/y;
const COMMA = / {0,4}, {0,4}/y;

/**
 * Reads what a player wrote, in time that grows with its length alone. A key that comes twice counts as it came last.
 * @returns undefined when it is no CMCD: too long, too many keys, or anything that the format does not know
 */
export function parseCmcd(text: string): Cmcd | undefined {
  if (text.length === 0 || text.length > CMCD_LENGTH) return undefined;
  const found = new Map<string, CmcdValue>();
  const at = { text, index: 0 };
  for (;;) {
    const key = take(at, KEY)?.[0];
    if (key === undefined || found.size === MOST_KEYS) return undefined;
    const value = text[at.index] === '=' ? (at.index++, list(at) ?? item(at)) : true;
    if (value === undefined) return undefined;
    skipParameters(at);
    found.set(key, value);
    if (at.index === text.length) return found;
    if (take(at, COMMA) === undefined) return undefined;
  }
}

interface Place {
  readonly text: string;
  index: number;
}

function take(at: Place, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = at.index;
  const match = pattern.exec(at.text) ?? undefined;
  if (match !== undefined) at.index = pattern.lastIndex;
  return match;
}

function item(at: Place): boolean | number | string | undefined {
  const number = take(at, NUMBER);
  if (number !== undefined) return Number(number[0]);
  const text = take(at, TEXT);
  if (text !== undefined) return (text[1] ?? '').replaceAll(/\\(.)/g, '$1');
  const flag = take(at, FLAG);
  return flag === undefined ? take(at, TOKEN)?.[0] : flag[1] === '1';
}

function list(at: Place): readonly (number | string)[] | undefined {
  if (at.text[at.index] !== '(') return undefined;
  at.index += 1;
  const items: (number | string)[] = [];
  for (;;) {
    while (at.text[at.index] === ' ') at.index += 1;
    if (at.text[at.index] === ')') return (at.index++, items);
    const one = item(at);
    if (one === undefined || typeof one === 'boolean' || items.length === MOST_ITEMS) return undefined;
    skipParameters(at);
    items.push(one);
  }
}

function skipParameters(at: Place): void {
  while (take(at, PARAMETER) !== undefined);
}

/** A whole number of a key within bounds, of a list the highest; undefined: there is none. */
export function numberOf(cmcd: Cmcd, key: string, most = 2 ** 31 - 1): number | undefined {
  const value = cmcd.get(key);
  const numbers = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'number');
  if (numbers.length === 0) return undefined;
  return Math.min(Math.max(Math.round(Math.max(...numbers)), 0), most);
}

/** A text or token of a key, of a list the first, cut to a length; undefined: there is none. */
export function textOf(cmcd: Cmcd, key: string, most: number): string | undefined {
  const value = cmcd.get(key);
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first.slice(0, most) : undefined;
}

/** A flag; a key that is there without a value counts. */
export const flagOf = (cmcd: Cmcd, key: string): boolean => cmcd.get(key) === true;
