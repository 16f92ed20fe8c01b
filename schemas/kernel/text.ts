import { z } from 'zod';

/** The largest `integer` of PostgreSQL; as milliseconds it is 24 days. */
export const INT32_MAX = 2 ** 31 - 1;

/** No null character and no half of a surrogate pair: PostgreSQL holds neither. */
// oxlint-disable-next-line no-control-regex -- the null character is what must not pass
export const storable = /^[^\u0000\ud800-\udfff]*$/u;

/** A text of up to `max` characters that every table and reader can hold. */
export const plainText = (max: number) =>
  z.string().max(max).regex(storable, 'it holds a character that cannot be stored');

/** A text of at most `max` characters that everybody can store; what nobody could is replaced. */
export const storableText = (text: string, max = Infinity): string =>
  text.slice(0, max).replaceAll('\u0000', '\uFFFD').toWellFormed();

/** Plain JSON in which every text can be stored. */
export function storableJson<T>(value: T): T {
  if (typeof value === 'string') return storableText(value) as T;
  if (Array.isArray(value)) return value.map(storableJson) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [storableText(key), storableJson(part)])) as T;
}

/** The name of a process, a kind of job or a timer: words in lower case, joined by `-` or `/`. */
export const kernelName = () =>
  z
    .string()
    .regex(/^[a-z][a-z0-9]*([-/][a-z0-9]+)*$/)
    .max(60);
