import { START, eventTypeFilter, excludeSystemEvents } from '@eventstore/db-client';
import type { AllStreamSubscription, Position as ClientPosition, ResolvedEvent } from '@eventstore/db-client';
import type { LogMessage, Position } from '../../ports/event-log.ts';
import type { Connection } from './connection.ts';
import { toClientPosition, toRecorded } from './convert.ts';
import { itemsOf, readable } from './items.ts';
import { asLogError } from './outage.ts';

/** Something between events in a subscription's stream. */
class Mark {
  readonly message: LogMessage;
  constructor(message: LogMessage) {
    this.message = message;
  }
}

/**
 * One connection's worth of a subscription. Ends when `signal` aborts or the server ends the
 * call; throws `LogUnavailable` when the connection breaks.
 */
export async function* follow(
  connection: Connection,
  after: Position,
  types: readonly string[] | undefined,
  signal: AbortSignal,
): AsyncGenerator<LogMessage, void, undefined> {
  if (signal.aborted) return;
  // Pushed into the readable side in order: the callbacks run inside the client's transform, ahead of the consumer.
  const checkpointReached = (on: AllStreamSubscription, { commit }: ClientPosition): void =>
    void on.push(new Mark({ kind: 'checkpoint', position: commit }));
  const filter =
    types === undefined
      ? excludeSystemEvents({ checkpointReached })
      : eventTypeFilter({ prefixes: [...types], checkpointReached });
  const subscription = (await connection.client()).subscribeToAll(
    { fromPosition: after === 0n ? START : toClientPosition(after), filter },
    readable,
  );
  subscription.on('error', () => undefined);
  subscription.on('caughtUp', () => subscription.push(new Mark({ kind: 'caught-up' })));
  const cancel = (): void => {
    subscription.unsubscribe().catch(() => undefined);
    subscription.destroy();
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const item of itemsOf<ResolvedEvent | Mark>(subscription)) {
      if (item instanceof Mark) {
        yield item.message;
        continue;
      }
      const event = toRecorded(item);
      if (event !== undefined) yield { kind: 'event', event };
    }
  } catch (error) {
    if (!signal.aborted) throw asLogError(error, 'following the log');
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}
