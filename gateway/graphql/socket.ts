import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { subscribe } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Caller, Identity } from '../../ports/identity.ts';
import type { IsAllowedHost } from '../http/allowed-hosts.ts';
import { correlationOf, credentialsOf, isForeign } from '../http/requests.ts';
import { placed, type TerritoryOf } from '../http/territory.ts';
import type { Admission } from './admit.ts';
import type { ContextParts } from './context.ts';
import { publicError } from './errors.ts';
import type { ExecutableSchema } from './schema.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { createSocketLedger, type Account, type SocketLimits } from './socket-ledger.ts';
import { createSocketLink } from './socket-link.ts';
import { prepareSubscription, shownErrors, type SocketCaller } from './socket-operation.ts';

/** The longest message of a client, bytes: a subscription is some hundred. */
const MESSAGE_BYTES = 16 * 1024;
const CLOSE_GOING_AWAY = 1001;
/** graphql-transport-ws: forbidden. Clients connect again, and bring what is newer. */
const CLOSE_FORBIDDEN = 4403;
const PING_MS = 20_000;
/** How long a connection that was closed may take to say goodbye, ms: its closing frame queues behind what was not taken. */
const CLOSE_MS = 2000;

export interface SocketOptions {
  readonly parts: ContextParts;
  readonly executable: ExecutableSchema;
  readonly admission: Admission;
  readonly identity: Identity;
  readonly placeOf: TerritoryOf;
  readonly publicOrigin: string;
  readonly limits: SocketLimits;
  readonly rateLimit: RateLimit;
  readonly isAllowedHost: IsAllowedHost;
  readonly onRefusal: (why: 'host' | 'sockets') => void;
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
    maxPayload: MESSAGE_BYTES,
    // Parts of a message that has not ended wait in memory, each with its own overhead.
    maxFragments: 16,
    maxBufferedChunks: 256,
    // The types of `ws` do not know it yet.
    ...{ closeTimeout: CLOSE_MS },
    perMessageDeflate: false,
    handleProtocols,
  });
  const ledger = createSocketLedger(limits);
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
      const { cookies } = credentialsOf(extra.request.headers, false);
      const { caller } = await options.identity.whoIs({ authorization, cookies, keeps: false });
      if (caller.kind !== 'staff' && caller.account === undefined && caller.program === undefined) return false;
      extra.caller = placed(caller, options.placeOf(extra.request));
      extra.lasts(caller, authorization);
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
    // Until the protocol takes the connection over it is nobody's, and an error that nobody hears ends the process.
    const broke = (error: Error): void => {
      ports.logger.debug({ err: error }, 'a connection broke before it was taken over');
      socket.destroy();
    };
    socket.on('error', broke);
    if ((request.url ?? '').split('?', 1)[0] !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
    if (!options.isAllowedHost(request.headers.host)) {
      options.onRefusal('host');
      return refuseUpgrade(socket, '421 Misdirected Request');
    }
    if (isForeign(request.headers, options.publicOrigin)) return refuseUpgrade(socket, '403 Forbidden');
    const account = ledger.open(address, () => socket.destroy());
    if (account === undefined) {
      options.onRefusal('sockets');
      return refuseUpgrade(socket, '429 Too Many Requests');
    }
    socket.once('close', account.close);
    options.identity.whoIs(credentialsOf(request.headers, false)).then(
      ({ caller }) => {
        socket.off('error', broke);
        sockets.handleUpgrade(request, socket, head, (webSocket) =>
          open(webSocket, request, placed(caller, options.placeOf(request)), account),
        );
      },
      (error: unknown) => {
        ports.logger.warn({ err: error }, 'a subscriber could not be identified');
        refuseUpgrade(socket, '503 Service Unavailable');
      },
    );
  };

  const open = (socket: WebSocket, request: IncomingMessage, caller: Caller, account: Account): void => {
    const { address } = account;
    const lasting = untilOver(socket, { now: ports.now, identity: options.identity, everyMs: limits.programEveryMs });
    const extra: SocketCaller = {
      request,
      address,
      caller,
      correlationId: correlationOf(request),
      lasts: lasting.until,
    };
    lasting.until(caller, request.headers.authorization);
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
    const link = createSocketLink(socket, {
      account,
      limits,
      maySend: () => options.rateLimit.spend(`socket:${address}`, 1, limits.messagesPerAddress).allowed,
      onFailure: (error) =>
        ports.logger.error({ err: error, correlationId: extra.correlationId }, 'a subscription message broke'),
    });
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: link.send,
        close: (code, reason) => socket.close(code, reason),
        onMessage: link.receive,
        onPing: link.ping,
      },
      extra,
    );
    socket.once('close', (code, reason) => {
      clearInterval(ping);
      lasting.stop();
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

/** Ends a connection when the access of its caller does: nothing that comes through it asks again who they are. */
function untilOver(
  socket: WebSocket,
  { now, identity, everyMs }: { readonly now: () => number; readonly identity: Identity; readonly everyMs: number },
): { readonly until: SocketCaller['lasts']; readonly stop: () => void } {
  let over: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(over);
    clearInterval(looking);
  };
  /** A key has no end that is known beforehand: it can be revoked, and what it may can change. */
  const look = async (before: NonNullable<Caller['program']>, authorization: string): Promise<void> => {
    const { caller } = await identity.whoIs({ authorization, cookies: undefined, keeps: false });
    if (caller.program?.scopes.join() !== before.scopes.join())
      socket.close(CLOSE_FORBIDDEN, 'Your key has ended, or may something else now. Connect again.');
  };
  return {
    stop,
    until({ account, program }, authorization) {
      stop();
      if (program !== undefined && authorization !== undefined)
        looking = setInterval(
          () => void look(program, authorization).catch(() => socket.close(CLOSE_FORBIDDEN, 'Connect again.')),
          everyMs,
        );
      if (account === undefined) return;
      const close = (): void => socket.close(CLOSE_FORBIDDEN, 'Your access token has ended. Connect again.');
      over = setTimeout(close, Math.max(0, account.until - now()));
    },
  };
}

/** Answers and lets go: nobody else watches over this connection any more. */
function refuseUpgrade(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
