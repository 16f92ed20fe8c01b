import { z } from 'zod';

/** No null character and no half of a surrogate pair: PostgreSQL holds neither. */
// oxlint-disable-next-line no-control-regex -- the null character is what must not pass
const storable = /^[^\u0000\ud800-\udfff]*$/u;

/** A text of up to `max` characters that every table and reader can hold. */
export const plainText = (max: number) =>
  z.string().max(max).regex(storable, 'it holds a character that cannot be stored');

/** The name of a process, a kind of job or a timer: words in lower case, joined by `-` or `/`. */
export const kernelName = () =>
  z
    .string()
    .regex(/^[a-z][a-z0-9]*([-/][a-z0-9]+)*$/)
    .max(60);
