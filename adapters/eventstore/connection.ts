import { EventStoreDBClient } from '@eventstore/db-client';
import type { Logger } from '../../ports/logger.ts';
import { credentialsOf, withCredentialsOf } from '../../runtime/url-credentials.ts';
import { tameClient } from './client-quirks.ts';
import { asLogError, withDeadline } from './outage.ts';

/** A request that is not answered for so long never will be; more than the server takes to give up on an append. */
const requestDeadlineMs = 6000;
const closeDeadlineMs = 2000;
/** gRPC's code for a broken HTTP/2 session. */
const grpcInternal = 13;

/** The client that is in use, replaced when its connection hangs. */
export interface Connection {
  /** Aborts when the connection is closed for good. */
  readonly closed: AbortSignal;
  /** The client to use now. Throws when the log is closed. */
  client(): Promise<EventStoreDBClient>;
  /** Runs one request with a deadline; outages become `LogUnavailable`. `doing` completes "while …" in its message. */
  request<T>(doing: string, run: (on: EventStoreDBClient) => Promise<T>): Promise<T>;
  /** Whether we took this client away ourselves: cancelling a call makes the client end its stream as if it were complete. */
  wasReplaced(client: EventStoreDBClient): boolean;
  close(): Promise<void>;
}

/** The client ends a password at its first colon unless this is encoded. */
function forClient(url: string): string {
  const credentials = credentialsOf(url, 'REPRISE_EVENTSTORE_URL');
  return credentials === undefined ? url : withCredentialsOf(url, credentials);
}

/**
 * Prepares a connection; the client dials with the first request. `url` is an EventStoreDB connection string.
 * @throws Error when its user and password are not percent-encoded
 */
export function openConnection(url: string, log: Logger): Connection {
  const closing = new AbortController();
  const address = forClient(url);
  const connect = (): EventStoreDBClient => tameClient(EventStoreDBClient.connectionString(address));
  const disposed = new WeakSet<EventStoreDBClient>();
  let current = connect();
  let replacing: Promise<void> | undefined;

  const dispose = async (client: EventStoreDBClient, doing: string): Promise<void> => {
    disposed.add(client);
    await withDeadline(client.dispose(), closeDeadlineMs, doing, () => undefined).catch(() => undefined);
  };

  /** The old client must be gone before the new one is used: its errors hit the appends of the new one. */
  const replace = (broken: EventStoreDBClient, reason: string): void => {
    if (broken !== current || replacing !== undefined || closing.signal.aborted) return;
    log.warn({ reason }, 'the connection to the event store hangs and is replaced');
    replacing = dispose(broken, 'closing a broken connection').then(() => {
      current = connect();
      replacing = undefined;
    });
  };

  const client = async (): Promise<EventStoreDBClient> => {
    if (closing.signal.aborted) throw new Error('The event log is closed; open a new one.');
    if (replacing !== undefined) await replacing;
    return current;
  };

  return {
    closed: closing.signal,
    client,
    async request(doing, run) {
      const on = await client();
      try {
        return await withDeadline(run(on), requestDeadlineMs, doing, () => replace(on, `no answer while ${doing}`));
      } catch (error) {
        // A session that broke under the first call leaves the client with that failure for ever.
        if ((error as { code?: unknown }).code === grpcInternal) replace(on, (error as Error).message);
        throw asLogError(error, doing);
      }
    },
    wasReplaced: (client) => disposed.has(client),
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      await replacing;
      await dispose(current, 'closing');
    },
  };
}
