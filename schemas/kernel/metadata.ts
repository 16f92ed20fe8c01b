import { z } from 'zod';

/** Who acted. `system` is a process manager, `worker` a media worker, `profile` an anonymous viewer. */
export const Actor = z.strictObject({
  kind: z.enum(['operator', 'profile', 'system', 'worker']),
  id: z.string().min(1).max(100),
});
export type Actor = z.infer<typeof Actor>;

/**
 * Metadata that stands on every event. `$correlationId` and `$causationId` are EventStoreDB's own spelling.
 * `commandId` makes repeats recognisable inside the log; `schema` is `type@version` of the data.
 */
export const Metadata = z.object({
  $correlationId: z.string(),
  $causationId: z.string(),
  commandId: z.string(),
  actor: Actor,
  occurredAt: z.iso.datetime(),
  schema: z.string(),
  traceparent: z.string().optional(),
  subjects: z.array(z.string()).optional(),
});
export type Metadata = z.infer<typeof Metadata>;
