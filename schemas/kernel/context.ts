import type { CommandDefinition, EventDefinition, JobDefinition, MessageDefinition } from './define.ts';
import type { Renaming, Upcaster } from './upcast.ts';

/** What a bounded context brings to the language. */
export interface SchemaContext {
  /** Also the prefix of its event types. */
  readonly name: string;
  /** Every event type at its current version. */
  readonly events: readonly EventDefinition[];
  /** Versions that stand in the log but are written no more. A definition moves here when its successor takes its place. */
  readonly pastEvents?: readonly EventDefinition[];
  /** The steps from each past version to the next. */
  readonly upcasters?: readonly Upcaster[];
  /** Past types that are read as events of another type. */
  readonly renamings?: readonly Renaming[];
  /** Categories of processes that have no milestones of their own: theirs are streams of the platform too. */
  readonly processes?: readonly string[];
  /**
   * Categories whose streams viewers cause, be it through a process and its jobs: there are as many as anonymous callers like,
   * and what goes wrong with one says nothing about others.
   */
  readonly viewers?: readonly string[];
  /**
   * Categories whose streams belong to whoever the stream of the same id in another category belongs to, by that category: telemetry,
   * or events that name nobody. A copy of everything about somebody reads them too.
   */
  readonly beside?: Readonly<Record<string, string>>;
  readonly commands?: readonly CommandDefinition[];
  readonly jobs?: readonly JobDefinition[];
  /** What programs of others send us: published beside the events, with examples. */
  readonly messages?: readonly MessageDefinition[];
}
