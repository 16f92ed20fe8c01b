import type { z } from 'zod';

/** The three rooms' contexts that own messages. An event's type is `{context}.{PastTense}`. */
export type Context = 'media' | 'catalog' | 'playback';

/** One version of one event. `type@version` is a public contract: once on main it never changes. */
export interface EventDefinition<
  T extends `${Context}.${string}` = `${Context}.${string}`,
  V extends number = number,
  S extends z.ZodObject = z.ZodObject,
> {
  readonly kind: 'event';
  readonly type: T;
  readonly version: V;
  /** Category of the stream that holds it: streams are `{category}-{uuid}`. */
  readonly category: string;
  /** One sentence for people: what happened. */
  readonly says: string;
  /** Many per minute and person, aged away by its stream: no row of the index of events, read by stream when asked for. */
  readonly telemetry?: true;
  readonly data: S;
}

/** A command: a wish in the imperative, addressed to one stream of `category`. */
export interface CommandDefinition<T extends string = string, S extends z.ZodObject = z.ZodObject> {
  readonly kind: 'command';
  readonly type: T;
  readonly category: string;
  readonly says: string;
  readonly data: S;
}

/** Defines an event version. The schema may use only what JSON Schema can say: no refine, transform, date or bigint. */
export function defineEvent<const T extends `${Context}.${string}`, const V extends number, S extends z.ZodObject>(
  definition: Omit<EventDefinition<T, V, S>, 'kind'>,
): EventDefinition<T, V, S> {
  return Object.freeze({ kind: 'event', ...definition });
}

/** Defines a command. Ids and time arrive inside it (`at` stands beside `data`), so that deciders stay pure. */
export function defineCommand<const T extends string, S extends z.ZodObject>(
  definition: Omit<CommandDefinition<T, S>, 'kind'>,
): CommandDefinition<T, S> {
  return Object.freeze({ kind: 'command', ...definition });
}

/** The `{ type, data }` value of an event definition (or of a union of them). */
export type EventOf<D> =
  D extends EventDefinition<infer T, number, infer S> ? { readonly type: T; readonly data: z.output<S> } : never;

/** The `{ type, data, at }` value of a command definition (or of a union of them). `at` is an ISO 8601 instant in UTC. */
export type CommandOf<D> =
  D extends CommandDefinition<infer T, infer S>
    ? { readonly type: T; readonly data: z.output<S>; readonly at: string }
    : never;
