import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { JobMessage } from '../../schemas/media/job.messages.ts';

/** The queue's message for a JobRequested event; undefined for any other event. */
export function toJobMessage(event: DecodedEvent): JobMessage | undefined {
  if (event.type !== 'kernel.JobRequested' || event.data.process !== 'ingest') return undefined;
  const { jobId, processId: assetId, input } = event.data;
  return JobMessage.parse({
    jobId,
    assetId,
    input,
    requestedBy: event.id,
    correlationId: event.metadata.$correlationId,
  });
}
