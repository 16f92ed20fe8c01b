import type { SchemaContext } from './context.ts';

/** What every context builds on. */
export const kernelSchemas = { name: 'kernel', events: [], commands: [] } as const satisfies SchemaContext;
