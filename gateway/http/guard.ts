import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressGroup } from './client-address.ts';

/** How many connections there may be, and how long they may take for what. Times in ms. */
export interface ConnectionLimits {
  /** Connections of one address, trusted proxies excepted. */
  readonly connectionsPerAddress: number;
  readonly connections: number;
  /** Requests that are answered at the same time for one address, through however many connections. */
  readonly requestsPerAddress: number;
  /** Requests that one connection may have waiting for their answers (HTTP pipelining). */
  readonly requestsPerConnection: number;
  /** Bodies on their way from one address. */
  readonly bodiesPerAddress: number;
  readonly bodies: number;
  /** From the connection, or a request's first byte, to the end of its head. */
  readonly headMs: number;
  /** From the end of the head to the end of the body. */
  readonly bodyMs: number;
  /** In which nothing at all goes in or out although something should. */
  readonly idleMs: number;
  /** From the end of a request to the end of its answer, however slowly that is read. */
  readonly answerMs: number;
  /** Between two requests. */
  readonly keepAliveMs: number;
}

/** An address may be a school or a provider's: thousands of viewers with a connection or two each. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  connectionsPerAddress: 1000,
  connections: 10_000,
  requestsPerAddress: 1000,
  requestsPerConnection: 16,
  bodiesPerAddress: 256,
  bodies: 2000,
  headMs: 10_000,
  bodyMs: 10_000,
  idleMs: 60_000,
  answerMs: 15 * 60_000,
  keepAliveMs: 72_000,
};

/** Why a request or a connection was refused or cut. */
export type Refusal = 'host' | 'connections' | 'requests' | 'pipelining' | 'bodies' | 'slow-body' | 'slow-answer';

const LOOK_EVERY_MS = 1000;
/** How long a client may go on sending a body after its answer, ms. */
const LINGER_MS = 2000;
/** A body that may take its time must bring this many bytes in this time (ms). */
const LEAST_PROGRESS = { bytes: 16 * 1024, ms: 60_000 } as const;

interface Connection {
  readonly socket: Socket;
  /** Requests without a finished answer. */
  inHand: number;
  /** The newest; those before it have arrived as a whole. */
  request: IncomingMessage | undefined;
  response: ServerResponse | undefined;
  /** When the newest request's body is late. */
  bodyUntil: number;
  /** Where a body that may take its time stood when it was last seen to go on. */
  progress: { readonly bytes: number; readonly at: number } | undefined;
  /** When the newest request was first seen whole, or its answer written before that. */
  answeredSince: number | undefined;
}

export interface Guard {
  /** How often to look for what is late, ms. */
  readonly lookEveryMs: number;
  /** Watches over the connections of a server from now on. */
  watch(server: Server): void;
  /** Whether a request may be handled; one that may not is answered here. */
  admit(request: IncomingMessage, response: ServerResponse): boolean;
  /** Lets the body of this request take as long as it needs, as long as it goes on arriving. */
  allowLongBody(request: IncomingMessage): void;
  /** Ends connections on which nothing is asked. */
  endIdle(): void;
  close(): void;
}

