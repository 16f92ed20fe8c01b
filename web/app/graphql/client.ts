import type { Client as SocketClient } from 'graphql-ws';
import { cacheExchange, Client, fetchExchange, subscriptionExchange } from 'urql';
import { askingAgain } from './ask-again.ts';
import { consistencyHeaders } from './consistency.ts';
import { persistedFetch } from './persisted-fetch.ts';

/** Says that a request comes from our own pages: a foreign page cannot send it without asking first. */
const ours = { 'x-reprise-client': 'web' };

/** sha256 of every operation of the app, by its name; the build puts it here (persisted-plugin.ts). */
declare const PERSISTED_OPERATIONS: Readonly<Record<string, string>>;

/** By hash where the gateway knows the operation. One for all clients: what a gateway does not know, it does not know for any. */
const sendOperation = persistedFetch(PERSISTED_OPERATIONS, (...request) => fetch(...request));

const openedListeners = new Set<() => void>();

/** Calls back whenever the socket for subscriptions opened: what happened before, or while it was away, has to be asked for. */
export function onSocketOpened(listener: () => void): () => void {
  openedListeners.add(listener);
  return () => openedListeners.delete(listener);
}

/**
 * A GraphQL client for one area of the app. The viewer goes without a token (its profile is a cookie), the studio with the operator's.
 * The socket for subscriptions and its code load with the first subscription.
 */
export function createGatewayClient(operatorToken: string | null): Client {
  const authorization: Record<string, string> =
    operatorToken === null ? {} : { authorization: `Bearer ${operatorToken}` };
  let socket: Promise<SocketClient> | null = null;
  const open = (): Promise<SocketClient> =>
    (socket ??= import('graphql-ws').then(({ createClient }) =>
      createClient({
        url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
        connectionParams: authorization,
        retryAttempts: Number.POSITIVE_INFINITY,
        shouldRetry: () => true,
        on: { connected: () => openedListeners.forEach((listener) => listener()) },
      }),
    ));

  return new Client({
    url: '/graphql',
    fetch: sendOperation,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: { ...ours, ...authorization, ...consistencyHeaders() },
    }),
    exchanges: [
      cacheExchange,
      askingAgain(sendOperation),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => {
            let stop: (() => void) | null = null;
            let stopped = false;
            void open().then((client) => {
              if (stopped) return;
              stop = client.subscribe({ query: query ?? '', variables: variables ?? {} }, sink as never);
            }, sink.error);
            return {
              unsubscribe: () => {
                stopped = true;
                stop?.();
              },
            };
          },
        }),
      }),
    ],
  });
}
