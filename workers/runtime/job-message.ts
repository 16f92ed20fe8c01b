import { nextHop } from '../../runtime/trace.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { JobMessage } from '../../schemas/kernel/job.messages.ts';
import { authorOf } from '../../schemas/kernel/metadata.ts';

/** The queue's message for a requested job; undefined for any other event. */
export function toJobMessage(event: DecodedEvent): JobMessage | undefined {
  if (event.type !== 'kernel.JobRequested') return undefined;
  const { jobId, kind, process, processId, input } = event.data;
  const { $correlationId: correlationId, traceparent, actor } = event.metadata;
  return {
    jobId,
    kind,
    process,
    processId,
    input,
    requestedBy: event.id,
    correlationId,
    traceparent: nextHop(traceparent),
    author: authorOf(actor),
  };
}
