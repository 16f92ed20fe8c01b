import { EventStoreDBClient, FORWARDS, START, eventTypeFilter } from '@eventstore/db-client';
import type { EventData, JSONType } from '@eventstore/db-client';
import { sendCredentials } from '../../adapters/eventstore/client-quirks.ts';
import type { NewEvent } from '../../ports/event-log.ts';
import type { Scope } from './scope.ts';

/** `@eventstore/db-client` as its documentation shows it, with nothing around it: the limit of our adapter. */
export interface BareClient {
  append(stream: string, events: readonly NewEvent[]): Promise<unknown>;
  /** Each reads `count` events and returns how many came. */
  readStream(stream: string, count: number): Promise<number>;
  readAll(count: number): Promise<number>;
  /** Subscribes from the start to the types with this prefix and leaves after `count` events. */
  subscribeAll(prefix: string, count: number): Promise<number>;
}

/** Opens a client that is disposed of when the scope ends. */
export function openBareClient(scope: Scope, url: string): BareClient {
  const client = EventStoreDBClient.connectionString(url);
  sendCredentials(client);
  // the client waits for ever for a read that was left before its end: the node ends those when it stops
  scope.afterwards.after(async () => void client.dispose());
  return {
    append: async (stream, events) =>
      client.appendToStream(
        stream,
        events.map(({ id, type, data, metadata }): EventData => ({
          id,
          type,
          contentType: 'application/json',
          data: data as JSONType,
          metadata,
        })),
        { expectedRevision: 'any' },
      ),
    readStream: async (stream, count) =>
      countEvents(client.readStream(stream, { direction: FORWARDS, fromRevision: START, maxCount: count }), count),
    readAll: async (count) =>
      countEvents(client.readAll({ direction: FORWARDS, fromPosition: START, maxCount: count }), count),
    subscribeAll: async (prefix, count) => {
      const subscription = client.subscribeToAll({
        fromPosition: START,
        filter: eventTypeFilter({ prefixes: [prefix] }),
      });
      const seen = await countEvents(subscription, count);
      await subscription.unsubscribe();
      return seen;
    },
  };
}

async function countEvents(items: AsyncIterable<{ event?: { revision: bigint } }>, count: number): Promise<number> {
  let seen = 0;
  for await (const { event } of items) if (event !== undefined && (seen += 1) === count) break;
  return seen;
}
