import { z } from 'zod';

const id = () => z.string().min(1).max(100);

/** Somebody whose doing leads to what others do: whoever watches, works here or is a machine of a partner. */
export const Author = z.strictObject({ kind: z.enum(['viewer', 'staff', 'service']), id: id() });
export type Author = z.infer<typeof Author>;

/**
 * Who acted. `viewer` watches, `staff` works in the studio, `service` is a machine (a media worker, a partner), `system` the
 * platform itself, `process` a process manager. `onBehalfOf` says whose doing led to it, where that is somebody else's. Ids only: nothing personal ever stands here.
 */
export const Actor = z.strictObject({
  kind: z.enum(['viewer', 'staff', 'service', 'system', 'process']),
  id: id(),
  account: id().optional(),
  profile: id().optional(),
  device: id().optional(),
  /** What the account might do when it acted. */
  roles: z.array(id()).max(20).readonly().optional(),
  onBehalfOf: Author.optional(),
});
export type Actor = z.infer<typeof Actor>;

/**
 * Somebody who asks for something now. What they may beside what their roles say is known for the moment alone and stands in
 * no event: a program's scopes, and what roles of this installation give.
 */
export type ActingActor = Actor & { readonly permissions?: readonly string[] | undefined };

/** The actor as it stands in events. */
export function recordedActor({ permissions: _now, ...actor }: ActingActor): Actor {
  return actor;
}

/**
 * Whose doing led to what an actor does: processes, timers and workers hand it on, so that the end of a chain still says who
 * began it. Undefined: the platform itself, or nobody knows, as with what processes wrote before they said it.
 */
export function authorOf({ kind, id: own, onBehalfOf }: Actor): Author | undefined {
  // The log does not promise its form.
  const named = onBehalfOf === undefined ? undefined : Author.safeParse(onBehalfOf).data;
  if (named !== undefined) return named;
  return kind === 'system' || kind === 'process' ? undefined : { kind, id: own };
}

/** An actor that acts for whoever began the chain. */
export const onBehalfOf = (author: Author | undefined, actor: Pick<Actor, 'kind' | 'id'>): Actor =>
  author === undefined ? actor : { ...actor, onBehalfOf: author };

/** What the kinds of version 0.1.0 are called now. Its `system` was a process or the platform, and stays `system`. */
const renamedKinds: Readonly<Record<string, Actor['kind']>> = {
  operator: 'staff',
  profile: 'viewer',
  worker: 'service',
};

/** An actor as it may stand in the log. */
const RecordedActor = z.object({
  kind: z.enum([...Actor.shape.kind.options, 'operator', 'profile', 'worker']),
  id: id(),
});

const shared = {
  $correlationId: z.string(),
  $causationId: z.string(),
  commandId: z.string(),
  /** Type of the command that `commandId` names; absent on what processes write and on events of version 0.1.0. */
  commandType: z.string().optional(),
  occurredAt: z.iso.datetime(),
  schema: z.string(),
  /** W3C Trace Context: the flow of work that the event belongs to, across processes. */
  traceparent: z.string().optional(),
};

/**
 * Metadata that stands on every event. `$correlationId` and `$causationId` are EventStoreDB's own spelling.
 * `commandId` makes repeats recognisable inside the log; `schema` is `type@version` of the data.
 */
export const Metadata = z.object({ ...shared, actor: Actor });
export type Metadata = z.infer<typeof Metadata>;

/** Metadata as the log may hold it, written by any version. */
export const RecordedMetadata = z.object({ ...shared, actor: RecordedActor });
export type RecordedMetadata = z.infer<typeof RecordedMetadata>;

/** Gives the actor of an old event its kind of today; metadata that is of today is handed back as it is. */
export function currentMetadata(recorded: RecordedMetadata): Metadata {
  const kind = renamedKinds[recorded.actor.kind];
  return (kind === undefined ? recorded : { ...recorded, actor: { ...recorded.actor, kind } }) as Metadata;
}
