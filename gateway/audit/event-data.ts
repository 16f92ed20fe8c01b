import { z } from 'zod';
import type { RecordedEvent } from '../../ports/event-log.ts';
import type { EventIndexRow } from '../../projections/audit/event-index.rows.ts';

/** A recorded event as the API shows it. Like rows of the index, its numbers are texts. */
export interface LogEventView extends Omit<EventIndexRow, 'eventId' | 'commandId'> {
  readonly id: string;
  readonly data: unknown;
}

/** Shows an event of the log, whatever stands in its metadata. */
export function logEventView(event: RecordedEvent): LogEventView {
  const metadata = LooseMetadata.safeParse(event.metadata).data;
  return {
    position: String(event.position),
    id: event.id,
    stream: event.stream,
    revision: String(event.revision),
    type: event.type,
    recordedAt: event.recordedAt.toISOString(),
    actorKind: metadata?.actor?.kind ?? null,
    actorId: metadata?.actor?.id ?? null,
    correlationId: metadata?.$correlationId ?? null,
    causationId: metadata?.$causationId ?? null,
    data: event.data,
  };
}

const text = z.string().optional().catch(undefined);
const LooseMetadata = z.object({
  actor: z.object({ kind: text, id: text }).optional().catch(undefined),
  $correlationId: text,
  $causationId: text,
});
