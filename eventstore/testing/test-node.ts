import { after } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import assert from 'node:assert/strict';
import {
  EventStoreDBClient,
  jsonEvent,
  type AllStreamSubscription,
  type Position,
  type ReadStreamOptions,
  type ResolvedEvent,
  type SubscribeToAllOptions,
} from '@eventstore/db-client';
import { makeDataDirectory, removeDataDirectory, startNodeProcess, type NodeProcess } from './node-process.ts';

/** A node with the real client, and what tests do with both. */
export interface TestNode {
  readonly node: NodeProcess;
  readonly client: EventStoreDBClient;
  /** Appends `count` events; their data is `{ n }`, from 0. */
  write(stream: string, count: number, type?: string): Promise<Position>;
  revisions(stream: string, options?: ReadStreamOptions): Promise<number[]>;
  /** What a filter lets through: a subscription up to the moment when it has caught up. */
  filtered(filter: NonNullable<SubscribeToAllOptions['filter']>): Promise<ResolvedEvent[]>;
}

/** Starts a node for the tests of a file; it is stopped and its data removed after the last. */
export async function startTestNode(): Promise<TestNode> {
  const data = await makeDataDirectory();
  const node = await startNodeProcess(data);
  const client = EventStoreDBClient.connectionString(node.url);
  after(async () => {
    await client.dispose();
    await node.kill('SIGTERM');
    await removeDataDirectory(data);
  });
  return {
    node,
    client,
    async write(stream, count, type = 't.Happened') {
      const result = await client.appendToStream(
        stream,
        Array.from({ length: count }, (_, n) => jsonEvent({ type, data: { n } })),
      );
      assert.ok(result.position);
      return result.position;
    },
    revisions: async (stream, options = {}) =>
      (await collect(client.readStream(stream, options))).map(({ event }) => Number(event?.revision)),
    async filtered(filter) {
      const events: ResolvedEvent[] = [];
      const subscription = client.subscribeToAll({ filter });
      subscription.on('data', (event: ResolvedEvent) => events.push(event));
      await once(subscription, 'caughtUp');
      while (subscription.readableLength > 0) await nextTurn();
      await subscription.unsubscribe();
      return events;
    },
  };
}

/** All events of a reading, in order. */
export async function collect(stream: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const events: ResolvedEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** Resolves when a subscription emits the event, rejects with its error. */
export const once = (
  subscription: AllStreamSubscription | ReturnType<EventStoreDBClient['subscribeToStream']>,
  event: 'caughtUp' | 'confirmation',
): Promise<void> =>
  new Promise((resolve, reject) => {
    subscription.once(event, () => resolve());
    subscription.once('error', reject);
  });
