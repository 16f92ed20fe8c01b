import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { subscribe } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Caller, Identity } from '../../ports/identity.ts';
import { correlationOf, credentialsOf, isForeign } from '../http/requests.ts';
import type { Admission } from './admit.ts';
import type { ContextParts } from './context.ts';
import { publicError } from './errors.ts';
import { LIMITS } from './limits.ts';
import type { ExecutableSchema } from './schema.ts';
import { prepareSubscription, shownErrors, type SocketCaller } from './socket-operation.ts';

/** How much one client may hold, and how slow it may be. */
export interface SocketLimits {
  readonly socketsPerAddress: number;
  readonly subscriptionsPerSocket: number;
  /** A client that has not taken a message for so long is disconnected, ms. */
  readonly stalledMs: number;
}
export const SOCKET_LIMITS: SocketLimits = { socketsPerAddress: 50, subscriptionsPerSocket: 20, stalledMs: 15_000 };

/** Close code for clients that take nothing any more: "try again later". */
export const CLOSE_STALLED = 1013;
const CLOSE_GOING_AWAY = 1001;
const PING_MS = 20_000;

export interface SocketOptions {
  readonly parts: ContextParts;
  readonly executable: ExecutableSchema;
  readonly admission: Admission;
  readonly identity: Identity;
  readonly publicOrigin: string;
  readonly limits: SocketLimits;
  /** Whose connections and points are counted together. */
  readonly addressOf: (request: IncomingMessage) => string;
}

/**
 * Subscriptions over `graphql-transport-ws` at `/graphql`. Each message waits until the socket took the one before, so a
 * slow client costs one coalescing mailbox and nothing else; one that stalls is disconnected.
 * The returned function closes everything.
 */
export function serveSockets(http: Server, options: SocketOptions): () => Promise<void> {
  const { limits } = options;
  const { ports } = options.parts;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.bodyBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  const perAddress = new Map<string, number>();
  const protocol = makeServer<Record<string, unknown> | undefined, SocketCaller>({
    schema: options.executable.schema,
    subscribe,
    connectionInitWaitTimeout: 5000,
    async onConnect(context) {
      const { extra } = context;
      const authorization = context.connectionParams?.['authorization'];
      if (authorization === undefined || authorization === null || authorization === '') return true;
      // A wrong token is refused rather than served as a viewer: the studio must learn of it.
      if (typeof authorization !== 'string') return false;
      const { cookies } = credentialsOf(extra.request.headers);
      const { caller } = await options.identity.whoIs({ authorization, cookies });
      if (caller.kind !== 'staff') return false;
      extra.caller = caller;
      return true;
    },
    onSubscribe(context, _id, payload) {
      try {
        if (Object.keys(context.subscriptions).length > limits.subscriptionsPerSocket)
          throw publicError(
            'RATE_LIMITED',
            `At most ${limits.subscriptionsPerSocket} subscriptions fit through one connection.`,
          );
        return prepareSubscription(options, context.extra, payload);
      } catch (error) {
        return shownErrors(options, context.extra, Array.isArray(error) ? error : [error]);
      }
    },
    onNext(context, _id, _payload, _args, result) {
      if (result.errors === undefined) return;
      return {
        data: result.data ?? null,
        errors: shownErrors(options, context.extra, result.errors).map((error) => error.toJSON()),
      };
    },
    onError: (context, _id, _payload, errors) =>
      shownErrors(options, context.extra, errors as readonly unknown[]).map((error) => error.toJSON()),
  });

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const address = options.addressOf(request);
    const held = perAddress.get(address) ?? 0;
    // Until the protocol takes the connection over it is nobody's, and an error that nobody hears ends the process.
    const broke = (error: Error): void => {
      ports.logger.debug({ err: error }, 'a connection broke before it was taken over');
      socket.destroy();
    };
    socket.on('error', broke);
    if ((request.url ?? '').split('?', 1)[0] !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
    if (isForeign(request.headers, options.publicOrigin)) return refuseUpgrade(socket, '403 Forbidden');
    if (held >= limits.socketsPerAddress) return refuseUpgrade(socket, '429 Too Many Requests');
    perAddress.set(address, held + 1);
    socket.once('close', () => {
      const left = (perAddress.get(address) ?? 1) - 1;
      if (left === 0) perAddress.delete(address);
      else perAddress.set(address, left);
    });
    options.identity.whoIs(credentialsOf(request.headers)).then(
      ({ caller }) => {
        socket.off('error', broke);
        sockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, request, caller, address));
      },
      (error: unknown) => {
        ports.logger.warn({ err: error }, 'a subscriber could not be identified');
        refuseUpgrade(socket, '503 Service Unavailable');
      },
    );
  };

  const open = (socket: WebSocket, request: IncomingMessage, caller: Caller, address: string): void => {
    const extra: SocketCaller = { request, address, caller, correlationId: correlationOf(request) };
    let alive = true;
    const ping = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, PING_MS);
    socket.on('pong', () => {
      alive = true;
    });
    socket.on('error', (error) =>
      ports.logger.debug({ err: error, correlationId: extra.correlationId }, "a subscriber's connection broke"),
    );
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text, limits.stalledMs),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) =>
          socket.on('message', (data) => {
            handle(textOf(data)).catch((error: unknown) => {
              ports.logger.error({ err: error, correlationId: extra.correlationId }, 'a subscription message broke');
              socket.close(1011, 'Something broke on our side. Connect again.');
            });
          }),
      },
      extra,
    );
    socket.once('close', (code, reason) => {
      clearInterval(ping);
      void closed(code, String(reason));
    });
  };

  http.on('upgrade', onUpgrade);
  return async () => {
    http.off('upgrade', onUpgrade);
    for (const socket of sockets.clients) socket.close(CLOSE_GOING_AWAY, 'The gateway is stopping. Connect again.');
    const giveUp = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 1000);
    await Promise.all([...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    clearTimeout(giveUp);
    sockets.close();
  };
}

/** Resolves when the kernel took the message. A client that takes nothing for too long is disconnected. */
function send(socket: WebSocket, text: string, stalledMs: number): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    const stalled = setTimeout(() => {
      socket.close(CLOSE_STALLED, 'Too slow: messages were not taken in time. Connect again.');
      // The closing frame queues behind what was not taken.
      setTimeout(() => socket.terminate(), 1000).unref();
    }, stalledMs);
    socket.send(text, () => {
      clearTimeout(stalled);
      resolve();
    });
  });
}

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)).toString('utf8');

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
