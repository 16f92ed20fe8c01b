import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { JobMessage } from '../../schemas/media/job.messages.ts';

/** The queue's message for a JobRequested event; undefined for any other event. */
export function toJobMessage(event: DecodedEvent): JobMessage | undefined {
  if (event.type !== 'media.JobRequested') return undefined;
  const { jobId, assetId, input } = event.data;
  return { jobId, assetId, input, requestedBy: event.id, correlationId: event.metadata.$correlationId };
}
