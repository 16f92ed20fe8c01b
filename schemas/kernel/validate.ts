import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { looksLikeUuid } from './looks-like-uuid.ts';

/** Undefined when the value fits, otherwise one sentence that says where it does not. */
export type Validator = (value: unknown) => string | undefined;

/** The JSON Schema of a zod schema: the public contract of a message. Throws for what JSON Schema cannot express, `refine` included. */
export const toJsonSchema = (schema: z.ZodType, io: 'input' | 'output' = 'output'): Record<string, unknown> =>
  z.toJSONSchema(schema, { io, override: ({ zodSchema }) => refuseRefinement(zodSchema) });

/** zod drops refinements silently, and a rule that one side does not check is no contract. */
function refuseRefinement({
  _zod,
}: {
  readonly _zod: {
    readonly def: {
      readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string } } }[] | undefined;
    };
  };
}): void {
  if (_zod.def.checks?.some((check) => check._zod.def.check === 'custom'))
    throw new Error('A schema uses refine, which JSON Schema cannot express; check it in the decider.');
}

const UUID_PATTERN = z.toJSONSchema(z.uuid())['pattern'];

/** A compiled pattern. Most of what is validated are ids: those are recognised without the pattern, which decides the rest. */
function patternOf(pattern: string, flags: string): { test(text: string): boolean } {
  const compiled = new RegExp(pattern, flags);
  if (pattern !== UUID_PATTERN) return compiled;
  return { test: (text) => looksLikeUuid(text) || compiled.test(text) };
}

// zod writes a pattern beside every format (a test holds it to that), so checking the format as well would be work done twice.
const ajv = new Ajv2020({
  allErrors: false,
  strict: true,
  allowUnionTypes: true,
  validateFormats: false,
  code: { regExp: Object.assign(patternOf, { code: 'new RegExp' }) },
});
// Says what a sealed value is (sealed.ts); allows nothing and refuses nothing.
ajv.addKeyword({ keyword: 'pii', schemaType: 'string' });

/** Compiles at the first use: a process pays only for the types that it meets. */
export function compileLazily(schema: z.ZodType, io?: 'input' | 'output'): Validator {
  let compiled: ValidateFunction | undefined;
  return (value) => {
    compiled ??= ajv.compile(toJsonSchema(schema, io));
    if (compiled(value)) return undefined;
    const error = compiled.errors?.[0];
    return `${error?.instancePath || 'the value'} ${error?.message ?? 'does not fit'}`;
  };
}
