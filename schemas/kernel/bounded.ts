import { z } from 'zod';
import { INT32_MAX, storable } from './text.ts';

/** Longer than any text that we know of; an event has at most 1 MiB. */
const LONGEST_TEXT = 65_536;
/** Sizes are kept in 64 bits, which whole numbers of JSON never fill; so are rates of sources, which are given in bits. */
const isSize = (property: string): boolean => /^(bytes|.*Bytes|bitRate)$/.test(property);

type Def = Readonly<Record<string, unknown>>;
interface Schema extends z.ZodType {
  clone(def: never): this;
}

/**
 * The same schema, without what no reader holds: texts have an end and none of the characters that PostgreSQL refuses, whole
 * numbers have 32 bits unless they are sizes. Published events must go on allowing what they always allowed; this is for
 * what comes in: commands, results of jobs, messages. What says bounds of its own keeps them.
 */
export const bounded = <T extends z.ZodType>(schema: T): T => bound(schema, '') as T;

function bound(schema: z.ZodType, property: string): z.ZodType {
  if (schema instanceof z.ZodString) return boundText(schema);
  if (schema instanceof z.ZodNumberFormat) return boundNumber(schema, property);
  if (schema instanceof z.ZodObject)
    return changed(schema, {
      shape: Object.fromEntries(
        Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, part]) => [name, bound(part, name)]),
      ),
    });
  if (schema instanceof z.ZodArray) return changed(schema, { element: bound(schema.element as z.ZodType, property) });
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return changed(schema, { innerType: bound(schema.unwrap() as z.ZodType, property) });
  if (schema instanceof z.ZodUnion)
    return changed(schema, { options: (schema.options as readonly z.ZodType[]).map((part) => bound(part, property)) });
  return schema;
}

/** A text with a pattern holds what the pattern says. */
function boundText(text: z.ZodString): z.ZodType {
  const hasPattern = text.def.checks?.some((check) => check._zod.def.check === 'string_format') === true;
  const ended = text.maxLength === null ? text.max(LONGEST_TEXT) : text;
  return hasPattern ? ended : ended.regex(storable, 'it holds a character that cannot be stored');
}

function boundNumber(number: z.ZodNumberFormat, property: string): z.ZodType {
  if (isSize(property)) return number;
  const most = (number.maxValue ?? Infinity) < Number.MAX_SAFE_INTEGER ? number : number.max(INT32_MAX);
  return (number.minValue ?? -Infinity) > Number.MIN_SAFE_INTEGER ? most : most.min(-INT32_MAX - 1);
}

/** A copy of the schema of which one part of the definition differs; what is said about it stays. */
function changed(schema: z.ZodType, difference: Def): z.ZodType {
  const copy = (schema as Schema).clone({ ...(schema.def as unknown as Def), ...difference } as never);
  return schema.description === undefined ? copy : copy.describe(schema.description);
}
