import type { RawData, WebSocket } from 'ws';
import type { Account, SocketLimits } from './socket-ledger.ts';

/** Close code for clients that take nothing any more: "try again later". */
export const CLOSE_STALLED = 1013;
/** Close code for clients that send too much. */
export const CLOSE_TOO_MUCH = 1008;
/** graphql-transport-ws: the message is none of the protocol. */
const CLOSE_BAD_MESSAGE = 4400;

/** What a message costs beside its text while it is under way, bytes. */
const MESSAGE_BYTES = 1024;
/** Memory of a message that is worked on, as a multiple of its length: a parsed document was measured at 50 to 70 times. */
const PARSED = 70;
/** Messages in work beside the subscriptions, from which on nothing more is read. */
const SIDE_WORK = 16;
const MINUTE_MS = 60_000;

/** Messages over one WebSocket: nothing more is read while what was read is not worked off and taken. */
export interface SocketLink {
  /** Resolves when the kernel took the message. A client that takes nothing for too long is disconnected. */
  send(text: string): Promise<void>;
  /** The protocol's own ping: answered, but nobody's memory. */
  ping(payload: unknown): Promise<void>;
  /** Hands every message over. What `handle` throws ends the connection. */
  receive(handle: (text: string) => Promise<void>): void;
}

export function createSocketLink(
  socket: WebSocket,
  options: {
    readonly account: Account;
    readonly limits: SocketLimits;
    /** Whether the address may send one more message now. */
    readonly maySend: () => boolean;
    readonly onFailure: (error: unknown) => void;
    /** Monotonic milliseconds. */
    readonly now?: () => number;
  },
): SocketLink {
  const { account, limits, maySend, onFailure, now = () => performance.now() } = options;
  let inWork = 0;
  let unread = 0;
  let allowance = limits.messagesPerMinute;
  let countedAt = now();

  /** A bucket that fills up in a minute. */
  const isAllowed = (): boolean => {
    const at = now();
    allowance = Math.min(
      limits.messagesPerMinute,
      allowance + ((at - countedAt) / MINUTE_MS) * limits.messagesPerMinute,
    );
    countedAt = at;
    if (allowance < 1) return false;
    allowance -= 1;
    return maySend();
  };
  const regulate = (): void => {
    const full = unread > limits.unreadBytes || inWork > limits.subscriptionsPerSocket + SIDE_WORK;
    if (full && !socket.isPaused) socket.pause();
    else if (!full && socket.isPaused) socket.resume();
  };
  /** Counts what came; false: it was too much, and the connection ends. */
  const isTaken = (): boolean => {
    if (socket.readyState !== socket.OPEN) return false;
    if (isAllowed()) return true;
    socket.close(CLOSE_TOO_MUCH, 'Too many messages in a minute. Connect again and send fewer.');
    return false;
  };
  for (const frame of ['ping', 'pong'] as const) socket.on(frame, () => void isTaken());

  const send = (text: string): Promise<void> => {
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    const bytes = text.length + MESSAGE_BYTES;
    unread += bytes;
    account.hold(bytes);
    regulate();
    return new Promise((resolve) => {
      const stalled = setTimeout(
        () => socket.close(CLOSE_STALLED, 'Too slow: messages were not taken in time. Connect again.'),
        limits.stalledMs,
      );
      socket.send(text, () => {
        clearTimeout(stalled);
        unread -= bytes;
        account.release(bytes);
        regulate();
        resolve();
      });
    });
  };

  const work = async (text: string, handle: (text: string) => Promise<void>): Promise<void> => {
    const bytes = MESSAGE_BYTES + PARSED * text.length;
    inWork += 1;
    account.hold(bytes);
    regulate();
    try {
      // Ends with the subscription that it began.
      await handle(text);
    } catch (error) {
      onFailure(error);
      socket.close(1011, 'Something broke on our side. Connect again.');
    } finally {
      inWork -= 1;
      account.release(bytes);
      regulate();
    }
  };

  return {
    send,
    async ping(payload) {
      if (payload === undefined) await send('{"type":"pong"}');
      else socket.close(CLOSE_BAD_MESSAGE, 'A ping carries no payload here.');
    },
    receive(handle) {
      socket.on('message', (data) => {
        if (isTaken()) void work(textOf(data), handle);
      });
    },
  };
}

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)).toString('utf8');