/** Bounds what connections may hold, before anything else looks at them. */
export function createGuard(options: {
  readonly limits: ConnectionLimits;
  /** Whose requests are counted together. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** Whether many clients come from this address (a trusted proxy). */
  readonly isShared: (address: string) => boolean;
  /** Why the request is none of ours, or undefined. */
  readonly refusalOf: (request: IncomingMessage) => string | undefined;
  readonly onRefusal: (why: Refusal) => void;
}): Guard {
  const { limits, addressOf, isShared, refusalOf, onRefusal } = options;
  const connections = new Map<Socket, Connection>();
  const perAddress = createCounts();
  const requests = createCounts();
  const bodies = createCounts();

  const onConnection = (socket: Socket): void => {
    const address = addressGroup(socket.remoteAddress ?? '');
    const counts = !isShared(socket.remoteAddress ?? '');
    if (connections.size >= limits.connections || (counts && perAddress.of(address) >= limits.connectionsPerAddress)) {
      onRefusal('connections');
      socket.end('HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 10\r\nContent-Length: 0\r\n\r\n');
      socket.destroySoon();
      return;
    }
    connections.set(socket, {
      socket,
      inHand: 0,
      request: undefined,
      response: undefined,
      bodyUntil: Infinity,
      progress: undefined,
      answeredSince: undefined,
    });
    if (counts) perAddress.add(address);
    socket.once('close', () => {
      connections.delete(socket);
      if (counts) perAddress.remove(address);
    });
  };

  const cut = (connection: Connection, why: Refusal): void => {
    onRefusal(why);
    connection.socket.destroy();
  };
  const sweep = (): void => {
    const now = performance.now();
    for (const connection of connections.values()) {
      const why = lateness(connection, now, limits);
      if (why !== undefined) cut(connection, why);
    }
  };
  const lookEveryMs = Math.min(LOOK_EVERY_MS, limits.headMs / 2, limits.bodyMs / 2);
  const timer = setInterval(sweep, lookEveryMs).unref();

  return {
    lookEveryMs,
    watch(server) {
      server.on('connection', onConnection);
      server.headersTimeout = limits.headMs;
      server.requestTimeout = 0;
      server.keepAliveTimeout = limits.keepAliveMs;
      server.setTimeout(limits.idleMs);
    },
    admit(request, response) {
      const connection = connections.get(request.socket);
      if (connection === undefined) return false;
      if (connection.inHand >= limits.requestsPerConnection) {
        cut(connection, 'pipelining');
        return false;
      }
      const withBody = hasBody(request);
      const address = addressOf(request);
      connection.inHand += 1;
      requests.add(address);
      response.once('close', () => {
        connection.inHand -= 1;
        requests.remove(address);
      });
      connection.request = request;
      connection.response = response;
      connection.bodyUntil = withBody ? performance.now() + limits.bodyMs : Infinity;
      connection.progress = undefined;
      connection.answeredSince = undefined;
      const refuse = (why: Refusal, status: number, text: string): false => {
        onRefusal(why);
        answerPlainly(response, status, text);
        return false;
      };
      const foreign = refusalOf(request);
      if (foreign !== undefined) return refuse('host', 421, foreign);
      if (requests.of(address) > limits.requestsPerAddress)
        return refuse(
          'requests',
          429,
          'Too many requests from your address are being answered. Try again in a moment.',
        );
      if (!withBody) return true;
      if (bodies.total() >= limits.bodies || bodies.of(address) >= limits.bodiesPerAddress)
        return refuse('bodies', 429, 'Too much is being sent from your address. Try again in a moment.');
      bodies.add(address);
      request.once('close', () => bodies.remove(address));
      return true;
    },
    allowLongBody(request) {
      const connection = connections.get(request.socket);
      if (connection?.request !== request) return;
      connection.bodyUntil = Infinity;
      connection.progress = { bytes: request.socket.bytesRead, at: performance.now() };
      // What is done with it before the answer may take long too: a film is hashed.
      request.socket.setTimeout(limits.answerMs);
    },
    endIdle() {
      for (const { socket, inHand } of connections.values()) if (inHand === 0) socket.destroy();
    },
    close: () => clearInterval(timer),
  };
}

/** What is late on a connection, at this look at it. */
function lateness(connection: Connection, now: number, limits: ConnectionLimits): Refusal | undefined {
  const { socket, request, response, progress } = connection;
  if (request === undefined || response === undefined) return undefined;
  if (request.complete) {
    connection.answeredSince ??= now;
    return !response.writableFinished && now - connection.answeredSince > limits.answerMs ? 'slow-answer' : undefined;
  }
  if (response.writableEnded) {
    connection.answeredSince ??= now;
    if (now - connection.answeredSince > LINGER_MS) return 'slow-body';
  }
  if (progress === undefined) return now > connection.bodyUntil ? 'slow-body' : undefined;
  if (socket.bytesRead - progress.bytes >= LEAST_PROGRESS.bytes)
    connection.progress = { bytes: socket.bytesRead, at: now };
  else if (now - progress.at > LEAST_PROGRESS.ms) return 'slow-body';
  return undefined;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function answerPlainly(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
      ...(status === 429 ? { 'retry-after': '5' } : {}),
    })
    .end(`${text}\n`);
}

/** How many of something there are, by name. */
function createCounts() {
  const counts = new Map<string, number>();
  let total = 0;
  const change = (name: string, by: 1 | -1): void => {
    const count = (counts.get(name) ?? 0) + by;
    total += by;
    if (count === 0) counts.delete(name);
    else counts.set(name, count);
  };
  return {
    of: (name: string): number => counts.get(name) ?? 0,
    total: (): number => total,
    add: (name: string): void => change(name, 1),
    remove: (name: string): void => change(name, -1),
  };
}
