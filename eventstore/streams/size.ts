/** The size that counts for the append limit. */
import type { ProposedEvent } from '../storage/record.ts';

/** The protocol's default limit of one append, in bytes. */
export const MAX_APPEND_SIZE = 1_048_576;

/** Data, custom metadata and twice the length of the type's text. */
export function eventSize(event: ProposedEvent): number {
  return event.data.length + event.metadata.length + 2 * event.type.length;
}
