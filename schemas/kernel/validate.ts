import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { z } from 'zod';

/** Undefined when the value fits, otherwise one sentence that says where it does not. */
export type Validator = (value: unknown) => string | undefined;

/** The JSON Schema of a zod schema: the public contract of a message. Throws for what JSON Schema cannot say. */
export const toJsonSchema = (schema: z.ZodType): Record<string, unknown> => z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;

const ajv = new Ajv2020({ allErrors: false, strict: true, allowUnionTypes: true });
formatsPlugin.default(ajv);

/** Compiles at the first use: a process pays only for the types that it meets. */
export function compileLazily(schema: z.ZodType): Validator {
  let compiled: ValidateFunction | undefined;
  return (value) => {
    compiled ??= ajv.compile(toJsonSchema(schema));
    if (compiled(value)) return undefined;
    const error = compiled.errors?.[0];
    return `${error?.instancePath || 'the value'} ${error?.message ?? 'does not fit'}`;
  };
}
