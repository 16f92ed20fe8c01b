import type { Recorded } from './decode.ts';

/** What viewers and those who work here are called in metadata, today and by version 0.1.0. */
const VIEWERS: ReadonlySet<unknown> = new Set(['viewer', 'profile']);
const STAFF: ReadonlySet<unknown> = new Set(['staff', 'operator']);

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Readonly<Record<string, unknown>>)[name] : undefined;

/**
 * Whether an event was caused by somebody who watches. What processes, timers and workers write names whoever began the chain;
 * where old events name nobody, the category decides, or that of the process that a job or a timer is for.
 * @param categories those of the streams that viewers cause
 */
export function isByViewer(
  { stream, data, metadata }: Pick<Recorded, 'stream' | 'data' | 'metadata'>,
  categories: ReadonlySet<unknown>,
): boolean {
  const actor = field(metadata, 'actor');
  const kind = field(field(actor, 'onBehalfOf'), 'kind') ?? field(actor, 'kind');
  if (VIEWERS.has(kind)) return true;
  if (STAFF.has(kind)) return false;
  // The id behind it is a UUID: 36 characters.
  return categories.has(stream.slice(0, -37)) || categories.has(field(data, 'process'));
}
