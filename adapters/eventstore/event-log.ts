import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import { createAppend } from './append.ts';
import { openConnection } from './connection.ts';
import { maxAgeMetadata, maxAges, METADATA_TYPE } from './max-age.ts';
import { readAll, readStream } from './read.ts';
import { resubscribing } from './resubscribe.ts';
import { follow } from './subscription.ts';

/**
 * Opens the log. Use one per process: each has a connection of its own, and appends of one connection share one call.
 * @param options.url `esdb://host:port?tls=false` or another EventStoreDB connection string
 */
export function openEventLog({ url, log }: { readonly url: string; readonly log: Logger }): EventLog {
  const connection = openConnection(url, log);
  return {
    append: createAppend(connection),
    readStream: (stream, options) => readStream(connection, stream, options),
    readAll: (options) => readAll(connection, options),
    subscribeAll: ({ after, types, signal, onInterruption }) => {
      const until = AbortSignal.any([signal, connection.closed]);
      return resubscribing((from) => follow(connection, from, types, until), {
        after,
        signal: until,
        onInterruption: (error, attempt) => {
          log.warn({ err: error, attempt }, 'the subscription to the log was interrupted and resumes');
          onInterruption?.(error, attempt);
        },
      });
    },
    setMaxAge: async (stream, seconds) => {
      const doing = `setting the age of ${stream}`;
      await connection.request(doing, (on) => on.setStreamMetadata(stream, maxAgeMetadata(seconds)));
    },
    readMaxAges: (after) => maxAges(readAll(connection, { after, types: [METADATA_TYPE] })),
    head: async () => {
      for await (const { position } of readAll(connection, { direction: 'backwards', limit: 1 })) return position;
      return 0n;
    },
    end: async () => {
      // Every type begins with '', also those of system events.
      const all = { direction: 'backwards', limit: 1, types: [''] } as const;
      for await (const { position } of readAll(connection, all)) return position;
      return 0n;
    },
    close: () => connection.close(),
  };
}
