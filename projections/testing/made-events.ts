import type { NewEvent } from '../../ports/event-log.ts';
import type { DomainEvent } from '../../schemas/contexts.ts';
import type { Chance } from './random.ts';

/** An event on its way into the log, with its stream. */
export interface Addressed {
  readonly stream: string;
  readonly event: NewEvent;
}

/** Data of an event as plain JSON, without the brands of its ids. */
export type Loose<T> = T extends string
  ? string
  : T extends readonly (infer U)[]
    ? readonly Loose<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Loose<T[K]> }
      : T;
export type DataOf<T extends DomainEvent['type']> = Loose<Extract<DomainEvent, { readonly type: T }>['data']>;

export const OCCURRED_AT = '2026-01-02T03:04:05.678Z';

/** Makes one valid event. `version` is the schema's, for events that no code understands. */
export function makeEvent(chance: Chance, type: string, data: unknown, version = 1): NewEvent {
  const commandId = chance.uuid();
  return {
    id: chance.uuid(),
    type,
    data,
    metadata: {
      $correlationId: commandId,
      $causationId: commandId,
      commandId,
      actor: { kind: 'system', id: 'test' },
      occurredAt: OCCURRED_AT,
      schema: `${type}@${version}`,
    },
  };
}
