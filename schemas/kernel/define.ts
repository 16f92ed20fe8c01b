import type { z } from 'zod';
import { bounded } from './bounded.ts';

/** One version of one event. `type@version` is a public contract: once on main it never changes. */
export interface EventDefinition<
  T extends `${string}.${string}` = `${string}.${string}`,
  V extends number = number,
  S extends z.ZodObject = z.ZodObject,
> {
  readonly kind: 'event';
  /** `{context}.{PastTense}`: the name of the context that owns it is a prefix that the event store can filter by. */
  readonly type: T;
  readonly version: V;
  /** Category of the stream that holds it: streams are `{category}-{uuid}`. `{process}`: the stream of whatever process. */
  readonly category: string;
  /** One sentence for people: what happened. */
  readonly description: string;
  /** Many per minute and person, aged away by its stream: no row of the index of events, read by stream when asked for. */
  readonly telemetry?: true;
  readonly data: S;
}

/** A command: a request in the imperative, addressed to one stream of `category`. */
export interface CommandDefinition<T extends string = string, S extends z.ZodObject = z.ZodObject> {
  readonly kind: 'command';
  readonly type: T;
  readonly category: string;
  /** The field of the data that holds the uuid of the stream. Default: `{category}Id`. */
  readonly streamIdField?: string;
  readonly description: string;
  readonly data: S;
}

/** A kind of work that workers do outside the log: what it is given and what it reports. */
export interface JobDefinition<
  K extends string = string,
  I extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly kind: 'job';
  /** Lower case, unique in the platform: also the last part of its queue's subject, `jobs.{name}`. */
  readonly name: K;
  readonly description: string;
  readonly input: I;
  readonly result: R;
}

/** What a program of somebody else sends us. It is published as JSON Schema with these examples; it may grow, and never shrinks. */
export interface MessageDefinition<S extends z.ZodType = z.ZodType> {
  /** kebab-case, unique in the platform; also its file's. */
  readonly name: string;
  readonly description: string;
  readonly data: S;
  readonly examples: readonly z.input<S>[];
}

/** Defines an event version. The schema may use only what JSON Schema can express: no refine, transform, date or bigint. */
export function defineEvent<const T extends `${string}.${string}`, const V extends number, S extends z.ZodObject>(
  definition: Omit<EventDefinition<T, V, S>, 'kind'>,
): EventDefinition<T, V, S> {
  return Object.freeze({ kind: 'event', ...definition });
}

/**
 * Defines a command. Ids and time arrive inside it (`at` stands beside `data`), so that deciders stay pure. Its data is
 * bounded: it may be made of an event's schema, which must go on allowing what it always allowed.
 */
export function defineCommand<const T extends string, S extends z.ZodObject>(
  definition: Omit<CommandDefinition<T, S>, 'kind'>,
): CommandDefinition<T, S> {
  return Object.freeze({ kind: 'command', ...definition, data: bounded(definition.data) });
}

/** Defines a kind of job. What it reports is bounded; what it is given may come of older events. */
export function defineJob<const K extends string, I extends z.ZodType, R extends z.ZodType>(
  definition: Omit<JobDefinition<K, I, R>, 'kind'>,
): JobDefinition<K, I, R> {
  return Object.freeze({ kind: 'job', ...definition, result: bounded(definition.result) });
}

/** The `{ type, data }` value of an event definition (or of a union of them). */
export type EventOf<D> =
  D extends EventDefinition<infer T, number, infer S> ? { readonly type: T; readonly data: z.output<S> } : never;

/** The `{ type, data, at }` value of a command definition (or of a union of them). `at` is an ISO 8601 instant in UTC. */
export type CommandOf<D> =
  D extends CommandDefinition<infer T, infer S>
    ? { readonly type: T; readonly data: z.output<S>; readonly at: string }
    : never;
